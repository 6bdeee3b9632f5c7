package dev.fastmcp.auth.internal.flow;

import dev.fastmcp.api.http.AuthContext;
import dev.fastmcp.api.http.RequestAuthenticator;
import dev.fastmcp.api.spi.TokenStorage;
import dev.fastmcp.auth.internal.discovery.Discovery;
import dev.fastmcp.auth.internal.login.Login;
import dev.fastmcp.auth.internal.store.CredentialStore;
import dev.fastmcp.auth.internal.token.DpopNonces;
import dev.fastmcp.auth.internal.token.Registration;
import dev.fastmcp.auth.internal.token.TokenEndpoint;
import dev.fastmcp.auth.internal.wire.OAuthHttp;

/** Puts the parts together for one server. */
public final class Assembly {

    private final AuthContext context;
    private final Issuing issuing;
    private final CredentialStore store;
    private final OAuthHttp http;
    private final DpopNonces nonces = new DpopNonces();
    private final TokenEndpoint endpoint;
    private final Renewal renewal;

    private Assembly(AuthContext context, Issuing issuing, TokenStorage storage, String identity) {
        this.context = context;
        this.issuing = issuing;
        this.store = new CredentialStore(storage, context.server(), identity);
        this.http = new OAuthHttp(context);
        this.endpoint = new TokenEndpoint(http, nonces, issuing.clock());
        this.renewal = new Renewal(issuing, endpoint);
    }

    /** For clients that act for a person. */
    public static RequestAuthenticator forPeople(
            AuthContext context, Issuing issuing, LoginSettings settings, TokenStorage storage) {
        Assembly parts = new Assembly(context, issuing, storage, settings.identity());
        ClientIdentity identity = new ClientIdentity(settings, issuing, new Registration(parts.http), parts.store);
        Login login = new Login(context, settings.browser(), settings.callbackTimeout(), settings.parameters());
        return parts.authenticator(new CodeGrant(settings, identity, login, parts.http, parts.renewal));
    }

    /** For clients that act for themselves. */
    public static RequestAuthenticator forMachines(
            AuthContext context, Issuing issuing, Machine machine, TokenStorage storage) {
        Assembly parts = new Assembly(context, issuing, storage, machine.identity());
        return parts.authenticator(new MachineGrant(machine, parts.renewal, parts.endpoint));
    }

    private OAuthAuthenticator authenticator(Grant grant) {
        Discovery discovery = new Discovery(http, context.server());
        TokenSource source = new TokenSource(context.server(), issuing, grant, store, discovery, renewal);
        return new OAuthAuthenticator(context.server(), source, new RequestProof(nonces, issuing.clock()));
    }
}
