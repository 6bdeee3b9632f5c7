package dev.fastmcp.transport.websocket.internal;

import dev.fastmcp.api.error.McpException;
import dev.fastmcp.api.http.AuthChallenge;
import dev.fastmcp.api.http.AuthRequest;
import dev.fastmcp.api.http.RequestAuthenticator;
import dev.fastmcp.api.http.RequestHeaders;
import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;

/** Connects, with fresh headers, and once more when the authenticator has better ones. */
final class Dialer {

    private static final int MAX_ATTEMPTS = 3;

    private final ConnectOptions options;
    private final Supplier<RequestHeaders> callers;
    private final AuthRequest request;
    private final ConnectFailures failures;

    /** @param callers headers that the client wants in addition to those of the transport */
    Dialer(ConnectOptions options, Supplier<RequestHeaders> callers) {
        this.options = options;
        this.callers = callers;
        this.request = new AuthRequest("GET", options.address().httpUri());
        this.failures = new ConnectFailures(options.address());
    }

    Connection dial(Duration granted) throws InterruptedException {
        Duration timeout = granted.isZero() || granted.compareTo(options.connectTimeout()) > 0
                ? options.connectTimeout()
                : granted;
        for (int attempt = 1; ; attempt++) {
            Map<String, String> credentials = credentials();
            RequestHeaders headers = headers(credentials);
            try {
                return new Attempt(options, headers).run(timeout);
            } catch (RefusedException e) {
                if (attempt == MAX_ATTEMPTS || !hasBetterOnes(e.answer(), credentials, attempt)) {
                    throw failures.refused(e.answer(), ServerWords.hiding(headers, options.address()));
                }
            } catch (TimeoutException e) {
                throw failures.timedOut(timeout);
            } catch (IOException e) {
                throw failures.failed(e);
            }
        }
    }

    private RequestHeaders headers(Map<String, String> credentials) {
        RequestHeaders own;
        try {
            own = options.headers()
                    .with(ConnectOptions.checked(options.freshHeaders().get()))
                    .with(ConnectOptions.checked(callers.get()));
        } catch (McpException e) {
            throw e;
        } catch (RuntimeException e) {
            throw failures.noHeaders(e);
        }
        try {
            return own.with(ConnectOptions.checked(RequestHeaders.of(credentials)));
        } catch (RuntimeException e) {
            throw failures.noCredentials(e);
        }
    }

    private Map<String, String> credentials() throws InterruptedException {
        RequestAuthenticator authenticator = options.authenticator();
        try {
            return authenticator == null ? Map.of() : authenticator.headers(request);
        } catch (McpException e) {
            throw e;
        } catch (RuntimeException e) {
            throw failures.noCredentials(e);
        }
    }

    private boolean hasBetterOnes(HttpAnswer answer, Map<String, String> credentials, int attempt)
            throws InterruptedException {
        RequestAuthenticator authenticator = options.authenticator();
        if (authenticator == null || answer.status() != 401 && answer.status() != 403) {
            return false;
        }
        try {
            return authenticator.onChallenge(
                    new AuthChallenge(request, answer.status(), answer.headers(), credentials, attempt));
        } catch (McpException e) {
            throw e;
        } catch (RuntimeException e) {
            throw failures.noCredentials(e);
        }
    }
}
