package dev.fastmcp.auth.internal.wire;

import dev.fastmcp.api.Era;
import dev.fastmcp.api.ProtocolVersion;
import dev.fastmcp.api.error.DataMappingException;
import dev.fastmcp.api.http.AuthContext;
import dev.fastmcp.api.http.HttpExchanger;
import dev.fastmcp.api.json.JsonCodec;
import dev.fastmcp.api.json.JsonValue;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The one way out to servers of the OAuth family: with a deadline, a limit for the size of answers, and the policy for addresses. No request carries credentials unless it is told to. */
public final class OAuthHttp {

    private static final Duration TIMEOUT = Duration.ofSeconds(30);
    private static final int MAX_BYTES = 1024 * 1024;
    private static final int MAX_REDIRECTS = 3;

    private final AuthContext context;
    private final Duration timeout;

    public OAuthHttp(AuthContext context) {
        this(context, TIMEOUT);
    }

    OAuthHttp(AuthContext context, Duration timeout) {
        this.context = context;
        this.timeout = timeout;
    }

    /**
     * An answer.
     *
     * @param json the body, if it is a JSON object
     */
    public record Answer(
            URI uri, int status, Map<String, List<String>> headers, Optional<Map<String, Object>> json, String text) {

        public boolean isSuccess() {
            return status >= 200 && status < 300;
        }

        /** True if the server is out of order or busy, so that the same question may do later. */
        public boolean isPassing() {
            return status >= 500 || status == 408 || status == 429;
        }

        public Optional<String> header(String name) {
            return headers.getOrDefault(name, List.of()).stream().findFirst();
        }

        /** Returns the status: the rest may hold secrets. */
        @Override
        public String toString() {
            return "HTTP status " + status + " from " + AuthFailures.shown(uri);
        }
    }

    /**
     * Tells whether an address may be used that an authorization server, or the server about it, has named: as if the server itself were asked by https, since plain http is good for nothing
     * here, not even at a server that is itself asked so, except within this machine.
     */
    public boolean allows(URI named) {
        return context.urlPolicy().allows(named, secured(context.server()))
                && context.urlPolicy().allows(named, context.server());
    }

    /** Tells whether an authorization server may name an address: only if the server that it works for may, and if it lies no deeper inside than the authorization server itself. */
    public boolean allows(URI named, URI authorizationServer) {
        return allows(named) && context.urlPolicy().allows(named, secured(authorizationServer));
    }

    private static URI secured(URI uri) {
        return "http".equalsIgnoreCase(uri.getScheme())
                ? URI.create("https" + uri.toString().substring(4))
                : uri;
    }

    /**
     * Gets a document from the first place that has one. A place has none if it says so, leads to another origin, or answers with something that is no JSON object, as web sites do that answer every
     * path with a page. A server that is out of order or busy is no reason to look elsewhere: what is found there may be meant for others.
     */
    public Optional<Answer> first(List<URI> places) throws InterruptedException {
        for (URI place : places) {
            Answer answer = get(place);
            if (answer.isPassing()) {
                throw AuthFailures.unavailable(
                        "The authorization for " + AuthFailures.shown(context.server()) + " cannot be prepared: "
                                + AuthFailures.shown(place) + " answers with HTTP status " + answer.status()
                                + "; try again later",
                        null);
            }
            if (answer.isSuccess() && answer.json().isPresent()) {
                return Optional.of(answer);
            }
        }
        return Optional.empty();
    }

    /** Gets a document. Redirects are followed within the origin only. */
    public Answer get(URI uri) throws InterruptedException {
        URI next = uri;
        for (int redirects = 0; ; redirects++) {
            Answer answer = send("GET", next, Map.of("Accept", "application/json"), null);
            Optional<URI> target = redirect(answer);
            if (target.isEmpty() || redirects == MAX_REDIRECTS) {
                return answer;
            }
            next = target.get();
        }
    }

    /** Asks for a page as a browser would, but follows no redirect. */
    public Answer getPage(URI uri) throws InterruptedException {
        return send("GET", uri, Map.of("Accept", "text/html"), null);
    }

    /** Posts a form. Redirects are not followed: they would take credentials elsewhere. */
    public Answer postForm(URI uri, Map<String, String> headers, Map<String, String> form) throws InterruptedException {
        Map<String, String> all = new LinkedHashMap<>(headers);
        all.put("Content-Type", "application/x-www-form-urlencoded");
        all.put("Accept", "application/json");
        return send("POST", uri, all, FormText.of(form).getBytes(StandardCharsets.UTF_8));
    }

    /** Posts a JSON object. */
    public Answer postJson(URI uri, Map<String, Object> body) throws InterruptedException {
        return send(
                "POST",
                uri,
                Map.of("Content-Type", "application/json", "Accept", "application/json"),
                JsonCodec.discovered().encode(body));
    }

    @SuppressWarnings("NullAway") // javac does not write down that the body of a request may be null
    private Answer send(String method, URI uri, Map<String, String> headers, byte @Nullable [] body)
            throws InterruptedException {
        if (!context.urlPolicy().allows(uri, context.server())) {
            throw AuthFailures.untrusted(
                    "The address " + AuthFailures.shown(uri) + ", which " + AuthFailures.shown(context.server())
                            + " or its authorization server named, is not asked: only https is allowed, or http within"
                            + " this machine for a server within this machine; set another urlPolicy for the transport"
                            + " if it is right");
        }
        Map<String, String> all = new LinkedHashMap<>(headers);
        all.put("MCP-Protocol-Version", ProtocolVersion.newest(Era.MODERN).wireName());
        try {
            HttpExchanger.Response response =
                    context.http().send(new HttpExchanger.Request(method, uri, all, body, timeout, MAX_BYTES));
            return new Answer(uri, response.status(), response.headers(), json(response.body()), text(response.body()));
        } catch (IOException e) {
            throw AuthFailures.unavailable(
                    "The authorization for " + AuthFailures.shown(context.server()) + " failed: " + e.getMessage(), e);
        }
    }

    private static Optional<Map<String, Object>> json(byte[] body) {
        try {
            Object value =
                    JsonValue.raw(JsonCodec.discovered(), body, 0, body.length).asObject();
            @SuppressWarnings("unchecked")
            Optional<Map<String, Object>> object =
                    value instanceof Map<?, ?> map ? Optional.of((Map<String, Object>) map) : Optional.empty();
            return object;
        } catch (DataMappingException e) {
            return Optional.empty();
        }
    }

    private static String text(byte[] body) {
        return AuthFailures.shown(new String(body, 0, Math.min(body.length, 1000), StandardCharsets.UTF_8));
    }

    private static Optional<URI> redirect(Answer answer) {
        boolean moved = switch (answer.status()) {
            case 301, 302, 303, 307, 308 -> true;
            default -> false;
        };
        return moved
                ? answer.header("Location").flatMap(location -> sameOrigin(answer.uri(), location))
                : Optional.empty();
    }

    private static Optional<URI> sameOrigin(URI base, String location) {
        try {
            URI target = base.resolve(location.strip());
            boolean same = WebOrigin.of(base).equals(WebOrigin.of(target)) && target.getRawUserInfo() == null;
            return same ? Optional.of(target) : Optional.empty();
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }
}
