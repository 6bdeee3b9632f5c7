package dev.fastmcp.auth.internal.flow;

import dev.fastmcp.api.error.AuthorizationException;
import dev.fastmcp.api.spi.TokenStorage;
import dev.fastmcp.auth.internal.discovery.AuthorizationServer;
import dev.fastmcp.auth.internal.discovery.Discovered;
import dev.fastmcp.auth.internal.discovery.Discovery;
import dev.fastmcp.auth.internal.discovery.ProtectedResource;
import dev.fastmcp.auth.internal.store.CredentialStore;
import dev.fastmcp.auth.internal.store.StoredTokens;
import dev.fastmcp.auth.internal.token.ClientProof;
import dev.fastmcp.auth.internal.token.ClientRegistration;
import dev.fastmcp.auth.internal.wire.AuthFailures;
import dev.fastmcp.auth.internal.wire.Challenges;
import dev.fastmcp.auth.internal.wire.Scopes;
import java.io.IOException;
import java.net.URI;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Where tokens come from: the store, a renewal, a grant. Everything that changes the store is done under its lock, which other processes heed too, and looks first whether one of them
 * was faster: of a refresh token that is used twice, many servers take back all that came of it.
 */
final class TokenSource {

    private static final System.Logger LOG = System.getLogger(TokenSource.class.getName());
    private static final Set<String> DEAD_TOKEN = Set.of("invalid_grant", "invalid_token");

    private final URI server;
    private final Issuing settings;
    private final Grant grant;
    private final CredentialStore store;
    private final Discovery discovery;
    private final Renewal renewal;

    TokenSource(
            URI server, Issuing settings, Grant grant, CredentialStore store, Discovery discovery, Renewal renewal) {
        this.server = server;
        this.settings = settings;
        this.grant = grant;
        this.store = store;
        this.discovery = discovery;
        this.renewal = renewal;
    }

    Optional<StoredTokens> load() {
        return stored();
    }

    /** What is stored, unless it was got before the user asked for tokens that are bound to a key: then it is as if nothing was there. */
    private Optional<StoredTokens> stored() {
        return store.tokens().filter(tokens -> !settings.dpop() || tokens.bound());
    }

    boolean expired(StoredTokens tokens) {
        return tokens.expired(settings.clock().instant());
    }

    /** True if new tokens can be had without a person. */
    boolean renewable(StoredTokens tokens) {
        return grant.unattended() || tokens.refreshToken().isPresent();
    }

    /**
     * Renews tokens without a person.
     *
     * @param said what the server refused them with; empty if they have merely ended
     * @return empty if that is not possible, so that a grant is needed
     */
    Optional<Held> renew(Held refused, Optional<Challenges> said) throws InterruptedException {
        TokenStorage.Lock lock = lock();
        try {
            Optional<StoredTokens> stored = stored();
            Optional<StoredTokens> others = fromOthers(stored, refused.tokens(), Set.of());
            if (others.isPresent()) {
                return others.map(Held::stored);
            }
            if (stored.isEmpty() || said.isPresent() && hasMoved(stored.get().server(), said.get())) {
                return Optional.empty();
            }
            return renewed(stored.get(), refused);
        } finally {
            lock.close();
        }
    }

    private Optional<Held> renewed(StoredTokens old, Held before) throws InterruptedException {
        Optional<ClientProof> proof = grant.proofFor(old);
        boolean refreshing = old.refreshToken().isPresent() && proof.isPresent();
        if (!refreshing && !grant.unattended()) {
            return Optional.empty();
        }
        try {
            StoredTokens renewed = refreshing
                    ? renewal.refresh(old, proof.orElseThrow())
                    : grant.obtain(new Discovered(Optional.empty(), old.server(), old.resource()), before.asked());
            store.save(renewed);
            return Optional.of(before.renewed(renewed));
        } catch (AuthorizationException e) {
            String code = e.errorCode().orElse("");
            boolean deadClient = AuthFailures.saysClientIsDead(e);
            boolean dead = DEAD_TOKEN.contains(code) || deadClient;
            // Some servers have words of their own for a refresh token that has ended; a login settles that.
            if (e.kind() != AuthorizationException.Kind.REFUSED || !dead && !refreshing) {
                throw e;
            }
            LOG.log(
                    System.Logger.Level.DEBUG,
                    "Tokens for {0} cannot be renewed: {1}",
                    AuthFailures.shown(server),
                    code);
            if (deadClient) {
                grant.forgetClient();
            }
            // A process that does not heed the lock may have been faster.
            Optional<StoredTokens> others = fromOthers(stored(), old, Set.of());
            if (others.isEmpty() && dead) {
                store.forgetTokens();
            }
            return others.map(Held::stored);
        }
    }

