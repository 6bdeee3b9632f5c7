package dev.fastmcp.core.server;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A URI template that addresses are compared with: {@code {name}} stands for a part of a path, {@code {+name}} and {@code {name*}} for several, and {@code {?a,b}} at the end for parameters of a query, in any
 * order, which may be missing (RFC 6570, the expressions that servers use).
 */
public final class UriTemplate {

    private static final Pattern EXPRESSION = Pattern.compile("\\{([+?]?)([A-Za-z0-9_]+(?:,[A-Za-z0-9_]+)*)(\\*?)}");
    private static final int MAX_CHARACTERS = 8192;

    private final String text;
    private final Pattern path;
    private final List<String> names;
    private final List<String> parameters;

    private UriTemplate(String text, Pattern path, List<String> names, List<String> parameters) {
        this.text = text;
        this.path = path;
        this.names = names;
        this.parameters = parameters;
    }

    /**
     * Reads a template.
     *
     * @throws IllegalArgumentException if it has other expressions, a variable twice, or no variable at all
     */
    public static UriTemplate of(String text) {
        StringBuilder pattern = new StringBuilder();
        List<String> names = new ArrayList<>();
        List<String> parameters = new ArrayList<>();
        Matcher expression = EXPRESSION.matcher(text);
        int end = 0;
        while (expression.find()) {
            literal(text.substring(end, expression.start()), text, pattern);
            end = expression.end();
            List<String> variables = List.of(expression.group(2).split(","));
            if (expression.group(1).equals("?")) {
                if (end != text.length()) {
                    throw invalid(text, "{?…} must be at its end");
                }
                parameters.addAll(variables);
            } else if (variables.size() > 1) {
                throw invalid(text, "an expression in the path has one variable");
            } else {
                boolean several =
                        expression.group(1).equals("+") || expression.group(3).equals("*");
                pattern.append(several ? "([^?#]+)" : "([^/?#]+)");
                names.addAll(variables);
            }
        }
        literal(text.substring(end), text, pattern);
        Set<String> distinct = new HashSet<>(names);
        distinct.addAll(parameters);
        if (distinct.size() < names.size() + parameters.size()) {
            throw invalid(text, "a variable is there twice, and only one value can be handed over");
        }
        if (names.isEmpty() && parameters.isEmpty()) {
            throw invalid(text, "it has no variable: make it a resource");
        }
        return new UriTemplate(text, Pattern.compile(pattern.toString()), List.copyOf(names), List.copyOf(parameters));
    }

    private static void literal(String part, String text, StringBuilder pattern) {
        if (part.indexOf('{') >= 0 || part.indexOf('}') >= 0) {
            throw invalid(text, "use {name}, {+name}, {name*}, or {?a,b} at the end");
        }
        pattern.append(Pattern.quote(part));
    }

    private static IllegalArgumentException invalid(String text, String why) {
        return new IllegalArgumentException("\"" + text + "\" is no URI template that can be compared with: " + why);
    }

    /** What the variables stand for in an address, decoded; empty if the address is not like this template. */
    public Optional<Map<String, String>> match(String uri) {
        if (uri.length() > MAX_CHARACTERS) {
            return Optional.empty();
        }
        int query = parameters.isEmpty() ? -1 : uri.indexOf('?');
        Matcher matcher = path.matcher(query < 0 ? uri : uri.substring(0, query));
        if (!matcher.matches()) {
            return Optional.empty();
        }
        Map<String, String> variables = new LinkedHashMap<>();
        try {
            for (int i = 0; i < names.size(); i++) {
                variables.put(names.get(i), decoded(matcher.group(i + 1)));
            }
            if (query >= 0) {
                addParameters(uri.substring(query + 1), variables);
            }
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
        return Optional.of(variables);
    }

    /** Tells whether an address may come from a template, which may have expressions that cannot be compared with; such a one is taken by its beginning. */
    public static boolean fits(String template, String uri) {
        try {
            return of(template).match(uri).isPresent();
        } catch (IllegalArgumentException e) {
            int expression = template.indexOf('{');
            return expression < 0
                    ? template.equals(uri)
                    : uri.length() > expression && uri.startsWith(template.substring(0, expression));
        }
    }

    private void addParameters(String query, Map<String, String> variables) {
        for (String pair : query.split("&")) {
            int equals = pair.indexOf('=');
            String name = decoded(equals < 0 ? pair : pair.substring(0, equals));
            if (parameters.contains(name)) {
                variables.put(name, equals < 0 ? "" : decoded(pair.substring(equals + 1)));
            }
        }
    }

    /** A plus is a plus in addresses, other than in forms. */
    private static String decoded(String part) {
        return URLDecoder.decode(part.replace("+", "%2B"), StandardCharsets.UTF_8);
    }

    @Override
    public String toString() {
        return text;
    }
}
