package dev.fastmcp.api.spi;

import dev.fastmcp.api.error.TransportException;

/**
 * The description of a connection, able to make it. Immutable but for what it has open; thread-safe. Several channels may be open at the same time.
 */
public interface ClientTransport extends AutoCloseable {

    /**
     * Connects. Called when the first lease of a client is taken and again after a connection was lost; never twice at the same time by one
     * client. Blocks until messages can be exchanged, or fails.
     *
     * @param context what the channel needs from the client, and whom it reports to
     * @return an open channel; the client closes it
     * @throws TransportException if the connection cannot be made
     * @throws InterruptedException if the thread is interrupted; nothing stays open
     */
    Channel open(ChannelContext context) throws InterruptedException;

    /** Closes all channels that are still open. Idempotent, bounded in time; the transport can be opened again afterwards. */
    @Override
    void close();

    /**
     * Describes the endpoint for error messages: a command or an address, without credentials.
     *
     * @return one line of text
     */
    String endpoint();
}
