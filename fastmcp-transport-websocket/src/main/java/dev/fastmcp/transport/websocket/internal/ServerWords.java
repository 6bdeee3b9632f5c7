package dev.fastmcp.transport.websocket.internal;

import dev.fastmcp.api.error.ServerText;
import dev.fastmcp.api.http.RequestHeaders;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Makes what a server says fit to be shown. A server that repeats the credentials it got must not publish them. */
final class ServerWords {

    private static final String HIDDEN = "***";
    private static final int MAX_SHOWN = 200;

    /** To hide something as short as "1" would spoil the text and protect nothing. */
    private static final int SHORTEST_SECRET = 4;

    private final List<String> secrets;

    private ServerWords(List<String> secrets) {
        this.secrets = secrets;
    }

    /**
     * Treats as secrets what was sent in the handshake: the values of headers, also without what stands before the last
     * space, such as {@code Bearer}, and those of the query.
     */
    static ServerWords hiding(RequestHeaders headers, Address address) {
        List<String> secrets = new ArrayList<>();
        headers.asMap().values().forEach(value -> {
            secrets.add(value);
            secrets.add(value.substring(value.lastIndexOf(' ') + 1));
        });
        for (String pair : address.query().split("&")) {
            String value = pair.substring(pair.indexOf('=') + 1);
            secrets.add(value);
            secrets.add(URLDecoder.decode(value, StandardCharsets.UTF_8));
        }
        secrets.removeIf(secret -> secret.length() < SHORTEST_SECRET);
        secrets.sort(Comparator.comparingInt(String::length).reversed());
        return new ServerWords(List.copyOf(secrets));
    }

    String shown(String text) {
        String result = text;
        for (String secret : secrets) {
            result = result.replace(secret, HIDDEN);
        }
        return ServerText.excerpt(result, MAX_SHOWN);
    }
}
