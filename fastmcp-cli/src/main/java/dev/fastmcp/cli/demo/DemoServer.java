package dev.fastmcp.cli.demo;

import dev.fastmcp.api.model.CacheScope;
import dev.fastmcp.server.FastMcpServer;
import java.io.IOException;
import java.time.Duration;

/** A small MCP server over standard input and output, in both eras of the protocol. */
public final class DemoServer {

    private DemoServer() {}

    /**
     * Serves until the input ends.
     *
     * @param arguments none
     * @throws IOException if the input cannot be read
     */
    public static void main(String[] arguments) throws IOException {
        try (FastMcpServer server = create()) {
            server.runStdio();
        }
        System.exit(0);
    }

    private static FastMcpServer create() {
        return FastMcpServer.builder("fastmcp-demo")
                .version("1.0")
                .instructions("A server to try the fastmcp command with.")
                .cacheHint(Duration.ofMinutes(1), CacheScope.PUBLIC)
                .tool(DemoTools.ADD)
                .tool(DemoTools.ECHO)
                .tool(DemoTools.COUNTDOWN)
                .tool(DemoTools.FAIL)
                .resource(DemoContents.README)
                .resourceTemplate(DemoContents.GREETING)
                .prompt(DemoContents.GREET)
                .build();
    }
}
