/**
 * What users of the client and authors of plug-ins compile against. Needs nothing but the JDK; {@code fastmcp-core} does the work at run time.
 *
 * @uses dev.fastmcp.api.ClientProvider makes clients
 * @uses dev.fastmcp.api.json.JsonCodec reads and writes JSON
 */
@SuppressWarnings("module") // modules that are built later
module dev.fastmcp.api {
    requires static transitive org.jspecify;

    exports dev.fastmcp.api;
    exports dev.fastmcp.api.config;
    exports dev.fastmcp.api.error;
    exports dev.fastmcp.api.http;
    exports dev.fastmcp.api.json;
    exports dev.fastmcp.api.jsonrpc;
    exports dev.fastmcp.api.model;
    exports dev.fastmcp.api.shared to
            dev.fastmcp.cli,
            dev.fastmcp.core,
            dev.fastmcp.transport.http,
            dev.fastmcp.transport.websocket;
    exports dev.fastmcp.api.spi;

    uses dev.fastmcp.api.ClientProvider;
    uses dev.fastmcp.api.json.JsonCodec;
}
