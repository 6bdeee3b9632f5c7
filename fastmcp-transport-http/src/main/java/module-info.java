/**
 * MCP over HTTP: Streamable HTTP in both eras of the protocol, and HTTP+SSE for servers of the first release.
 *
 * @provides dev.fastmcp.api.spi.HttpExchangerProvider for requests that belong to no transport
 * @provides dev.fastmcp.api.spi.TransportFactory for http and https addresses
 */
@SuppressWarnings("requires-automatic") // HttpCore has a module name in its manifest, but no descriptor
module dev.fastmcp.transport.http {
    requires transitive dev.fastmcp.api;
    requires static org.jspecify;
    requires org.apache.httpcomponents.core5.httpcore5;
    requires jdk.net; // on behalf of HttpCore, which cannot say so itself

    exports dev.fastmcp.transport.http;

    provides dev.fastmcp.api.spi.HttpExchangerProvider with
            dev.fastmcp.transport.http.PooledExchangerProvider;
    provides dev.fastmcp.api.spi.TransportFactory with
            dev.fastmcp.transport.http.StreamableHttpTransportFactory,
            dev.fastmcp.transport.http.SseTransportFactory;
}
