package dev.fastmcp.auth.internal.flow;

import dev.fastmcp.api.error.AuthorizationException;
import dev.fastmcp.api.http.AuthChallenge;
import dev.fastmcp.api.http.AuthRequest;
import dev.fastmcp.api.http.RequestAuthenticator;
import dev.fastmcp.auth.internal.wire.AuthFailures;
import dev.fastmcp.auth.internal.wire.Challenges;
import dev.fastmcp.auth.internal.wire.Scopes;
import dev.fastmcp.auth.internal.wire.WebOrigin;
import java.net.URI;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * Reacts to refusals of a server: renews tokens, gets new ones, or asks for more scopes. One at a time, whatever the number of requests: those that come meanwhile wait, and then find
 * that the work is done, or share its failure. For one request there is at most one renewal and one grant, so that a server which refuses everything is not asked for ever.
 */
public final class OAuthAuthenticator implements RequestAuthenticator {

    private final URI server;
    private final WebOrigin origin;
    private final TokenSource source;
    private final RequestProof proof;
    private final ReentrantLock turn = new ReentrantLock();

    /** Written under the lock. */
    private volatile @Nullable Held held;

    /** Written under the lock. */
    private volatile boolean loaded;

    /** Guarded by the lock; {@link System#nanoTime()} goes with the failure. */
    private @Nullable AuthorizationException lastFailure;

    private long lastFailureAt;

    OAuthAuthenticator(URI server, TokenSource source, RequestProof proof) {
        this.server = server;
        this.origin = WebOrigin.of(server);
        this.source = source;
        this.proof = proof;
    }

    @Override
    public Map<String, String> headers(AuthRequest request) throws InterruptedException {
        if (!sameOrigin(request.uri())) {
            return Map.of();
        }
        Held current = held;
        if (current == null ? !loaded : wornOut(current)) {
            current = prepared();
        }
        if (current == null) {
            return Map.of();
        }
        current.used();
        return proof.headers(current.tokens(), request);
    }

    /** Tokens that were just obtained are tried even if they seem to have ended: clocks differ, and some servers issue tokens with no life at all. */
    private boolean wornOut(Held current) {
        return source.expired(current.tokens()) && !current.justObtained() && source.renewable(current.tokens());
    }

    private @Nullable Held prepared() throws InterruptedException {
        return inTurn(() -> {
                    if (!loaded) {
                        held = source.load().map(Held::stored).orElse(null);
                        loaded = true;
                    }
                    Held current = held;
                    if (current != null && wornOut(current)) {
                        held = source.renew(current, Optional.empty()).orElse(null);
                    }
                    return Optional.ofNullable(held);
                })
                .orElse(null);
    }

    @Override
    public boolean onChallenge(AuthChallenge challenge) throws InterruptedException {
        if (!sameOrigin(challenge.request().uri())) {
            return false;
        }
        return inTurn(() -> met(challenge));
    }

    /** Something that one thread does at a time. */
    private interface Work<T> {
        T done() throws InterruptedException;
    }

    private <T> T inTurn(Work<T> work) throws InterruptedException {
        long since = System.nanoTime();
        turn.lockInterruptibly();
        try {
            AuthorizationException shared = lastFailure;
            if (shared != null && lastFailureAt - since >= 0) {
                throw new AuthorizationException(
                        shared.kind(),
                        String.valueOf(shared.getMessage()),
                        shared.errorCode().orElse(null),
                        shared);
            }
            return worked(work);
        } finally {
            turn.unlock();
        }
    }

    private <T> T worked(Work<T> work) throws InterruptedException {
        try {
            return work.done();
        } catch (AuthorizationException e) {
            lastFailure = e;
            lastFailureAt = System.nanoTime();
            throw e;
        }
    }

    private boolean met(AuthChallenge challenge) throws InterruptedException {
        Held current = held;
        if (proof.learnedNonce(challenge)) {
            return true;
        }
        if (current != null && !proof.wasSent(current.tokens(), challenge)) {
            // Others have replaced the tokens meanwhile.
            return true;
        }
        Challenges said = Challenges.parse(challenge.wwwAuthenticate());
        Optional<Held> next = challenge.status() == 401
                ? Optional.of(replaced(said, current, challenge.attempt()))
                : elevated(said, current);
        next.ifPresent(tokens -> held = tokens);
        return next.isPresent();
    }

    private Held replaced(Challenges said, @Nullable Held current, int attempt) throws InterruptedException {
        if (current != null) {
            if (current.cameBy(Held.Source.ISSUED, attempt)) {
                throw new AuthorizationException(
                        AuthorizationException.Kind.REFUSED,
                        AuthFailures.shown(server) + " refuses the token that "
                                + AuthFailures.shown(current.tokens().server().issuer())
                                + " has just issued for it: its operators must find out why",
                        said.error().orElse(null),
                        null);
            }
            if (!current.cameBy(Held.Source.RENEWED, attempt)) {
                Optional<Held> renewed = source.renew(current, Optional.of(said));
                if (renewed.isPresent()) {
                    return renewed.get();
                }
            }
        }
        held = null;
        return source.issue(current, said, Set.of());
    }

    /** Asks for the scopes that are missing besides those that were asked for already (specification 2026-07-28, "Step-Up Authorization Flow"). */
    private Optional<Held> elevated(Challenges said, @Nullable Held current) throws InterruptedException {
        Set<String> missing = said.missingScopes().map(Scopes::parse).orElse(Set.of());
        if (missing.isEmpty()) {
            return Optional.empty();
        }
        Set<String> asked = current == null ? Set.of() : current.asked();
        if (current != null && current.hasAskedFor(missing)) {
            throw new AuthorizationException(
                    AuthorizationException.Kind.REFUSED,
                    AuthFailures.shown(server) + " wants the scopes " + AuthFailures.shown(String.join(" ", missing))
                            + ", which were asked for and not granted: ask its operators for them",
                    "insufficient_scope",
                    null);
        }
        return Optional.of(source.issue(current, said, Scopes.union(asked, missing)));
    }

    private boolean sameOrigin(URI uri) {
        return origin.equals(WebOrigin.of(uri));
    }
}