    /**
     * Gets tokens by the grant.
     *
     * @param refused the tokens that do not do, if there are any
     * @param elevated the scopes to ask for; empty for those of a first login
     */
    Held issue(@Nullable Held refused, Challenges said, Set<String> elevated) throws InterruptedException {
        TokenStorage.Lock lock = lock();
        try {
            StoredTokens before = refused == null ? null : refused.tokens();
            Optional<StoredTokens> others = fromOthers(stored(), before, elevated);
            if (others.isPresent()) {
                return Held.stored(others.get());
            }
            Discovered found = discovered(said);
            requireBinding(found);
            keepTo(found.authorizationServer());
            Set<String> asked = elevated.isEmpty() ? firstScopes(found, said) : elevated;
            Set<String> all = grant.unattended() ? asked : withOfflineAccess(asked, found.authorizationServer());
            StoredTokens issued = grant.obtain(found, all);
            store.save(issued);
            if (grant.boundToIssuer()) {
                // The tokens may be forgotten one day; whom the client is registered with must not be.
                store.save(ClientRegistration.reminder(issued.server().issuer(), issued.clientId()));
            }
            return Held.issued(issued, all);
        } finally {
            lock.close();
        }
    }

    /** What another process has stored meanwhile, if it can be used. */
    private Optional<StoredTokens> fromOthers(
            Optional<StoredTokens> stored, @Nullable StoredTokens refused, Set<String> scopes) {
        return stored.filter(tokens -> refused == null || !tokens.accessToken().equals(refused.accessToken()))
                .filter(tokens -> !expired(tokens) && tokens.scopes().containsAll(scopes));
    }

    private Discovered discovered(Challenges said) throws InterruptedException {
        return settings.endpoints().isPresent()
                ? discovery.with(settings.endpoints().get(), said.resourceMetadata())
                : discovery.discover(said.resourceMetadata(), settings.issuer());
    }

    /** True if the server has another authorization server by now, which must not see what the old one gave. */
    private boolean hasMoved(AuthorizationServer old, Challenges said) throws InterruptedException {
        if (old.assumed() || settings.endpoints().isPresent()) {
            return false;
        }
        try {
            Optional<ProtectedResource> resource = discovery.resource(said.resourceMetadata());
            return resource.map(now -> !now.authorizationServers().contains(old.issuer()))
                    .orElse(false);
        } catch (AuthorizationException e) {
            if (e.kind() == AuthorizationException.Kind.UNTRUSTED) {
                throw e;
            }
            return false;
        }
    }

    /** Nobody is to log in for tokens that the server will not take. */
    private void requireBinding(Discovered found) {
        boolean required = found.resource().map(ProtectedResource::dpopRequired).orElse(false);
        if (required && !settings.dpop()) {
            throw AuthFailures.unsupported(AuthFailures.shown(server)
                    + " takes only tokens that are bound to a key (dpop_bound_access_tokens_required): use dpop(true)");
        }
    }

    /** What one authorization server gave is never shown to another. */
    private void keepTo(AuthorizationServer issuing) {
        boolean foreign = store.tokens()
                        .map(tokens -> !tokens.server().issuer().equals(issuing.issuer()))
                        .orElse(false)
                || store.client()
                        .map(client -> !client.issuer().equals(issuing.issuer()))
                        .orElse(false);
        if (foreign && grant.boundToIssuer()) {
            throw AuthFailures.untrusted(AuthFailures.shown(server)
                    + " names another authorization server than before, "
                    + AuthFailures.shown(issuing.issuer()) + ", which this client was not registered with: log out and"
                    + " set the issuer if that is right");
        }
        if (foreign) {
            LOG.log(
                    System.Logger.Level.INFO,
                    "{0} has another authorization server now; what the old one gave is forgotten",
                    AuthFailures.shown(server));
            store.clear();
        }
    }

    private Set<String> firstScopes(Discovered found, Challenges said) {
        if (!settings.scopes().isEmpty()) {
            return settings.scopes();
        }
        return said.scope()
                .map(Scopes::parse)
                .filter(scopes -> !scopes.isEmpty())
                .or(() -> found.resource()
                        .flatMap(ProtectedResource::scopes)
                        .map(scopes -> Scopes.parse(String.join(" ", scopes))))
                .orElse(Set.of());
    }

    /** Without it many servers issue no refresh token, and a person must log in again when the access token ends. */
    private Set<String> withOfflineAccess(Set<String> scopes, AuthorizationServer issuing) {
        boolean offered =
                issuing.scopes().map(all -> all.contains("offline_access")).orElse(false);
        return offered && settings.scopes().isEmpty() ? Scopes.union(scopes, Set.of("offline_access")) : scopes;
    }

    private TokenStorage.Lock lock() throws InterruptedException {
        try {
            return store.lock();
        } catch (IOException e) {
            throw AuthFailures.unavailable(
                    "The tokens for " + AuthFailures.shown(server) + " cannot be renewed now: " + e.getMessage(), e);
        }
    }
}
