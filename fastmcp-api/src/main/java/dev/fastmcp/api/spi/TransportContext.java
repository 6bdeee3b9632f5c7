package dev.fastmcp.api.spi;

/** What a {@link TransportFactory} is told about the client it makes a transport for. */
public interface TransportContext {

    /**
     * Returns the limits the client was given.
     *
     * @return the limits
     */
    Limits limits();
}
