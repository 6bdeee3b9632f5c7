package dev.fastmcp.api.http;

import java.util.Collection;
import java.util.Collections;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * HTTP headers by name, without regard to the case of names: there is never a second {@code authorization} beside an {@code Authorization}. Immutable: each {@code
 * with…} method returns a copy. Values are treated as secrets: no text form shows them.
 *
 * <p>A proxy hands on what its own client sent with {@link #forwarding}, and adds or replaces what it wants:
 *
 * <pre>{@code
 * RequestHeaders headers = RequestHeaders.forwarding(incoming, Set.of("Authorization")).with("X-Proxy", "acme");
 * session.callTool("search", arguments, CallOptions.DEFAULT.withHeaders(headers));
 * }</pre>
 */
public final class RequestHeaders {

    /** No headers. */
    public static final RequestHeaders NONE = new RequestHeaders(emptyMap());

    /** Characters of a token besides letters and digits (RFC 9110, section 5.6.2). */
    private static final String TOKEN_SYMBOLS = "!#$%&'*+-.^_`|~";

    /** They belong to a connection, to a message, or to the one who was to see them. */
    private static final Set<String> NEVER_BY_DEFAULT = Set.of(
            "accept",
            "accept-encoding",
            "accept-charset",
            "authorization",
            "connection",
            "cookie",
            "cookie2",
            "expect",
            "host",
            "keep-alive",
            "last-event-id",
            "origin",
            "proxy-authenticate",
            "proxy-authorization",
            "proxy-connection",
            "referer",
            "te",
            "trailer",
            "transfer-encoding",
            "upgrade",
            "x-api-key");

    private final Map<String, String> values;

    private RequestHeaders(TreeMap<String, String> values) {
        this.values = Collections.unmodifiableMap(values);
    }

    private static TreeMap<String, String> emptyMap() {
        return new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    }

    /**
     * Makes headers of a map.
     *
     * @param headers names and values
     * @return the headers
     * @throws IllegalArgumentException if a name is no token, a value has characters that a header cannot carry, or two names differ by case only
     */
    public static RequestHeaders of(Map<String, String> headers) {
        TreeMap<String, String> checked = emptyMap();
        headers.forEach((name, value) -> {
            if (checked.put(checkedName(name), checkedValue(name, value)) != null) {
                throw new IllegalArgumentException("header " + name + " is given twice: names do not depend on case");
            }
        });
        return new RequestHeaders(checked);
    }

    /**
     * Chooses, from the headers of a request that is being served, those that may be handed on to another server. Left out are, unless they are named, those that
     * carry credentials ({@code Authorization}, {@code Cookie}, {@code X-Api-Key}), belong to a connection ({@code Connection} and what it lists, {@code
     * Transfer-Encoding} and so on), describe the message ({@code Host}, {@code Accept}, {@code Content-*}) or belong to the protocol ({@code Mcp-*}, {@code
     * Last-Event-ID}).
     *
     * <p>Here, unlike elsewhere, values may have characters from U+0080 to U+00FF: each stands for the byte that came, whatever it means, and the transports of this library send the same bytes again (RFC 9110, section
     * 5.5). The HTTP server of the JDK reads headers in this way. Headers that no request can carry, such as values with other characters, are left out.
     *
     * @param incoming the headers as they came
     * @param named headers to hand on even so, in any case; those that belong to the connection, the message or the protocol are refused
     * @return the headers to hand on; several values of one name are joined by a comma
     * @throws IllegalArgumentException if {@code named} has a header that cannot be handed on
     */
    public static RequestHeaders forwarding(Map<String, ? extends Collection<String>> incoming, Set<String> named) {
        Set<String> wanted = new TreeSet<>(String.CASE_INSENSITIVE_ORDER);
        for (String name : named) {
            if (isReserved(name)) {
                throw new IllegalArgumentException(
                        "header " + name + " cannot be forwarded: it belongs to the connection or to the protocol");
            }
            wanted.add(name);
        }
        Set<String> hopByHop = new TreeSet<>(String.CASE_INSENSITIVE_ORDER);
        incoming.forEach((name, values) -> {
            if ("connection".equalsIgnoreCase(name)) {
                values.forEach(value -> {
                    for (String listed : value.split(",")) {
                        hopByHop.add(listed.strip());
                    }
                });
            }
        });
        TreeMap<String, String> chosen = emptyMap();
        incoming.forEach((name, values) -> {
            boolean dropped = isReserved(name)
                    || hopByHop.contains(name)
                    || NEVER_BY_DEFAULT.contains(name.toLowerCase(Locale.ROOT)) && !wanted.contains(name);
            String value = String.join(", ", values);
            if (!dropped && !values.isEmpty() && isToken(name) && isFieldContent(value)) {
                chosen.merge(name, value.strip(), (one, two) -> one + ", " + two);
            }
        });
        return new RequestHeaders(chosen);
    }

    /**
     * Tells whether a header is set by the transport alone: it belongs to the connection, to the framing of the message, or to the protocol.
     *
     * @param name the name, in any case
     * @return true for {@code Host}, {@code Content-*}, {@code Mcp-*}, {@code Connection} and their like
     */
    public static boolean isReserved(String name) {
        String lower = name.toLowerCase(Locale.ROOT);
        return lower.startsWith("content-")
                || lower.startsWith("mcp-")
                || lower.startsWith("proxy-")
                || lower.startsWith("sec-websocket-")
                || switch (lower) {
                    case "accept",
                            "accept-encoding",
                            "connection",
                            "expect",
                            "host",
                            "http2-settings",
                            "keep-alive",
                            "last-event-id",
                            "te",
                            "trailer",
                            "transfer-encoding",
                            "upgrade" -> true;
                    default -> false;
                };
    }

    private static String checkedName(String name) {
        if (!isToken(name)) {
            throw new IllegalArgumentException("\"" + printable(name) + "\" is no header name: use letters, digits and "
                    + TOKEN_SYMBOLS + " only");
        }
        return name;
    }

    private static boolean isToken(String name) {
        return !name.isEmpty() && name.chars().allMatch(RequestHeaders::isTokenCharacter);
    }

    /** Tells whether text consists of what RFC 9110 allows in values, bytes without a meaning ("obs-text") included. */
    private static boolean isFieldContent(String value) {
        return value.chars().allMatch(c -> c >= ' ' && c <= 0xFF && c != 0x7F || c == '\t');
    }

    private static boolean isTokenCharacter(int c) {
        return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9' || TOKEN_SYMBOLS.indexOf(c) >= 0;
    }

    private static String checkedValue(String name, String value) {
        Objects.requireNonNull(value, () -> "value of header " + name);
        boolean visible = value.chars().allMatch(c -> c >= ' ' && c < 0x7F || c == '\t');
        if (!visible) {
            throw new IllegalArgumentException("the value of header " + printable(name)
                    + " has characters that a header cannot carry: use printable ASCII only");
        }
        return value.strip();
    }

    private static String printable(String name) {
        return name.replaceAll("[^ -~]", "?");
    }

    /**
     * Sets a header.
     *
     * @param name the name; replaces a header of the same name in another case
     * @param value the value
     * @return the new headers
     * @throws IllegalArgumentException if the name is no token, or the value has characters that a header cannot carry
     */
    public RequestHeaders with(String name, String value) {
        TreeMap<String, String> copy = emptyMap();
        copy.putAll(values);
        copy.remove(name);
        copy.put(checkedName(name), checkedValue(name, value));
        return new RequestHeaders(copy);
    }

    /**
     * Adds headers.
     *
     * @param winning the headers; they replace those of the same name
     * @return the new headers
     */
    public RequestHeaders with(RequestHeaders winning) {
        if (winning.values.isEmpty() || values.isEmpty()) {
            return winning.values.isEmpty() ? this : winning;
        }
        TreeMap<String, String> copy = emptyMap();
        copy.putAll(values);
        winning.values.forEach((name, value) -> {
            copy.remove(name);
            copy.put(name, value);
        });
        return new RequestHeaders(copy);
    }

    /**
     * Returns a value.
     *
     * @param name the name, in any case
     * @return the value
     */
    public Optional<String> value(String name) {
        return Optional.ofNullable(values.get(name));
    }

    /**
     * Returns all headers.
     *
     * @return an unmodifiable map whose look-up does not depend on the case of names
     */
    public Map<String, String> asMap() {
        return values;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof RequestHeaders that && values.equals(that.values);
    }

    @Override
    public int hashCode() {
        int hash = 0;
        for (Map.Entry<String, String> header : values.entrySet()) {
            hash += header.getKey().toLowerCase(Locale.ROOT).hashCode()
                    ^ header.getValue().hashCode();
        }
        return hash;
    }

    /** Returns the names only. */
    @Override
    public String toString() {
        return "RequestHeaders" + values.keySet();
    }
}
