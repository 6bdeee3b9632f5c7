package dev.fastmcp.transport.http.internal;

import dev.fastmcp.api.http.AuthChallenge;
import dev.fastmcp.api.http.AuthRequest;
import dev.fastmcp.api.http.RequestAuthenticator;
import dev.fastmcp.api.http.RequestHeaders;
import dev.fastmcp.api.spi.Deadline;
import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The one way out: adds the user's headers and credentials, answers challenges, and judges redirects. */
final class HttpGate {

    private static final int MAX_REDIRECTS = 5;
    private static final int MAX_CHALLENGES = 3;
    private static final Duration END_PATIENCE = Duration.ofMillis(100);

    private final HttpSettings settings;
    private final ConnectionPool pool;

    HttpGate(HttpSettings settings, ConnectionPool pool) {
        this.settings = settings;
        this.pool = pool;
    }

    HttpSettings settings() {
        return settings;
    }

    ConnectionPool pool() {
        return pool;
    }

    /**
     * Sends a request, perhaps several times, until there is a response that is neither a redirect to follow nor a challenge that can be met.
     *
     * @param first has the headers of the protocol, which win over all others
     * @param callHeaders what the caller wants for this request
     */
    HttpReply exchange(OutgoingRequest first, Map<String, String> callHeaders, Call call)
            throws IOException, InterruptedException {
        OutgoingRequest request = first;
        int redirects = 0;
        int challenges = 0;
        while (true) {
            Map<String, String> credentials = credentials(request);
            Map<String, String> headers = headers(request, callHeaders, credentials);
            HttpReply reply = pool.send(request.withHeaders(headers), call);
            boolean returned = false;
            try {
                URI target = isRedirect(reply.status()) ? followable(request, reply) : null;
                if (target != null) {
                    if (++redirects > MAX_REDIRECTS) {
                        throw new InvalidHttpException("more than " + MAX_REDIRECTS + " redirects in a row");
                    }
                    request = request.withUri(target);
                } else if (!isChallenge(reply.status()) || !met(request, credentials, reply, call, ++challenges)) {
                    checkEncoding(reply);
                    returned = true;
                    return reply;
                }
            } finally {
                if (!returned) {
                    reply.endsWithin(END_PATIENCE);
                    reply.close();
                }
            }
        }
    }

    private Map<String, String> credentials(OutgoingRequest request) throws InterruptedException {
        RequestAuthenticator auth = settings.auth();
        return auth == null ? Map.of() : auth.headers(new AuthRequest(request.method(), request.uri()));
    }

    private Map<String, String> headers(
            OutgoingRequest request, Map<String, String> callHeaders, Map<String, String> credentials) {
        RequestHeaders users = settings.headers().get();
        if (credentials.isEmpty() && callHeaders.isEmpty() && users.asMap().isEmpty()) {
            return request.headers();
        }
        Map<String, String> all = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        putUsable(all, users.asMap());
        putUsable(all, callHeaders);
        if (!credentials.isEmpty()) {
            putUsable(all, RequestHeaders.of(credentials).asMap());
        }
        all.putAll(request.headers());
        return all;
    }

    private static void putUsable(Map<String, String> all, Map<String, String> added) {
        added.forEach((name, value) -> {
            if (!RequestHeaders.isReserved(name)) {
                all.put(name, value);
            }
        });
    }

    static boolean isRedirect(int status) {
        return status == 301 || status == 302 || status == 303 || status == 307 || status == 308;
    }

    /** A redirect is followed within the origin only, and a POST only where it stays a POST. */
    private @Nullable URI followable(OutgoingRequest request, HttpReply reply) {
        boolean kept = reply.status() == 307 || reply.status() == 308 || request.body() == null;
        String location = reply.header("Location");
        if (!settings.redirects() || !kept || location == null) {
            return null;
        }
        return sameOrigin(request.uri(), location);
    }

    /** Resolves what a server named; returns {@code null} unless it is an address of the same origin that the policy allows. */
    @Nullable
    URI sameOrigin(URI base, String reference) {
        try {
            // Some read a backslash as a slash, which would make another host of it.
            if (reference.indexOf('\\') >= 0) {
                return null;
            }
            URI target = resolved(base, reference.strip());
            if (!Origin.isWeb(target) || target.getHost() == null || target.getRawUserInfo() != null) {
                return null;
            }
            boolean same = Origin.of(target).equals(Origin.of(base));
            return same && settings.urlPolicy().allows(target, base) ? target : null;
        } catch (URISyntaxException | IllegalArgumentException e) {
            return null;
        }
    }

    /** {@link URI#resolve} follows an older rule for references that have a query only (RFC 3986, section 5.2.2). */
    private static URI resolved(URI base, String reference) throws URISyntaxException {
        String path = base.getRawPath();
        boolean queryOnly = reference.startsWith("?");
        return base.resolve(new URI(queryOnly ? (path == null || path.isEmpty() ? "/" : path) + reference : reference));
    }

    private static boolean isChallenge(int status) {
        return status == 401 || status == 403;
    }

    /** Asks for better credentials, which may take a person some minutes: the clock stands still meanwhile. */
    private boolean met(
            OutgoingRequest request, Map<String, String> credentials, HttpReply reply, Call call, int attempt)
            throws InterruptedException {
        RequestAuthenticator auth = settings.auth();
        if (auth == null || attempt > MAX_CHALLENGES) {
            return false;
        }
        AuthRequest refused = new AuthRequest(request.method(), request.uri());
        Deadline stopped = call.stopClock();
        try {
            return auth.onChallenge(new AuthChallenge(refused, reply.status(), reply.headers(), credentials, attempt));
        } finally {
            call.deadline(Deadline.after(stopped.timeout()));
            pool.watch().deadlineSet(call);
        }
    }

    /** None was asked for, and none could be bounded. */
    private static void checkEncoding(HttpReply reply) throws InvalidHttpException {
        String encoding = reply.header("Content-Encoding");
        if (encoding != null
                && !encoding.isBlank()
                && !encoding.strip().toLowerCase(Locale.ROOT).equals("identity")) {
            throw new InvalidHttpException("the body is compressed, which nobody asked for");
        }
    }
}
