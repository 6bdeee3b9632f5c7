package dev.fastmcp.auth.internal.flow;

import dev.fastmcp.api.http.HttpExchanger;
import dev.fastmcp.auth.internal.wire.AuthFailures;
import dev.fastmcp.auth.internal.wire.InstalledHttp;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;

/** Asks a server something harmless without credentials. */
public final class AuthProbe {

    private static final Duration TIMEOUT = Duration.ofSeconds(5);
    private static final int MAX_BYTES = 1024 * 1024;

    /** Not a GET, which many servers answer with a stream that does not end. */
    private static final String PING = "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"ping\"}";

    private AuthProbe() {}

    /** Returns true if the server refuses. */
    public static boolean refuses(URI address) throws InterruptedException {
        String scheme = String.valueOf(address.getScheme());
        if (address.getHost() == null || !scheme.equalsIgnoreCase("http") && !scheme.equalsIgnoreCase("https")) {
            throw new IllegalArgumentException("This is no address of a server: give one that begins with https://");
        }
        HttpExchanger http =
                InstalledHttp.about(address).orElseThrow(() -> new IllegalStateException(InstalledHttp.MISSING));
        HttpExchanger.Request ping = new HttpExchanger.Request(
                "POST",
                address,
                Map.of("Content-Type", "application/json", "Accept", "application/json, text/event-stream"),
                PING.getBytes(StandardCharsets.UTF_8),
                TIMEOUT,
                MAX_BYTES);
        try {
            HttpExchanger.Response answer = http.send(ping);
            return answer.status() == 401
                    || answer.status() == 403
                    || answer.header("WWW-Authenticate").isPresent();
        } catch (IOException e) {
            throw AuthFailures.unavailable(
                    "Cannot find out whether " + AuthFailures.shown(address) + " wants a login: " + e.getMessage(), e);
        }
    }
}
