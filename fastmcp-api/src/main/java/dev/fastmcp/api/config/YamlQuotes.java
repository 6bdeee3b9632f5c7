package dev.fastmcp.api.config;

/** Reads text in quotes. */
final class YamlQuotes {

    private static final String ESCAPES = "0abtnvfre\"/\\ \tN_LP";
    private static final String MEANINGS = "\0\u0007\b\t\n\u000B\f\r\u001B\"/\\ \t\u0085\u00A0\u2028\u2029";

    private YamlQuotes() {}

    static String read(YamlLine line) {
        return line.next() == '"' ? withEscapes(line) : plain(line);
    }

    /** A single quote within is written twice. */
    private static String plain(YamlLine line) {
        StringBuilder text = new StringBuilder();
        while (true) {
            char c = line.next();
            if (c != '\'') {
                text.append(c);
            } else if (line.begins('\'')) {
                text.append(line.next());
            } else {
                return text.toString();
            }
        }
    }

    private static String withEscapes(YamlLine line) {
        StringBuilder text = new StringBuilder();
        for (char c = line.next(); c != '"'; c = line.next()) {
            if (c == '\\') {
                escape(line, text);
            } else {
                text.append(c);
            }
        }
        return text.toString();
    }

    private static void escape(YamlLine line, StringBuilder text) {
        char c = line.next();
        int known = ESCAPES.indexOf(c);
        if (known >= 0) {
            text.append(MEANINGS.charAt(known));
            return;
        }
        int digits = c == 'x' ? 2 : c == 'u' ? 4 : c == 'U' ? 8 : 0;
        if (digits == 0) {
            throw line.wrong("a backslash is followed by a letter that has no meaning there");
        }
        long code = 0;
        for (int i = 0; i < digits; i++) {
            int digit = Character.digit(line.next(), 16);
            if (digit < 0) {
                throw line.wrong("the number of a character has " + digits + " hexadecimal digits");
            }
            code = code * 16 + digit;
        }
        if (code > Character.MAX_CODE_POINT) {
            throw line.wrong("there is no character of that number");
        }
        text.appendCodePoint((int) code);
    }
}
