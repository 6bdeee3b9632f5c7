package dev.fastmcp.auth;

import dev.fastmcp.api.http.AuthContext;
import dev.fastmcp.api.http.Authentication;
import dev.fastmcp.api.http.RequestAuthenticator;
import dev.fastmcp.api.spi.TokenStorage;
import dev.fastmcp.auth.internal.flow.Assembly;
import dev.fastmcp.auth.internal.flow.Issuing;
import dev.fastmcp.auth.internal.flow.OwnCredentials;
import dev.fastmcp.auth.internal.token.ClientProof;
import dev.fastmcp.auth.internal.token.ClientRegistration;
import java.time.InstantSource;
import java.util.Objects;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * A program that acts for itself: it gets tokens with its own credentials (client credentials grant, RFC 6749, section 4.4), without a person. Immutable and thread-safe.
 *
 * <pre>{@code
 * var auth = ClientCredentials.builder("nightly-report")
 *         .key(SigningKey.ofPem(Path.of("key.pem")))
 *         .issuer("https://login.example.com")
 *         .build();
 * }</pre>
 *
 * <p>Name the {@linkplain GrantBuilder#issuer issuer}: the server decides otherwise who sees a secret.
 */
public final class ClientCredentials implements Authentication {

    private final Issuing issuing;
    private final OwnCredentials machine;
    private final TokenStorage storage;

    private ClientCredentials(Builder builder) {
        this.issuing = builder.issuing();
        this.machine = builder.machine();
        this.storage = builder.storage(new InMemoryTokenStorage());
    }

    /**
     * Starts to describe a client.
     *
     * @param clientId the id that the operators of the authorization server have given to it
     * @return a builder without credentials
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
        return "ClientCredentials[" + machine.identity() + "]";
    }

    /** Collects the options of a client. Tokens are kept in memory unless another storage is set. Not thread-safe. */
    public static final class Builder extends GrantBuilder<Builder> {

        private final String clientId;
        private @Nullable String secret;
        private @Nullable String authMethod;
        private @Nullable SigningKey key;
        private @Nullable UnaryOperator<String> assertions;

        private Builder(String clientId) {
            this.clientId = Objects.requireNonNull(clientId, "clientId");
        }

        @Override
        Builder self() {
            return this;
        }

        /**
         * Sets the secret. It is sent as the authorization server prefers: in the header {@code Authorization}, or else in the body.
         *
         * @param clientSecret the secret; it appears in no message or log
         * @return this builder
         */
        public Builder secret(String clientSecret) {
            secret = Objects.requireNonNull(clientSecret, "clientSecret");
            return this;
        }

        /**
         * Sets how the secret is sent, for authorization servers whose metadata does not tell.
         *
         * @param method {@code client_secret_basic} or {@code client_secret_post}
         * @return this builder
         * @throws IllegalArgumentException if it is another one
         */
        public Builder secretMethod(String method) {
            if (!method.equals("client_secret_basic") && !method.equals("client_secret_post")) {
                throw new IllegalArgumentException("secretMethod cannot be " + method
                        + ": give client_secret_basic or client_secret_post, or a key instead of a secret");
            }
            authMethod = method;
            return this;
        }

        /**
         * Sets the private key that the client signs assertions with ({@code private_key_jwt}, RFC 7523). Needs {@code com.nimbusds:nimbus-jose-jwt}.
         *
         * @param privateKey the key
         * @return this builder
         */
        public Builder key(SigningKey privateKey) {
            key = Objects.requireNonNull(privateKey, "privateKey");
            return this;
        }

        /**
         * Sets who signs assertions for the client, for keys that do not leave their place.
         *
         * @param source given the issuer of the authorization server, returns a signed assertion for it; may block
         * @return this builder
         */
        public Builder assertions(UnaryOperator<String> source) {
            assertions = Objects.requireNonNull(source, "source");
            return this;
        }

        @Override
        public ClientCredentials build() {
            int given = (secret == null ? 0 : 1) + (key == null ? 0 : 1) + (assertions == null ? 0 : 1);
            if (given != 1) {
                throw new IllegalStateException("The client \"" + clientId + "\" has " + given
                        + " kinds of credentials: give one of secret, key and assertions");
            }
            return new ClientCredentials(this);
        }

        private OwnCredentials machine() {
            SigningKey signing = key;
            UnaryOperator<String> signer = assertions;
            InstantSource clock = issuing().clock();
            if (signing != null) {
                return new OwnCredentials(
                        clientId, server -> ClientProof.privateKeyJwt(clientId, signing.jwtKey(), clock));
            }
            if (signer != null) {
                return new OwnCredentials(clientId, server -> ClientProof.assertion(clientId, signer));
            }
            Optional<String> known = Optional.ofNullable(secret);
            Optional<String> method = Optional.ofNullable(authMethod);
            return new OwnCredentials(
                    clientId,
                    server -> ClientProof.of(
                            ClientRegistration.preRegistered(server.issuer(), clientId, known, method), server));
        }
    }
}
