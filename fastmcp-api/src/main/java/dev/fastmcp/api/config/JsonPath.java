package dev.fastmcp.api.config;

import dev.fastmcp.api.error.ServerText;

/** Names places in a JSON document. */
final class JsonPath {

    private JsonPath() {}

    static String member(String parent, String name) {
        String shown = name.matches("[A-Za-z0-9_$-]{1,80}") ? name : "[\"" + ServerText.excerpt(name, 80) + "\"]";
        return parent.isEmpty() || shown.startsWith("[") ? parent + shown : parent + "." + shown;
    }

    static String element(String parent, int index) {
        return parent + "[" + index + "]";
    }
}
