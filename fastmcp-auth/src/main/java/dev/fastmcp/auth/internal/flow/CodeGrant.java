package dev.fastmcp.auth.internal.flow;

import dev.fastmcp.api.error.AuthorizationException;
import dev.fastmcp.auth.internal.discovery.AuthorizationServer;
import dev.fastmcp.auth.internal.discovery.Discovered;
import dev.fastmcp.auth.internal.discovery.ProtectedResource;
import dev.fastmcp.auth.internal.login.CallbackServer;
import dev.fastmcp.auth.internal.login.Login;
import dev.fastmcp.auth.internal.store.StoredTokens;
import dev.fastmcp.auth.internal.token.ClientProof;
import dev.fastmcp.auth.internal.token.ClientRegistration;
import dev.fastmcp.auth.internal.token.TokenRequests;
import dev.fastmcp.auth.internal.wire.AuthFailures;
import dev.fastmcp.auth.internal.wire.OAuthHttp;
import dev.fastmcp.auth.internal.wire.Scopes;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** A person logs in with a browser (RFC 6749, section 4.1, with PKCE as in OAuth 2.1). */
final class CodeGrant implements Grant {

    private final LoginSettings settings;
    private final ClientIdentity identity;
    private final Login login;
    private final OAuthHttp http;
    private final Renewal renewal;

    CodeGrant(LoginSettings settings, ClientIdentity identity, Login login, OAuthHttp http, Renewal renewal) {
        this.settings = settings;
        this.identity = identity;
        this.login = login;
        this.http = http;
        this.renewal = renewal;
    }

    @Override
    public boolean unattended() {
        return false;
    }

    @Override
    public boolean boundToIssuer() {
        return identity.preRegistered();
    }

    @Override
    public Optional<ClientProof> proofFor(StoredTokens tokens) throws InterruptedException {
        return identity.proofFor(tokens);
    }

    @Override
    public void forgetClient() {
        identity.forget();
    }

    /** A client that is remembered from an earlier login may be unknown to the server by now; then the client registers anew, once. */
    @Override
    public StoredTokens obtain(Discovered found, Set<String> scopes) throws InterruptedException {
        requirePkce(found.authorizationServer());
        Optional<ClientRegistration> remembered = identity.remembered(found.authorizationServer());
        if (remembered.isPresent() && !isKnown(remembered.get(), found, scopes)) {
            identity.forget();
            remembered = Optional.empty();
        }
        if (remembered.isEmpty()) {
            return loggedIn(found, scopes, remembered);
        }
        try {
            return loggedIn(found, scopes, remembered);
        } catch (AuthorizationException e) {
            // A scope that is refused may be one that the client did not register for.
            boolean dead = AuthFailures.saysClientIsDead(e)
                    || e.errorCode().filter("invalid_scope"::equals).isPresent();
            if (dead || e.kind() == AuthorizationException.Kind.TIMED_OUT) {
                // Where the client is unknown, people end at an error page, and nothing ever comes back.
                identity.forget();
            }
            if (!dead) {
                throw e;
            }
        }
        return loggedIn(found, scopes, Optional.empty());
    }

    /**
     * Asks the server for the login page of a client that an earlier process registered. Where the client is unknown, or may not come back where it wants to, the answer is an error (RFC 6749, section 4.1.2.1),
     * which only the person would see otherwise.
     */
    private boolean isKnown(ClientRegistration client, Discovered found, Set<String> scopes)
            throws InterruptedException {
        Optional<URI> redirect = redirect(client);
        if (redirect.isEmpty() || identity.registeredHere(client)) {
            return true;
        }
        URI page = login.trial(
                redirect.get(),
                found.authorizationServer(),
                client.clientId(),
                scopes,
                renewal.resource(found.resourceIndicator()));
        try {
            int status = http.getPage(page).status();
            return status != 400 && status != 401;
        } catch (AuthorizationException e) {
            // The browser may have more luck.
            return true;
        }
    }

    private StoredTokens loggedIn(Discovered found, Set<String> scopes, Optional<ClientRegistration> remembered)
            throws InterruptedException {
        AuthorizationServer server = found.authorizationServer();
        try (CallbackServer callback = callback(remembered)) {
            URI redirect = callback.redirectUri();
            Optional<ClientRegistration> usable =
                    remembered.filter(client -> client.redirectUris().contains(redirect.toString()));
            ClientRegistration client =
                    usable.isPresent() ? usable.get() : identity.become(server, redirect, registrable(found, scopes));
            Optional<String> resource = renewal.resource(found.resourceIndicator());
            Login.Result result = login.run(callback, server, client.clientId(), scopes, resource);
            return renewal.request(
                    server,
                    TokenRequests.authorizationCode(result.code(), redirect, result.verifier(), resource),
                    ClientProof.of(client, server),
                    client.clientId(),
                    found.resourceIndicator(),
                    scopes);
        }
    }

    /** Some servers give a client no scope that it did not register for, so it registers for what it may have to ask for later, too. */
    private static Set<String> registrable(Discovered found, Set<String> scopes) {
        return scopes.isEmpty()
                ? scopes
                : Scopes.union(
                        scopes,
                        found.resource().flatMap(ProtectedResource::scopes).orElse(List.of()));
    }

    /** Listens where the remembered client is registered to come back to, if that is still possible. */
    private CallbackServer callback(Optional<ClientRegistration> remembered) {
        Optional<Integer> known = settings.callbackPort() != 0 ? Optional.empty() : remembered.flatMap(CodeGrant::port);
        if (known.isPresent()) {
            try {
                return CallbackServer.open(settings.callbackHost(), known.get());
            } catch (AuthorizationException e) {
                // Somebody else has the port by now: the client will register with another one.
            }
        }
        return CallbackServer.open(settings.callbackHost(), settings.callbackPort());
    }

    private static Optional<Integer> port(ClientRegistration client) {
        return redirect(client).map(URI::getPort).filter(port -> port > 0);
    }

    /** Empty also if a file holds something that is no address. */
    private static Optional<URI> redirect(ClientRegistration client) {
        try {
            return client.redirectUris().stream().findFirst().map(URI::create);
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private void requirePkce(AuthorizationServer server) {
        boolean supported = server.assumed()
                || settings.pkceAssumed()
                || server.codeChallengeMethods()
                        .map(methods -> methods.contains("S256"))
                        .orElse(false);
        if (!supported) {
            throw AuthFailures.untrusted("The authorization server " + AuthFailures.shown(server.issuer())
                    + " does not say that it supports PKCE with S256, without which a login can be stolen on its way"
                    + " back: use assumePkce() if its operators say that it does");
        }
        if (server.authorizationEndpoint().isEmpty()) {
            throw AuthFailures.unsupported("The authorization server " + AuthFailures.shown(server.issuer())
                    + " has no page where people log in: use ClientCredentials if this program acts for itself");
        }
    }
}
