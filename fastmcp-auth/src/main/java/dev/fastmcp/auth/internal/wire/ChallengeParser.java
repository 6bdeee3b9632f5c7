package dev.fastmcp.auth.internal.wire;

import dev.fastmcp.auth.internal.wire.Challenges.Challenge;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Reads one value of {@code WWW-Authenticate}. The grammar separates challenges and parameters by the same comma; a name is a parameter if an equals sign follows it, and a scheme otherwise.
 * Forgiving where servers are known to err: parameters without commas between them, values with characters that want quotes.
 */
final class ChallengeParser {

    private static final int MAX_CHARACTERS = 16 * 1024;
    private static final int MAX_PARAMETERS = 64;
    private static final String TOKEN_SYMBOLS = "!#$%&'*+-.^_`|~";
    private static final String TOKEN68_SYMBOLS = "-._~+/";

    private final String text;
    private int at;

    ChallengeParser(String value) {
        text = value.length() > MAX_CHARACTERS ? value.substring(0, MAX_CHARACTERS) : value;
    }

    void addTo(List<Challenge> all) {
        String scheme = "";
        Map<String, String> parameters = new LinkedHashMap<>();
        for (skipSeparators(); at < text.length(); skipSeparators()) {
            String name = token();
            if (name.isEmpty()) {
                skipGarbage();
            } else if (isParameter()) {
                String value = value();
                if (parameters.size() < MAX_PARAMETERS) {
                    parameters.putIfAbsent(name, value);
                }
            } else {
                add(scheme, parameters, all);
                scheme = name;
                parameters.clear();
                skipToken68();
            }
        }
        add(scheme, parameters, all);
    }

    private static void add(String scheme, Map<String, String> parameters, List<Challenge> all) {
        if (!scheme.isEmpty() && all.size() < Challenges.MAX_CHALLENGES) {
            all.add(new Challenge(scheme, parameters));
        }
    }

    private String token() {
        int start = at;
        while (at < text.length() && isToken(text.charAt(at))) {
            at++;
        }
        return text.substring(start, at).toLowerCase(Locale.ROOT);
    }

    /** True if an equals sign follows, which is then behind. */
    private boolean isParameter() {
        int start = at;
        skipBlanks();
        if (at < text.length() && text.charAt(at) == '=') {
            at++;
            skipBlanks();
            return true;
        }
        at = start;
        return false;
    }

    private String value() {
        if (at < text.length() && text.charAt(at) == '"') {
            return quoted();
        }
        int start = at;
        while (at < text.length() && !isSeparator(text.charAt(at))) {
            at++;
        }
        return text.substring(start, at);
    }

    /** What a quote that is never closed holds is of no use: who knows where it was meant to end. */
    private String quoted() {
        StringBuilder value = new StringBuilder();
        for (at++; at < text.length(); at++) {
            char c = text.charAt(at);
            if (c == '"') {
                at++;
                return value.toString();
            }
            if (c == '\\' && at + 1 < text.length()) {
                at++;
            }
            value.append(text.charAt(at));
        }
        return "";
    }

    /** Passes over the single value that schemes such as Negotiate have instead of parameters. */
    private void skipToken68() {
        int start = at;
        skipBlanks();
        if (at == start) {
            return;
        }
        while (at < text.length() && isToken68(text.charAt(at))) {
            at++;
        }
        while (at < text.length() && text.charAt(at) == '=') {
            at++;
        }
        skipBlanks();
        if (at < text.length() && text.charAt(at) != ',') {
            at = start;
        }
    }

    private void skipSeparators() {
        while (at < text.length() && isSeparator(text.charAt(at))) {
            at++;
        }
    }

    private void skipBlanks() {
        while (at < text.length() && isBlank(text.charAt(at))) {
            at++;
        }
    }

    private void skipGarbage() {
        while (at < text.length() && text.charAt(at) != ',') {
            if (text.charAt(at) == '"') {
                quoted();
            } else {
                at++;
            }
        }
    }

    private static boolean isBlank(char c) {
        return c == ' ' || c == '\t';
    }

    private static boolean isSeparator(char c) {
        return isBlank(c) || c == ',';
    }

    private static boolean isToken(char c) {
        return isAlphanumeric(c) || TOKEN_SYMBOLS.indexOf(c) >= 0;
    }

    private static boolean isToken68(char c) {
        return isAlphanumeric(c) || TOKEN68_SYMBOLS.indexOf(c) >= 0;
    }

    private static boolean isAlphanumeric(char c) {
        return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9';
    }
}
