package dev.fastmcp.cli;

import dev.fastmcp.api.CallOptions;
import dev.fastmcp.api.error.DataMappingException;
import dev.fastmcp.api.json.JsonValue;
import dev.fastmcp.api.model.CallToolResult;
import dev.fastmcp.api.model.ToolException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

final class CallCommand extends ServerCommand {

    private static final String INPUT = "--input-json";

    CallCommand() {
        super("call", "[SERVER] TOOL [NAME=VALUE…]", "Call a tool. Values get the types that the tool's schema wants.");
        option(
                "JSON",
                "Arguments as a JSON object, @FILE to read it from a file, or - from standard input; NAME=VALUE wins.",
                INPUT);
    }

    @Override
    int run(Invocation invocation, Output output) {
        Target target = target(invocation);
        String name = target.name();
        String json = invocation.value(INPUT);
        Map<String, Object> input = json == null ? Map.of() : parseInput(json);
        return ServerOptions.of(invocation, target.server()).withOffer(offer -> {
            Map<String, Object> arguments =
                    new ToolArguments(ToolSchema.of(offer.tool(name))).parse(input, target.rest());
            CallToolResult result = offer.session()
                    .callTool(
                            name,
                            arguments,
                            CallOptions.DEFAULT.withProgress(output::progress).returningToolErrors());
            return show(name, result, output);
        });
    }

    private static int show(String name, CallToolResult result, Output output) {
        if (output.json()) {
            output.json(result);
            return result.isError() ? ExitCodes.TOOL_FAILED : ExitCodes.OK;
        }
        if (result.isError()) {
            throw new ToolException(name, result);
        }
        ContentText.show(result, output);
        return ExitCodes.OK;
    }

    private static Map<String, Object> parseInput(String text) {
        String json = read(text);
        try {
            if (JsonValue.parse(json).asObject() instanceof Map<?, ?>) {
                return JsonValue.parse(json).asMap();
            }
        } catch (DataMappingException e) {
            throw new UsageException("--input-json is no JSON: " + e.getMessage());
        }
        throw new UsageException("--input-json must be a JSON object such as {\"a\":1}");
    }

    private static String read(String text) {
        try {
            if (text.equals("-")) {
                return new String(System.in.readAllBytes(), StandardCharsets.UTF_8);
            }
            return text.startsWith("@") ? Files.readString(Path.of(text.substring(1))) : text;
        } catch (IOException e) {
            throw new UsageException("--input-json cannot be read: " + e);
        }
    }
}
