/**
 * Runs MCP servers as child processes and talks to them through their standard input and output.
 *
 * @provides dev.fastmcp.api.spi.TransportFactory chooses this transport for scripts and commands
 */
module dev.fastmcp.transport.stdio {
    requires static org.jspecify;
    requires transitive dev.fastmcp.api;

    exports dev.fastmcp.transport.stdio;

    provides dev.fastmcp.api.spi.TransportFactory with
            dev.fastmcp.transport.stdio.StdioTransportFactory;
}
