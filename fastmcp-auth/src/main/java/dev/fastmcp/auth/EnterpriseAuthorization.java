package dev.fastmcp.auth;

import dev.fastmcp.api.http.AuthContext;
import dev.fastmcp.api.http.Authentication;
import dev.fastmcp.api.http.RequestAuthenticator;
import dev.fastmcp.api.spi.TokenStorage;
import dev.fastmcp.auth.internal.discovery.AuthorizationServer;
import dev.fastmcp.auth.internal.flow.Assembly;
import dev.fastmcp.auth.internal.flow.EnterpriseAssertion;
import dev.fastmcp.auth.internal.flow.Issuing;
import dev.fastmcp.auth.internal.token.ClientProof;
import dev.fastmcp.auth.internal.token.ClientRegistration;
import java.net.URI;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The organization decides: a person has logged in at its identity provider, which turns that login into an assertion for the authorization server of an MCP server, so that no second login is necessary
 * (enterprise-managed authorization, with an Identity Assertion JWT Authorization Grant). Immutable and thread-safe.
 *
 * @see <a href="https://modelcontextprotocol.io/extensions/auth/enterprise-managed-authorization">The extension of the specification</a>
 */
public final class EnterpriseAuthorization implements Authentication {

    private final Issuing issuing;
    private final EnterpriseAssertion machine;
    private final TokenStorage storage;

    private EnterpriseAuthorization(Builder builder, EnterpriseAssertion machine) {
        this.issuing = builder.issuing();
        this.machine = machine;
        this.storage = builder.storage(new InMemoryTokenStorage());
    }

    /**
     * Starts to describe a client.
     *
     * @param clientId its id at the authorization server of the MCP server
     * @return a builder
     */
    public static Builder builder(String clientId) {
        return new Builder(clientId);
    }

    @Override
    public RequestAuthenticator authenticator(AuthContext context) {
        return Assembly.forMachines(context, issuing, machine, storage);
    }

    /** Leaves out everything secret. */
    @Override
    public String toString() {
        return "EnterpriseAuthorization[" + machine.identity() + "]";
    }

    /** Collects the options of a client. Tokens are kept in memory unless another storage is set. Not thread-safe. */
    public static final class Builder extends GrantBuilder<Builder> {

        private static final String ID_TOKEN = "urn:ietf:params:oauth:token-type:id_token";

        private final String clientId;
        private @Nullable String clientSecret;
        private @Nullable String providerIssuer;
        private @Nullable URI providerTokenEndpoint;
        private @Nullable String providerClientId;
        private @Nullable String providerClientSecret;
        private @Nullable Supplier<String> subject;
        private String subjectType = ID_TOKEN;

        private Builder(String clientId) {
            this.clientId = Objects.requireNonNull(clientId, "clientId");
        }

        @Override
        Builder self() {
            return this;
        }

        /**
         * Sets the secret of the client at the authorization server of the MCP server.
         *
         * @param secret the secret; it appears in no message or log
         * @return this builder
         */
        public Builder clientSecret(String secret) {
            clientSecret = Objects.requireNonNull(secret, "secret");
            return this;
        }

        /**
         * Sets the identity provider of the organization.
         *
         * @param issuer its issuer
         * @param tokenEndpoint where it exchanges tokens (RFC 8693)
         * @return this builder
         */
        public Builder identityProvider(String issuer, URI tokenEndpoint) {
            providerIssuer = Objects.requireNonNull(issuer, "issuer");
            providerTokenEndpoint = Objects.requireNonNull(tokenEndpoint, "tokenEndpoint");
            return this;
        }

        /**
         * Sets who the client is at the identity provider.
         *
         * @param id its id there
         * @param secret its secret there; {@code null} for none
         * @return this builder
         */
        public Builder identityProviderClient(String id, @Nullable String secret) {
            providerClientId = Objects.requireNonNull(id, "id");
            providerClientSecret = secret;
            return this;
        }

        /**
         * Sets the proof that a person has logged in at the identity provider: an ID token of OpenID Connect.
         *
         * @param source returns the token; called for each exchange, and may block
         * @return this builder
         */
        public Builder idToken(Supplier<String> source) {
            return subjectToken(ID_TOKEN, source);
        }

        /**
         * Sets the proof that a person has logged in at the identity provider, of any kind.
         *
         * @param type its kind, such as {@code urn:ietf:params:oauth:token-type:saml2}
         * @param source returns the token; called for each exchange, and may block
         * @return this builder
         */
        public Builder subjectToken(String type, Supplier<String> source) {
            subjectType = Objects.requireNonNull(type, "type");
            subject = Objects.requireNonNull(source, "source");
            return this;
        }

        @Override
        public EnterpriseAuthorization build() {
            String issuer = providerIssuer;
            URI endpoint = providerTokenEndpoint;
            String id = providerClientId;
            Supplier<String> login = subject;
            if (issuer == null || endpoint == null || id == null || login == null) {
                throw new IllegalStateException("The client \"" + clientId + "\" is not complete: give"
                        + " identityProvider, identityProviderClient and idToken");
            }
            AuthorizationServer provider = provider(issuer, endpoint);
            Optional<String> secret = Optional.ofNullable(clientSecret);
            ClientProof providerProof =
                    ClientProof.of(registration(issuer, id, Optional.ofNullable(providerClientSecret)), provider);
            return new EnterpriseAuthorization(
                    this,
                    new EnterpriseAssertion(
                            clientId,
                            server -> ClientProof.of(registration(server.issuer(), clientId, secret), server),
                            provider,
                            providerProof,
                            login,
                            subjectType));
        }

        private static AuthorizationServer provider(String issuer, URI tokenEndpoint) {
            return new AuthorizationServer(
                    issuer,
                    Optional.empty(),
                    tokenEndpoint,
                    Optional.empty(),
                    Optional.empty(),
                    Optional.empty(),
                    Optional.empty(),
                    false,
                    false,
                    List.of(),
                    false);
        }

        private static ClientRegistration registration(String issuer, String id, Optional<String> secret) {
            return ClientRegistration.preRegistered(
                    issuer, id, secret, secret.isPresent() ? Optional.empty() : Optional.of("none"));
        }
    }
}
