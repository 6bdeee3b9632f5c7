package dev.fastmcp.api.config;

import dev.fastmcp.api.shared.Spelling;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Knows the members of a server's entry, and finds those that are wrong or misspelt. */
final class ServerFields {

    private enum Kind {
        TEXT("a string"),
        TEXTS("a list of strings"),
        SCALARS("an object of strings, numbers or booleans"),
        FLAG("true or false"),
        MILLISECONDS("a positive number of milliseconds, or 0 for no limit"),
        SECONDS("a number of seconds, or an ISO-8601 duration such as \"PT30S\""),
        ERA("\"auto\", \"legacy\" or \"modern\""),
        AUTH("a string or an object"),
        OBJECT("an object"),
        ANY("anything");

        private final String words;

        Kind(String words) {
            this.words = words;
        }
    }

    private static final Map<String, Kind> KNOWN = new TreeMap<>(Map.ofEntries(
            Map.entry("command", Kind.TEXT),
            Map.entry("args", Kind.TEXTS),
            Map.entry("env", Kind.SCALARS),
            Map.entry("cwd", Kind.TEXT),
            Map.entry("keep_alive", Kind.FLAG),
            Map.entry("keepAlive", Kind.FLAG),
            Map.entry("url", Kind.TEXT),
            Map.entry("httpUrl", Kind.TEXT),
            Map.entry("headers", Kind.SCALARS),
            Map.entry("transport", Kind.TEXT),
            Map.entry("type", Kind.TEXT),
            Map.entry("auth", Kind.AUTH),
            Map.entry("authentication", Kind.ANY),
            Map.entry("tls", Kind.OBJECT),
            Map.entry("timeout", Kind.MILLISECONDS),
            Map.entry("sse_read_timeout", Kind.SECONDS),
            Map.entry("era", Kind.ERA),
            Map.entry("disabled", Kind.FLAG),
            Map.entry("description", Kind.TEXT),
            Map.entry("icon", Kind.TEXT),
            Map.entry("tools", Kind.ANY),
            Map.entry("include_tags", Kind.TEXTS),
            Map.entry("exclude_tags", Kind.TEXTS)));

    /** What other applications write; near to names of ours, but not misspelt. */
    private static final Set<String> FOREIGN =
            Set.of("enabled", "envFile", "name", "tool", "dev", "trust", "version", "oauth", "scope", "title");

    private static final Set<String> REACHED_BY = Set.of("command", "url", "httpUrl");

    private ServerFields() {}

    static List<ConfigProblem> problems(String path, Map<String, Object> json) {
        List<ConfigProblem> found = new ArrayList<>();
        json.forEach((name, value) -> {
            Kind kind = KNOWN.get(name);
            if (kind == null) {
                nearest(name)
                        .ifPresent(near -> found.add(ConfigProblem.warning(
                                JsonPath.member(path, name), "unknown, and ignored; did you mean \"" + near + "\"?")));
            } else {
                check(JsonPath.member(path, name), kind, value, found);
            }
        });
        if (json.get("command") == null && json.get("url") == null && json.get("httpUrl") == null) {
            found.add(ConfigProblem.error(
                    path, "has neither a \"command\" nor a \"url\": give one of them" + misspelt(json)));
        } else if (isBlank(json.get("command")) || json.get("command") == null && isBlank(address(json))) {
            found.add(ConfigProblem.error(path, "its \"command\" or \"url\" is blank: give a program or an address"));
        }
        if (json.get("tls") instanceof Map<?, ?> tls) {
            checkTls(JsonPath.member(path, "tls"), tls, found);
        }
        return found;
    }

    private static String misspelt(Map<String, Object> json) {
        return json.keySet().stream()
                .filter(name -> nearest(name).filter(REACHED_BY::contains).isPresent())
                .findFirst()
                .map(name -> ", instead of \"" + name + "\"")
                .orElse("");
    }

    static @Nullable String address(Map<String, Object> json) {
        Object address = json.get("url") == null ? json.get("httpUrl") : json.get("url");
        return address instanceof String text ? text : null;
    }

    private static boolean isBlank(@Nullable Object value) {
        return value instanceof String text && text.isBlank();
    }

    private static void checkTls(String path, Map<?, ?> tls, List<ConfigProblem> found) {
        tls.forEach((name, value) -> {
            String member = JsonPath.member(path, String.valueOf(name));
            switch (String.valueOf(name)) {
                case "ca" -> check(member, Kind.TEXT, value, found);
                case "verify" -> check(member, Kind.FLAG, value, found);
                default ->
                    found.add(ConfigProblem.error(
                            member, "is no option of TLS: give \"ca\" (a PEM file) or \"verify\" (true or false)"));
            }
        });
    }

    private static void check(String path, Kind kind, @Nullable Object value, List<ConfigProblem> found) {
        if (value != null && !fits(kind, value)) {
            found.add(ConfigProblem.error(path, "must be " + kind.words + ", not " + typeOf(value)));
        }
    }

    private static boolean fits(Kind kind, Object value) {
        return switch (kind) {
            case TEXT -> value instanceof String;
            case TEXTS -> value instanceof List<?> list && list.stream().allMatch(String.class::isInstance);
            case SCALARS ->
                value instanceof Map<?, ?> map && map.values().stream().allMatch(ServerFields::isScalar);
            case FLAG -> value instanceof Boolean;
            case MILLISECONDS ->
                value instanceof Number number
                        && (number.doubleValue() == 0 || number.doubleValue() >= 1 && number.doubleValue() < 1e12);
            case SECONDS -> Durations.ofSeconds(value) != null;
            case ERA ->
                value instanceof String text
                        && Set.of("auto", "legacy", "modern").contains(text);
            case AUTH -> value instanceof String || value instanceof Map<?, ?>;
            case OBJECT -> value instanceof Map<?, ?>;
            case ANY -> true;
        };
    }

    private static boolean isScalar(@Nullable Object value) {
        return value instanceof String || value instanceof Number || value instanceof Boolean;
    }

    static String typeOf(@Nullable Object value) {
        return switch (value) {
            case null -> "null";
            case Map<?, ?> map -> "an object";
            case List<?> list -> list.stream().allMatch(String.class::isInstance) ? "a list" : "a list of other values";
            case String text -> "this string";
            case Boolean flag -> "a boolean";
            default -> "this number";
        };
    }

    private static Optional<String> nearest(String name) {
        if (FOREIGN.contains(name)) {
            return Optional.empty();
        }
        return Spelling.meant(name, KNOWN.keySet());
    }
}
