/**
 * MCP over a socket, one message a line, for addresses such as {@code pigeon://localhost:4711}.
 *
 * @provides dev.fastmcp.api.spi.TransportFactory chooses this transport for such addresses
 */
module com.acme.mcp.pigeon {
    requires transitive dev.fastmcp.api;

    exports com.acme.mcp.pigeon;

    provides dev.fastmcp.api.spi.TransportFactory with
            com.acme.mcp.pigeon.PigeonTransportFactory;
}
