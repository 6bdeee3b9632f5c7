package dev.fastmcp.it.conformance;

import dev.fastmcp.api.Client;
import dev.fastmcp.api.ClientSession;
import dev.fastmcp.api.ProtocolVersion;
import dev.fastmcp.api.json.JsonValue;
import dev.fastmcp.api.model.CreateMessageResult;
import dev.fastmcp.api.model.ElicitResult;
import dev.fastmcp.api.model.Root;
import dev.fastmcp.api.model.Tool;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The client that the official conformance suite drives: does what a scenario asks for, with calls of the public API and nothing else. The suite passes the address of its
 * server as the last argument, and the rest by environment variables.
 */
public final class ConformanceClient {

    private ConformanceClient() {}

    /**
     * Runs one scenario.
     *
     * @param arguments the last one is the address of the server
     */
    public static void main(String[] arguments) {
        String scenario = environment("MCP_CONFORMANCE_SCENARIO", "tools_call");
        JsonValue context = JsonValue.parse(environment("MCP_CONFORMANCE_CONTEXT", "{}"));
        Client.Builder<?> builder = Client.builder(arguments[arguments.length - 1])
                .onElicitation((form, asked) -> ElicitResult.accept(Map.of()))
                .onSampling((request, asked) -> CreateMessageResult.of("example-model", "example"))
                .roots(List.of(Root.of("file:///tmp")));
        Credentials.of(scenario, context).ifPresent(builder::auth);
        ProtocolVersion.ofWireName(environment("MCP_CONFORMANCE_PROTOCOL_VERSION", ""))
                .ifPresent(builder::protocolVersion);
        try (Client<?> client = builder.build();
                ClientSession session = client.connect()) {
            run(scenario, context, session);
        }
        // The client has closed everything; a thread that it had left behind would keep the process alive, and the
        // suite would notice.
    }

    private static String environment(String name, String otherwise) {
        String value = System.getenv(name);
        return value == null || value.isEmpty() ? otherwise : value;
    }

    private static void run(String scenario, JsonValue context, ClientSession session) {
        switch (scenario) {
            case "initialize" -> {} // connecting is all there is to it
            case "json-schema-ref-no-deref" -> session.listTools();
            case "sse-retry" -> {
                session.listTools();
                session.callTool("test_reconnection");
            }
            case "http-custom-headers" -> {
                session.listTools();
                for (Object call : list(context.asMap().get("toolCalls"))) {
                    Map<?, ?> wanted = (Map<?, ?>) call;
                    session.callTool(String.valueOf(wanted.get("name")), arguments(wanted.get("arguments")));
                }
            }
            case "json-schema-2020-12-preservation" -> {
                Tool tool = session.listTools().stream()
                        .filter(listed -> listed.name().equals("json_schema_2020_12_tool"))
                        .findFirst()
                        .orElseThrow();
                session.callTool("json_schema_echo", Map.of("schema", tool.inputSchema()));
            }
            default -> everything(session);
        }
    }

    /** Lists what the server offers, and uses one of each kind. */
    private static void everything(ClientSession session) {
        var offered = session.server().capabilities();
        if (offered.tools().isPresent()) {
            for (Tool tool : session.listTools()) {
                session.callTool(tool.name(), sample(tool));
            }
        }
        if (offered.resources().isPresent()) {
            session.listResources().forEach(resource -> session.readResource(resource.uri()));
        }
        if (offered.prompts().isPresent()) {
            session.listPrompts().forEach(prompt -> {
                Map<String, String> values = new LinkedHashMap<>();
                prompt.arguments().forEach(argument -> values.put(argument.name(), "example"));
                session.getPrompt(prompt.name(), values);
            });
        }
    }

    /** Arguments that fit the required properties of a schema. */
    private static Map<String, Object> sample(Tool tool) {
        Map<String, Object> schema = tool.inputSchema().asMap();
        Map<String, Object> properties = arguments(schema.get("properties"));
        Map<String, Object> sample = new LinkedHashMap<>();
        for (Object name : list(schema.get("required"))) {
            Object type = arguments(properties.get(String.valueOf(name))).get("type");
            sample.put(
                    String.valueOf(name),
                    switch (String.valueOf(type)) {
                        case "number", "integer" -> 2;
                        case "boolean" -> true;
                        case "array" -> List.of();
                        case "object" -> Map.of();
                        default -> "example";
                    });
        }
        return sample;
    }

    private static List<?> list(Object value) {
        return value instanceof List<?> list ? list : List.of();
    }

    @SuppressWarnings("unchecked")
    private static Map<String, Object> arguments(Object value) {
        return value instanceof Map<?, ?> map ? (Map<String, Object>) map : Map.of();
    }
}
