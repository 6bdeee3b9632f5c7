/**
 * Talks to MCP servers over WebSocket, a transport that the specification of MCP does not define.
 *
 * @provides dev.fastmcp.api.spi.TransportFactory chooses this transport for addresses with the scheme ws or wss
 * @uses dev.fastmcp.api.spi.HttpExchangerProvider reaches authorization servers
 */
module dev.fastmcp.transport.websocket {
    requires static org.jspecify;
    requires transitive dev.fastmcp.api;
    requires org.java_websocket;

    exports dev.fastmcp.transport.websocket;

    uses dev.fastmcp.api.spi.HttpExchangerProvider;

    provides dev.fastmcp.api.spi.TransportFactory with
            dev.fastmcp.transport.websocket.WebSocketTransportFactory;
}
