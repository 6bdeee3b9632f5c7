package dev.fastmcp.benchmarks;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.io.JsonStringEncoder;
import tools.jackson.core.json.JsonFactory;

/** The JSON of {@link RawPipe}: requests from templates, answers in one streaming pass over the buffer they were read into. */
final class RawJson {

    private static final JsonFactory FACTORY = new JsonFactory();
    private static final String ENVELOPE = "{\"jsonrpc\":\"2.0\",\"id\":";
    private static final String METHOD = ",\"method\":\"";

    private RawJson() {}

    /** An answer: text, a list of tools, or an exception. */
    record Response(long id, Object outcome) {}

    /** A tool whose schema is left encoded, as this library leaves it. */
    record Tool(String name, String title, String description, byte[] schema) {}

    static byte[] request(long id, String before, @Nullable String text, String after) {
        // Not "+", whose bootstrap would be a good part of a cold start.
        StringBuilder start = new StringBuilder(160)
                .append(ENVELOPE)
                .append(id)
                .append(METHOD)
                .append(before);
        byte[] head = start.toString().getBytes(StandardCharsets.ISO_8859_1);
        if (text == null) {
            return head;
        }
        byte[] quoted = JsonStringEncoder.getInstance().quoteAsUTF8(text);
        byte[] line = Arrays.copyOf(head, head.length + quoted.length + after.length());
        System.arraycopy(quoted, 0, line, head.length, quoted.length);
        for (int i = 0; i < after.length(); i++) {
            line[head.length + quoted.length + i] = (byte) after.charAt(i);
        }
        return line;
    }

    static Response response(byte[] buffer, int offset, int length) throws IOException {
        try (JsonParser json = FACTORY.createParser(ObjectReadContext.empty(), buffer, offset, length)) {
            long id = -1;
            Object outcome = "";
            json.nextToken();
            for (String name = json.nextName(); name != null; name = json.nextName()) {
                json.nextToken();
                switch (name) {
                    case "id" -> id = json.getLongValue();
                    case "result" -> outcome = result(json, buffer, offset);
                    case "error" -> {
                        outcome = new IOException("the server answered with an error");
                        json.skipChildren();
                    }
                    default -> json.skipChildren();
                }
            }
            return new Response(id, outcome);
        } catch (JacksonException e) {
            throw new IOException(e);
        }
    }

    private static Object result(JsonParser json, byte[] buffer, int offset) {
        Object result = "";
        for (String name = json.nextName(); name != null; name = json.nextName()) {
            json.nextToken();
            switch (name) {
                case "content" -> result = text(json);
                case "tools" -> result = tools(json, buffer, offset);
                default -> json.skipChildren();
            }
        }
        return result;
    }

    private static String text(JsonParser json) {
        String text = "";
        while (json.nextToken() == JsonToken.START_OBJECT) {
            for (String name = json.nextName(); name != null; name = json.nextName()) {
                json.nextToken();
                if (name.equals("text")) {
                    text = json.getString();
                } else {
                    json.skipChildren();
                }
            }
        }
        return text;
    }

    private static List<Tool> tools(JsonParser json, byte[] buffer, int offset) {
        List<Tool> tools = new ArrayList<>();
        while (json.nextToken() == JsonToken.START_OBJECT) {
            tools.add(tool(json, buffer, offset));
        }
        return tools;
    }

    private static Tool tool(JsonParser json, byte[] buffer, int offset) {
        String toolName = "";
        String title = "";
        String description = "";
        byte[] schema = {};
        for (String name = json.nextName(); name != null; name = json.nextName()) {
            json.nextToken();
            switch (name) {
                case "name" -> toolName = json.getString();
                case "title" -> title = json.getString();
                case "description" -> description = json.getString();
                case "inputSchema" -> schema = slice(json, buffer, offset);
                default -> json.skipChildren();
            }
        }
        return new Tool(toolName, title, description, schema);
    }

    private static byte[] slice(JsonParser json, byte[] buffer, int offset) {
        int start = offset + (int) json.currentTokenLocation().getByteOffset();
        json.skipChildren();
        return Arrays.copyOfRange(
                buffer, start, offset + (int) json.currentLocation().getByteOffset());
    }
}
