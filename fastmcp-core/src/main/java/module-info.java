/**
 * The engine behind the API: connections, both protocol eras, JSON, and the choice of transports, found through {@link java.util.ServiceLoader}; and servers in the same process, the only thing here for
 * direct use.
 *
 * @provides dev.fastmcp.api.ClientProvider makes clients
 * @provides dev.fastmcp.api.json.JsonCodec reads and writes JSON
 * @provides dev.fastmcp.api.spi.TransportFactory connects to servers in the same process, and to several servers at once
 * @uses dev.fastmcp.api.spi.AuthProvider what a text given as authentication may mean
 * @uses dev.fastmcp.api.spi.TransportFactory the transports that are installed
 */
@SuppressWarnings("requires-automatic") // Guice has a module name in its manifest, but no descriptor
module dev.fastmcp.core {
    requires static com.networknt.schema;
    requires static org.jspecify;
    requires com.google.common; // on behalf of Guice, which cannot say so itself
    requires com.google.guice;
    requires transitive dev.fastmcp.api;
    requires jakarta.inject; // on behalf of Guice
    requires jdk.httpserver;
    requires tools.jackson.core;
    requires tools.jackson.databind;

    exports dev.fastmcp.server;

    uses dev.fastmcp.api.spi.AuthProvider;
    uses dev.fastmcp.api.spi.TransportFactory;

    provides dev.fastmcp.api.ClientProvider with
            dev.fastmcp.core.CoreClientProvider;
    provides dev.fastmcp.api.json.JsonCodec with
            dev.fastmcp.core.json.JacksonCodec;
    provides dev.fastmcp.api.spi.TransportFactory with
            dev.fastmcp.server.FastMcpTransportFactory,
            dev.fastmcp.server.McpConfigTransportFactory;
}
