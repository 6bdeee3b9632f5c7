package dev.fastmcp.benchmarks;

import io.modelcontextprotocol.client.McpClient;
import io.modelcontextprotocol.client.McpSyncClient;
import io.modelcontextprotocol.client.transport.HttpClientStreamableHttpTransport;
import io.modelcontextprotocol.spec.McpSchema;
import java.net.URI;
import java.util.Map;

/** The MCP Java SDK's synchronous client over its transport for Streamable HTTP, default options. */
final class JavaSdkClient implements BenchmarkClient {

    private final McpSyncClient client;

    private JavaSdkClient(McpSyncClient client) {
        this.client = client;
    }

    static JavaSdkClient connect(String address) {
        URI uri = URI.create(address);
        McpSyncClient client = McpClient.sync(HttpClientStreamableHttpTransport.builder("http://" + uri.getAuthority())
                        .endpoint(uri.getPath())
                        .build())
                .build();
        client.initialize();
        return new JavaSdkClient(client);
    }

    @Override
    public String echo(String text) {
        return call("echo", Map.of("text", text));
    }

    @Override
    public String big(int bytes) {
        return call("big", Map.of("bytes", bytes));
    }

    private String call(String tool, Map<String, Object> arguments) {
        McpSchema.CallToolResult result = client.callTool(
                McpSchema.CallToolRequest.builder(tool).arguments(arguments).build());
        return ((McpSchema.TextContent) result.content().get(0)).text();
    }

    @Override
    public int listTools() {
        return client.listTools().tools().size();
    }

    @Override
    public void close() {
        client.closeGracefully();
    }
}
