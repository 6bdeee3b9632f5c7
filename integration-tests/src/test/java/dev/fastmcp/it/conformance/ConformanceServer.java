package dev.fastmcp.it.conformance;

import dev.fastmcp.server.FastMcpServer;
import dev.fastmcp.server.HttpServing;
import dev.fastmcp.server.ServerBuilder;
import dev.fastmcp.server.ServerPrompt;
import dev.fastmcp.server.ServerTool;

/** The server that the official conformance suite tests. It prints its address, and serves until its input ends. */
final class ConformanceServer {

    private ConformanceServer() {}

    public static void main(String[] arguments) throws Exception {
        ServerBuilder builder = FastMcpServer.builder("fastmcp-java-conformance");
        PlainTools.all().forEach(builder::tool);
        AskingTools.all().forEach(builder::tool);
        InputTools.all().forEach(builder::tool);
        ConformanceContents.addTo(builder);
        FastMcpServer server = builder.build();
        addTriggers(server);
        try (HttpServing serving = HttpServing.builder(server).start()) {
            System.out.println(serving.uri());
            while (System.in.read() >= 0) {
                // The end of the input is the end of the server.
            }
        }
    }

    /** Tools that change what the server offers. */
    private static void addTriggers(FastMcpServer server) {
        server.add(ServerTool.of("test_trigger_tool_change", "Adds or removes a tool.", (none, context) -> {
            if (!server.removeTool("test_dynamic")) {
                server.add(ServerTool.of("test_dynamic", "Comes and goes.", (nothing, request) -> "here"));
            }
            return "changed";
        }));
        server.add(ServerTool.of("test_trigger_prompt_change", "Adds or removes a prompt.", (none, context) -> {
            if (!server.removePrompt("test_dynamic")) {
                server.add(ServerPrompt.of("test_dynamic", "Comes and goes.", (nothing, request) -> "here"));
            }
            return "changed";
        }));
    }
}
