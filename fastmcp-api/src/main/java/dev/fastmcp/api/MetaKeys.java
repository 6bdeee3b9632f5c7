package dev.fastmcp.api;

import java.util.Set;
import java.util.regex.Pattern;

/** The rules for keys of {@code _meta} (specification, "General fields"). */
final class MetaKeys {

    private static final Pattern LABEL = Pattern.compile("[A-Za-z](?:[A-Za-z0-9-]*[A-Za-z0-9])?");
    private static final Pattern NAME = Pattern.compile("(?:[A-Za-z0-9](?:[A-Za-z0-9._-]*[A-Za-z0-9])?)?");
    private static final Set<String> RESERVED = Set.of("modelcontextprotocol", "mcp");

    private MetaKeys() {}

    static void check(String key) {
        int slash = key.indexOf('/');
        String name = key.substring(slash + 1);
        if (!NAME.matcher(name).matches() || name.isEmpty() && slash < 0) {
            throw new IllegalArgumentException(
                    "\"" + key + "\" is no key for _meta: after an optional prefix and a slash come letters,"
                            + " digits, '.', '_' and '-', with a letter or digit at both ends");
        }
        if (key.equals("progressToken")) {
            throw new IllegalArgumentException("\"progressToken\" is set by the client: use withProgress(listener)");
        }
        if (slash >= 0) {
            checkPrefix(key, key.substring(0, slash).split("\\.", -1));
        }
    }

    private static void checkPrefix(String key, String[] labels) {
        for (String label : labels) {
            if (!LABEL.matcher(label).matches()) {
                throw new IllegalArgumentException(
                        "\"" + key + "\" is no key for _meta: its prefix must be labels separated by dots,"
                                + " such as com.example/");
            }
        }
        if (labels.length > 1 && RESERVED.contains(labels[1])) {
            throw new IllegalArgumentException("\"" + key + "\" is reserved by the protocol: use a prefix of your own");
        }
    }
}
