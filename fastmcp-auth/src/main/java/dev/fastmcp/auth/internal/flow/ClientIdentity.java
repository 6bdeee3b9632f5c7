package dev.fastmcp.auth.internal.flow;

import dev.fastmcp.auth.internal.discovery.AuthorizationServer;
import dev.fastmcp.auth.internal.store.CredentialStore;
import dev.fastmcp.auth.internal.store.StoredTokens;
import dev.fastmcp.auth.internal.token.ClientProof;
import dev.fastmcp.auth.internal.token.ClientRegistration;
import dev.fastmcp.auth.internal.token.Registration;
import dev.fastmcp.auth.internal.token.RegistrationRequest;
import java.net.URI;
import java.time.InstantSource;
import java.util.Optional;
import java.util.Set;

/** Who the client is at an authorization server: what the user says, what is remembered of a registration, or a new registration. */
final class ClientIdentity {

    /** For clients that have their id already, and are not going to log in. */
    private static final URI NOWHERE = URI.create("http://127.0.0.1/callback");

    private final LoginSettings settings;
    private final Optional<String> issuer;
    private final Registration registration;
    private final CredentialStore store;
    private final InstantSource clock;

    /** The id of the client that this object registered itself. */
    private volatile String registered = "";

    ClientIdentity(LoginSettings settings, Issuing issuing, Registration registration, CredentialStore store) {
        this.settings = settings;
        this.issuer = issuing.issuer();
        this.registration = registration;
        this.store = store;
        this.clock = issuing.clock();
    }

    /** True if the operators of one authorization server gave the client its id. */
    boolean preRegistered() {
        return settings.clientId().isPresent();
    }

    /** What an earlier login has left behind, if it is still good at this server. */
    Optional<ClientRegistration> remembered(AuthorizationServer server) {
        return preRegistered()
                ? Optional.empty()
                : store.client()
                        .filter(client -> client.issuer().equals(server.issuer()))
                        .filter(client -> !client.expired(clock.instant()));
    }

    /** Becomes known to the server, and remembers it if that took a registration. */
    ClientRegistration become(AuthorizationServer server, URI redirect, Set<String> scopes)
            throws InterruptedException {
        ClientRegistration client = registration.choose(server, request(redirect, scopes));
        if (client.origin() == ClientRegistration.Origin.DYNAMIC) {
            store.save(client);
            registered = client.clientId();
        }
        return client;
    }

    /** True if the client was registered a moment ago, and not by an earlier process. */
    boolean registeredHere(ClientRegistration client) {
        return client.clientId().equals(registered);
    }

    /** What the store says of a client that the user named is only whom it is registered with, which stays true. */
    void forget() {
        if (!preRegistered()) {
            store.forgetClient();
        }
    }

    /** How the client that tokens were issued to proves who it is; empty if that is not this client any more. */
    Optional<ClientProof> proofFor(StoredTokens tokens) throws InterruptedException {
        if (settings.clientId().isPresent()) {
            if (!settings.clientId().get().equals(tokens.clientId())) {
                return Optional.empty();
            }
            ClientRegistration client = registration.choose(tokens.server(), request(NOWHERE, tokens.scopes()));
            return Optional.of(ClientProof.of(client, tokens.server()));
        }
        boolean described = settings.clientMetadataUrl()
                .map(URI::toString)
                .filter(tokens.clientId()::equals)
                .isPresent();
        return described
                ? Optional.of(ClientProof.none(tokens.clientId()))
                : remembered(tokens.server())
                        .filter(client -> client.clientId().equals(tokens.clientId()))
                        .map(client -> ClientProof.of(client, tokens.server()));
    }

    private RegistrationRequest request(URI redirect, Set<String> scopes) {
        return new RegistrationRequest(
                settings.clientId(),
                settings.clientSecret(),
                issuer,
                settings.clientMetadataUrl(),
                settings.clientName(),
                redirect,
                scopes,
                settings.clientMetadata());
    }
}
