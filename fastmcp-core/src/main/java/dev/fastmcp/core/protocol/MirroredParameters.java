package dev.fastmcp.core.protocol;

import dev.fastmcp.api.error.ServerText;
import dev.fastmcp.api.json.JsonValue;
import dev.fastmcp.api.model.ListToolsResult;
import dev.fastmcp.api.model.Tool;
import dev.fastmcp.core.mirror.HeaderAnnotations;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import org.jspecify.annotations.Nullable;

/**
 * Which arguments of which tools a server wants to see in headers, as far as its lists of tools have said so (specification 2026-07-28, "Streamable HTTP", {@code
 * x-mcp-header}). Thread-safe.
 */
final class MirroredParameters {

    private static final System.Logger LOG = System.getLogger(MirroredParameters.class.getName());
    private static final int SHOWN_CHARACTERS = 100;
    private static final BigInteger MAX_INTEGER = BigInteger.valueOf((1L << 53) - 1);

    /** Header names by the path to the argument, by tool; only tools that want any. */
    private final ConcurrentMap<String, Map<List<String>, String>> wanted = new ConcurrentHashMap<>();

    /** Learns from a page of tools, and drops those that must not be used. */
    ListToolsResult usable(ListToolsResult page) {
        List<Tool> usable = new ArrayList<>();
        for (Tool tool : page.tools()) {
            try {
                learn(tool.name(), HeaderAnnotations.of(tool.inputSchema()));
                usable.add(tool);
            } catch (HeaderAnnotations.InvalidException e) {
                wanted.remove(tool.name());
                LOG.log(
                        System.Logger.Level.WARNING,
                        "The tool \"{0}\" is left out of the list: {1}",
                        ServerText.excerpt(tool.name(), SHOWN_CHARACTERS),
                        e.getMessage());
            }
        }
        return usable.size() == page.tools().size()
                ? page
                : new ListToolsResult(
                        usable, page.nextCursor(), page.ttl(), page.cacheScope(), page.meta(), page.extra());
    }

    private void learn(String tool, Map<List<String>, String> headers) {
        if (headers.isEmpty()) {
            wanted.remove(tool);
        } else {
            wanted.put(tool, headers);
        }
    }

    Map<List<String>, String> wantedBy(String tool) {
        return wanted.getOrDefault(tool, Map.of());
    }

    /** The values for a call, by header name; arguments that are absent or null have none. */
    Map<String, String> of(String tool, @Nullable Object arguments) {
        Map<List<String>, String> headers = wanted.get(tool);
        if (headers == null) {
            return Map.of();
        }
        Object tree = JsonValue.of(arguments).asObject();
        Map<String, String> values = new LinkedHashMap<>();
        headers.forEach((path, name) -> {
            String text = text(tool, path, HeaderAnnotations.at(tree, path));
            if (text != null) {
                values.put(name, text);
            }
        });
        return values;
    }

    private static @Nullable String text(String tool, List<String> path, @Nullable Object value) {
        return switch (value) {
            case String text -> text;
            case Boolean flag -> flag.toString();
            case Number number -> integer(tool, path, number);
            case null, default -> null;
        };
    }

    private static String integer(String tool, List<String> path, Number number) {
        BigDecimal exact = new BigDecimal(number.toString());
        if (exact.stripTrailingZeros().scale() > 0) {
            return number.toString();
        }
        // Only this far do all languages agree on what an integer is; and an exponent could make the text endless.
        if (exact.precision() - exact.scale() > 16 || exact.toBigInteger().abs().compareTo(MAX_INTEGER) > 0) {
            throw new IllegalArgumentException("argument " + String.join(".", path) + " of tool " + tool
                    + " is out of range: the server wants it in a header, where integers go to 2^53 - 1");
        }
        return exact.toBigInteger().toString();
    }
}
