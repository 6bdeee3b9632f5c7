package dev.fastmcp.core.composite;

import dev.fastmcp.api.Client;
import dev.fastmcp.api.config.ComponentNames;
import dev.fastmcp.api.config.McpServerConfig;
import dev.fastmcp.api.error.McpException;
import dev.fastmcp.api.spi.Channel;
import dev.fastmcp.api.spi.ChannelContext;
import dev.fastmcp.api.spi.ClientTransport;
import dev.fastmcp.core.FakeServer;
import dev.fastmcp.core.server.CacheHint;
import dev.fastmcp.core.server.MemoryChannel;
import dev.fastmcp.core.server.ServerCore;
import dev.fastmcp.core.transform.ToolTransforms;
import dev.fastmcp.core.wiring.CoreInjector;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Several fake servers as one, and what such servers say. */
final class Several implements ClientTransport {

    private final List<Member> members = new ArrayList<>();
    private ComponentNames names = ComponentNames.prefixed();
    private boolean complete;
    private Composite composite;

    Several with(String name, ClientTransport server) {
        return with(name, server, Map.of());
    }

    /** @param entry what the configuration says beside the address */
    Several with(String name, ClientTransport server, Map<String, Object> entry) {
        Map<String, Object> whole = new HashMap<>(entry);
        whole.put("url", "https://localhost/mcp");
        members.add(Member.of(
                name,
                ToolTransforms.of(name, McpServerConfig.of(whole)),
                CoreInjector.clients().patient(server)));
        return this;
    }

    Several without(String name, McpException flaw) {
        members.add(Member.flawed(name, flaw));
        return this;
    }

    Several unchanged() {
        names = ComponentNames.unchanged();
        return this;
    }

    Several requireAll() {
        complete = true;
        return this;
    }

    Composite composite() {
        if (composite == null) {
            composite = Composite.of(members, names, complete);
        }
        return composite;
    }

    Client.Builder<?> client() {
        return Client.builder(this).connectTimeout(Duration.ofSeconds(10));
    }

    /** A server of the legacy era with tools that say its name. */
    static FakeServer server(String name, String... tools) {
        return FakeServer.legacy()
                .answering("tools/list", tools(tools))
                .answering(
                        "tools/call",
                        "{\"jsonrpc\":\"2.0\",\"id\":$id,\"result\":{\"content\":[{\"type\":\"text\",\"text\":\"" + name
                                + "\"}]}}");
    }

    static String tools(String... names) {
        return result(
                "tools",
                Stream.of(names).map(name -> "{\"name\":\"" + name + "\",\"inputSchema\":{\"type\":\"object\"}}"));
    }

    static String resources(String... uris) {
        return result("resources", Stream.of(uris).map(uri -> "{\"uri\":\"" + uri + "\",\"name\":\"r\"," + tag(uri)));
    }

    static String templates(String... uris) {
        return result(
                "resourceTemplates",
                Stream.of(uris).map(uri -> "{\"uriTemplate\":\"" + uri + "\",\"name\":\"t\"," + tag(uri)));
    }

    static String prompts(String... names) {
        return result("prompts", Stream.of(names).map(name -> "{\"name\":\"" + name + "\"," + tag(name)));
    }

    /** All that is called secret has that tag. */
    private static String tag(String name) {
        return "\"_meta\":{\"fastmcp\":{\"tags\":[" + (name.contains("secret") ? "\"secret\"" : "") + "]}}}";
    }

    static String contents(String text) {
        return "{\"jsonrpc\":\"2.0\",\"id\":$id,\"result\":{\"contents\":[{\"uri\":\"x://y\",\"text\":\"" + text
                + "\"}]}}";
    }

    static String error(int code) {
        return "{\"jsonrpc\":\"2.0\",\"id\":$id,\"error\":{\"code\":" + code + ",\"message\":\"no\"}}";
    }

    private static String result(String member, Stream<String> items) {
        return "{\"jsonrpc\":\"2.0\",\"id\":$id,\"result\":{\"" + member + "\":["
                + items.collect(Collectors.joining(",")) + "]}}";
    }

    @Override
    public Channel open(ChannelContext context) {
        ServerCore core = new ServerCore(
                client -> composite().serve(client, context.connectTimeout()), Duration.ofSeconds(20), CacheHint.NONE);
        return new MemoryChannel(core, context, "several servers", true);
    }

    @Override
    public void close() {
        composite().close();
    }

    @Override
    public String endpoint() {
        return "several servers";
    }
}
