package dev.fastmcp.api.spi;

import dev.fastmcp.api.error.HttpStatusException;
import dev.fastmcp.api.error.ProtocolException;
import dev.fastmcp.api.error.RequestTimeoutException;
import dev.fastmcp.api.error.SessionClosedException;
import dev.fastmcp.api.error.TransportException;
import dev.fastmcp.api.jsonrpc.JsonRpcMessage;
import java.util.Map;
import java.util.Optional;

/**
 * An open connection to a server. Thread-safe: many threads exchange requests at the same time.
 *
 * <p>A channel promises that no call hangs: whatever ends the connection ends every exchange on it at once, with a {@link TransportException}.
 */
public interface Channel extends AutoCloseable {

    /**
     * Sends a request and waits for its response, on the calling thread. What arrives for this request in the meantime (progress) is handed to
     * {@link ExchangeOptions#related()} on the same thread, in order, before this method returns.
     *
     * @param request the request; its id is unique on this channel
     * @param options deadline and listener
     * @return the response to this very request
     * @throws RequestTimeoutException if the deadline passes; a late response is dropped. Telling the server is the caller's part, unless
     *     {@link ChannelTraits#streamPerRequest()}
     * @throws ProtocolException if the response is malformed
     * @throws HttpStatusException if the response is an HTTP status that means failure
     * @throws TransportException if the connection is or gets lost
     * @throws SessionClosedException if the channel is or gets closed
     * @throws InterruptedException if the thread is interrupted; otherwise as for the deadline. It is an {@link UnsentException} if nothing was sent, so that there is nothing to tell the server
     */
    JsonRpcMessage.Response exchange(JsonRpcMessage.Request request, ExchangeOptions options)
            throws InterruptedException;

    /**
     * Sends a request whose response somebody else is to hear: nobody waits for it, and no deadline is kept. Never blocks.
     *
     * @param request the request; its id is unique on this channel
     * @param headers HTTP headers for this request, for channels that have any
     * @param listener hears what comes for it
     * @return empty if this channel cannot do that now, such as when writing could block; then nothing has been sent, and {@link #exchange} is to be used
     * @implSpec the default returns empty
     */
    default Optional<SentRequest> submit(
            JsonRpcMessage.Request request, Map<String, String> headers, ResponseListener listener) {
        return Optional.empty();
    }

    /**
     * Sends a notification or a response, without waiting for anything but the writing itself, which is bounded in time.
     *
     * @param message the message; not a request
     * @throws HttpStatusException if the message is refused with an HTTP status
     * @throws TransportException if the connection is lost, or does not take the message in time
     * @throws SessionClosedException if the channel is closed
     * @throws InterruptedException if the thread is interrupted before the message is on its way
     */
    void send(JsonRpcMessage message) throws InterruptedException;

    /**
     * Tells the channel which version of the protocol both sides have agreed on. Called once, before the first message that depends on it; channels whose
     * framing is the same in all versions need not know.
     *
     * @param version its name in messages, such as {@code 2025-11-25}
     * @implSpec the default does nothing
     */
    default void agreed(String version) {}

    /**
     * Tells what kind of connection this is.
     *
     * @return the traits; they never change
     */
    ChannelTraits traits();

    /**
     * Tells whether the connection is still good, as far as known without sending anything.
     *
     * @return false once it is closed or lost
     */
    boolean isOpen();

    /** Ends the connection and fails all exchanges on it. Idempotent, bounded in time, never throws. */
    @Override
    void close();
}
