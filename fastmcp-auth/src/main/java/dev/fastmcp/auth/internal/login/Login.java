package dev.fastmcp.auth.internal.login;

import dev.fastmcp.api.error.AuthorizationException;
import dev.fastmcp.api.error.AuthorizationException.Kind;
import dev.fastmcp.api.http.AuthContext;
import dev.fastmcp.auth.internal.discovery.AuthorizationServer;
import dev.fastmcp.auth.internal.wire.AuthFailures;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Sends a person to the login page, and waits for what comes back: to the listener, or from the browser itself. */
public final class Login {

    private final AuthContext context;
    private final LoginPage browser;
    private final Duration timeout;
    private final Map<String, String> parameters;

    public Login(AuthContext context, LoginPage browser, Duration timeout, Map<String, String> parameters) {
        this.context = context;
        this.browser = browser;
        this.timeout = timeout;
        this.parameters = parameters;
    }

    /** What a login is worth: the code, and what proves that it is ours. */
    public record Result(String code, String verifier) {

        /** Leaves out both. */
        @Override
        public String toString() {
            return "Result[…]";
        }
    }

    /** An address of the login page that nobody waits for: it tells whether the server knows the client. */
    public URI trial(
            URI redirect, AuthorizationServer server, String clientId, Set<String> scopes, Optional<String> resource) {
        return new AuthorizationRequest(
                        clientId,
                        redirect,
                        scopes,
                        Pkce.state(),
                        Pkce.generate().challenge(),
                        resource,
                        parameters)
                .at(server, context);
    }

    /** Logs in. The callback listens already, and does so no longer afterwards: what comes later belongs to no login. */
    public Result run(
            CallbackServer callback,
            AuthorizationServer server,
            String clientId,
            Set<String> scopes,
            Optional<String> resource)
            throws InterruptedException {
        Pkce pkce = Pkce.generate();
        String state = Pkce.state();
        URI page = new AuthorizationRequest(
                        clientId, callback.redirectUri(), scopes, state, pkce.challenge(), resource, parameters)
                .at(server, context);
        callback.expect(
                state, AuthFailures.shown(context.server()), response -> ResponseCheck.isGood(response, server));
        Thread shown = Thread.ofVirtual().name("fastmcp-login").start(() -> show(page, callback, server));
        try {
            AuthorizationResponse response = callback.await(timeout).orElseThrow(() -> late(server));
            return new Result(ResponseCheck.code(response, server), pkce.verifier());
        } finally {
            callback.close();
            shown.interrupt();
        }
    }

    private void show(URI page, CallbackServer callback, AuthorizationServer server) {
        try {
            Optional<URI> back = browser.open(page);
            if (back.isPresent() && !callback.offer(back.get())) {
                callback.fail(AuthFailures.untrusted("The address that the login at "
                        + AuthFailures.shown(server.issuer())
                        + " is said to have come back to does not belong to this login: log in again"));
            }
        } catch (PrintedBrowser.InputEndedException e) {
            callback.fail(
                    new AuthorizationException(Kind.CANCELLED, "The login was cancelled: " + e.getMessage(), null, e));
        } catch (IOException e) {
            callback.fail(notShown(String.valueOf(e.getMessage()), page, e));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (RuntimeException e) {
            callback.fail(notShown(e.toString(), page, e));
        }
    }

    /** Browsers like to name the address that they cannot open, which holds the state. */
    private static AuthorizationException notShown(String why, URI page, Exception cause) {
        return AuthFailures.unavailable(
                "The login page cannot be shown: " + why.replace(page.toString(), AuthFailures.shown(page)), cause);
    }

    private AuthorizationException late(AuthorizationServer server) {
        return new AuthorizationException(
                Kind.TIMED_OUT,
                "Nobody logged in at " + AuthFailures.shown(server.issuer()) + " within " + timeout.toSeconds()
                        + " seconds: try again, or allow more with callbackTimeout");
    }
}
