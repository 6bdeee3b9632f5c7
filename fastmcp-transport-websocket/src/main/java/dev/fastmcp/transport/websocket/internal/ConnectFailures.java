package dev.fastmcp.transport.websocket.internal;

import dev.fastmcp.api.error.HttpStatusException;
import dev.fastmcp.api.error.ServerText;
import dev.fastmcp.api.error.TransportException;
import java.io.EOFException;
import java.io.IOException;
import java.net.ConnectException;
import java.net.SocketException;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;

/** Puts into words why there is no connection. */
final class ConnectFailures {

    private static final int MAX_SHOWN = 200;

    /** What helps to decide what to do next; the rest may hold anything. */
    private static final List<String> USEFUL_HEADERS = List.of("allow", "location", "retry-after", "www-authenticate");

    private final Address address;

    ConnectFailures(Address address) {
        this.address = address;
    }

    TransportException timedOut(Duration timeout) {
        return failed(
                "no connection within " + timeout.toMillis() + " ms; is the server running, and the way there open?",
                null);
    }

    TransportException noHeaders(RuntimeException cause) {
        return failed("the source of its headers failed", cause);
    }

    TransportException noCredentials(RuntimeException cause) {
        return failed("its authenticator failed", cause);
    }

    TransportException failed(IOException cause) {
        return failed(explained(cause), cause);
    }

    private TransportException failed(String why, @Nullable Exception cause) {
        return new TransportException(
                TransportException.Kind.CONNECT_FAILED, "Cannot connect to " + address + ": " + why, cause);
    }

    private String explained(IOException cause) {
        return switch (cause) {
            case HandshakeException e -> String.valueOf(e.getMessage());
            case UnknownHostException e -> "there is no host " + address.host();
            case ConnectException e -> text(e) + "; is the server running?";
            case SSLException e -> explainedTls(e);
            case EOFException e -> "it closed the connection instead of answering the handshake";
            case SocketException e -> text(e) + ", before the handshake was answered";
            default -> text(cause);
        };
    }

    private String explainedTls(SSLException failure) {
        Throwable root = failure;
        while (root.getCause() != null) {
            root = root.getCause();
        }
        String text = text(root);
        if (text.contains("certification path") || text.contains("trustAnchors")) {
            return "its certificate is not trusted (" + text + "); an SSLContext that trusts it is given with tls(...)";
        }
        if (text.startsWith("No subject alternative") || text.startsWith("No name matching")) {
            return "its certificate belongs to another host (" + text + ")";
        }
        if (text.startsWith("Unsupported or unrecognized SSL message")) {
            return "it does not answer with TLS; is this the port for ws://?";
        }
        return "TLS failed: " + text;
    }

    private static String text(Throwable cause) {
        String message = cause.getMessage();
        return message == null ? cause.getClass().getSimpleName() : ServerText.excerpt(message, MAX_SHOWN);
    }

    HttpStatusException refused(HttpAnswer answer, ServerWords words) {
        String reason = words.shown(answer.reason());
        Map<String, String> useful = new TreeMap<>();
        for (String name : answer.headers().keySet()) {
            String lower = name.toLowerCase(Locale.ROOT);
            if (USEFUL_HEADERS.contains(lower) || lower.startsWith("ratelimit")) {
                useful.put(name, answer.value(name));
            }
        }
        return new HttpStatusException(
                answer.status(),
                "The WebSocket handshake with " + address + " was refused with HTTP " + answer.status()
                        + (reason.isEmpty() ? "" : ' ' + reason) + ": " + advice(answer.status()),
                useful,
                null);
    }

    private static String advice(int status) {
        return switch (status) {
            case 401 -> "give credentials with header(\"Authorization\", ...) or auth(...)";
            case 403 -> "the credentials do not suffice, or the header Origin is missing";
            case 404, 405, 410 -> "is the path right?";
            case 301, 302, 303, 307, 308 -> "redirects are not followed; use the new address if you trust it";
            case 429, 503 -> "try again later";
            default ->
                status >= 500
                        ? "the server or a proxy before it has failed"
                        : "is there a WebSocket server at this path?";
        };
    }
}
