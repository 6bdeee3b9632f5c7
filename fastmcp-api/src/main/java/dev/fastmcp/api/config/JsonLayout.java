package dev.fastmcp.api.config;

import dev.fastmcp.api.json.JsonValue;

/** Lays out compact JSON over lines, two spaces a level. */
final class JsonLayout {

    private static final String STEP = "  ";

    private JsonLayout() {}

    /**
     * Writes a value.
     *
     * @param indent what stands before the line that the value begins on
     */
    static String of(Object value, String indent, String newline) {
        String compact = JsonValue.of(value).toJson();
        StringBuilder out = new StringBuilder();
        String line = newline + indent;
        boolean inString = false;
        for (int i = 0; i < compact.length(); i++) {
            char c = compact.charAt(i);
            if (inString) {
                out.append(c);
                if (c == '\\') {
                    out.append(compact.charAt(++i));
                } else if (c == '"') {
                    inString = false;
                }
            } else if ((c == '{' || c == '[') && "}]".indexOf(compact.charAt(i + 1)) < 0) {
                line += STEP;
                out.append(c).append(line);
            } else if ((c == '}' || c == ']') && "{[".indexOf(compact.charAt(i - 1)) < 0) {
                line = line.substring(0, line.length() - STEP.length());
                out.append(line).append(c);
            } else if (c == ',') {
                out.append(c).append(line);
            } else if (c == ':') {
                out.append(": ");
            } else {
                inString = c == '"';
                out.append(c);
            }
        }
        return out.toString();
    }
}
