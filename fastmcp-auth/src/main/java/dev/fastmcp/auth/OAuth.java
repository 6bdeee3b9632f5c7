package dev.fastmcp.auth;

import dev.fastmcp.api.error.AuthorizationException;
import dev.fastmcp.api.http.AuthContext;
import dev.fastmcp.api.http.Authentication;
import dev.fastmcp.api.http.RequestAuthenticator;
import dev.fastmcp.api.spi.TokenStorage;
import dev.fastmcp.auth.internal.flow.Assembly;
import dev.fastmcp.auth.internal.flow.AuthProbe;
import dev.fastmcp.auth.internal.flow.Issuing;
import dev.fastmcp.auth.internal.flow.LoginSettings;
import dev.fastmcp.auth.internal.store.CredentialStore;
import dev.fastmcp.auth.internal.store.StoredTokens;
import java.net.URI;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A person logs in with a browser (OAuth 2.1 with PKCE), once; from then on tokens are renewed by themselves, also by other processes and after a restart.
 *
 * <pre>{@code
 * try (Client<?> client = Client.builder("https://example.com/mcp").auth("oauth").build()) {
 *     ...
 * }
 * }</pre>
 *
 * <p>Nothing happens until the server refuses a request. Then the client finds out who issues tokens for it, registers with that server if it has to, opens the browser, waits for the answer on an
 * address of this machine, and repeats the request. Requests made at the same time wait for the same login. Immutable and thread-safe.
 *
 * @see <a href="https://modelcontextprotocol.io/specification/2026-07-28/basic/authorization">Authorization in the specification</a>
 */
public final class OAuth implements Authentication {

    private final Issuing issuing;
    private final LoginSettings settings;
    private final TokenStorage storage;

    private OAuth(Builder builder) {
        this.issuing = builder.issuing();
        this.settings = builder.settings();
        this.storage = builder.storage(FileTokenStorage.standard());
    }

    /**
     * Starts to describe a login. No option is necessary.
     *
     * @return a builder with default options
     */
    public static Builder builder() {
        return new Builder();
    }

    /**
     * Asks a server whether it wants a login, without any credentials.
     *
     * @param address the address of the server
     * @return true if it answers with status 401 or 403, or with {@code WWW-Authenticate}
     * @throws IllegalArgumentException if the address is neither http nor https
     * @throws AuthorizationException of the kind {@code UNAVAILABLE}, if the server does not answer within 5 seconds
     * @throws IllegalStateException if no HTTP engine is installed: add {@code fastmcp-transport-http}
     * @throws InterruptedException if the thread is interrupted while it waits
     */
    public static boolean checkIfAuthRequired(String address) throws InterruptedException {
        return checkIfAuthRequired(URI.create(address));
    }

    /**
     * Asks a server whether it wants a login, as {@link #checkIfAuthRequired(String)} does.
     *
     * @param address the address of the server
     * @return true if it answers with status 401 or 403, or with {@code WWW-Authenticate}
     * @throws IllegalArgumentException if the address is neither http nor https
     * @throws AuthorizationException of the kind {@code UNAVAILABLE}, if the server does not answer within 5 seconds
     * @throws IllegalStateException if no HTTP engine is installed: add {@code fastmcp-transport-http}
     * @throws InterruptedException if the thread is interrupted while it waits
     */
    public static boolean checkIfAuthRequired(URI address) throws InterruptedException {
        return AuthProbe.refuses(address);
    }

    @Override
    public RequestAuthenticator authenticator(AuthContext context) {
        return Assembly.forPeople(context, issuing, settings, storage);
    }

    /**
     * Tells what a login has left behind. Asks nobody.
     *
     * @param server the address of the server
     * @return the login; empty if there is none
     */
    public Optional<LoginStatus> status(URI server) {
        return credentials(server).tokens().map(OAuth::status);
    }

    private static LoginStatus status(StoredTokens tokens) {
        return new LoginStatus(
                tokens.server().issuer(),
                tokens.clientId(),
                tokens.scopes(),
                tokens.expiresAt(),
                tokens.refreshToken().isPresent());
    }

    /**
     * Forgets a login: the tokens, and the registration of the client. The authorization server is not told.
     *
     * @param server the address of the server
     * @return false if there was none
     */
    public boolean logout(URI server) {
        CredentialStore credentials = credentials(server);
        boolean present =
                credentials.tokens().isPresent() || credentials.client().isPresent();
        credentials.clearAll();
        return present;
    }

    private CredentialStore credentials(URI server) {
        return new CredentialStore(storage, server, settings.identity());
    }

    /** Leaves out everything secret. */
    @Override
    public String toString() {
        return "OAuth[" + settings.clientName() + "]";
    }

    /** Collects the options of a login. Not thread-safe. */
    public static final class Builder extends GrantBuilder<Builder> {

        private static final Duration CALLBACK_TIMEOUT = Duration.ofSeconds(300);

        private String clientName = "FastMCP Client";
        private Map<String, Object> clientMetadata = Map.of();
        private @Nullable String clientId;
        private @Nullable String clientSecret;
        private @Nullable URI clientMetadataUrl;
        private String callbackHost = "127.0.0.1";
        private int callbackPort;
        private Duration callbackTimeout = CALLBACK_TIMEOUT;
        private Browser browser = Browser.system();
        private Map<String, String> parameters = Map.of();
        private boolean pkceAssumed;

        private Builder() {}

        @Override
        Builder self() {
            return this;
        }

        /**
         * Sets how the client calls itself when it registers, and to the person who logs in.
         *
         * @param name {@code FastMCP Client} by default
         * @return this builder
         * @throws IllegalArgumentException if it is blank
         */
        public Builder clientName(String name) {
            if (name.isBlank()) {
                throw new IllegalArgumentException("clientName is blank: give a name that people know");
            }
            clientName = name;
            return this;
        }

        /**
         * Adds members to the registration of the client (RFC 7591), such as {@code contacts}. They win over those of this library, but for the addresses that logins come back to.
         *
         * @param metadata names and values
         * @return this builder
         */
        public Builder additionalClientMetadata(Map<String, ?> metadata) {
            clientMetadata = Map.copyOf(new LinkedHashMap<>(metadata));
            return this;
        }

        /**
         * Sets the id that the operators of the authorization server have given to this client, so that it does not register itself.
         *
         * @param id the id
         * @return this builder
         */
        public Builder clientId(String id) {
            clientId = Objects.requireNonNull(id, "id");
            return this;
        }

        /**
         * Sets the secret that belongs to {@link #clientId}.
         *
         * @param secret the secret; it appears in no message or log
         * @return this builder
         */
        public Builder clientSecret(String secret) {
            clientSecret = Objects.requireNonNull(secret, "secret");
            return this;
        }

        /**
         * Sets the address of a document about this client, which is its id where authorization servers support that (OAuth Client ID Metadata Document). {@link ClientMetadata} makes such documents.
         *
         * @param address an https address with a path
         * @return this builder
         * @throws IllegalArgumentException if it is something else
         */
        public Builder clientMetadataUrl(URI address) {
            clientMetadataUrl = ClientMetadata.checkedUrl(address);
            return this;
        }

        /**
         * Sets the host of the address that logins come back to. Only this machine can be named.
         *
         * @param host {@code 127.0.0.1} by default; {@code localhost} or {@code ::1} where an authorization server insists
         * @return this builder
         * @throws IllegalArgumentException if it is another host
         */
        public Builder callbackHost(String host) {
            if (!host.equals("127.0.0.1") && !host.equals("localhost") && !host.equals("::1")) {
                throw new IllegalArgumentException(
                        "callbackHost is " + host + ": give 127.0.0.1, ::1 or localhost, so that nobody else hears");
            }
            callbackHost = host;
            return this;
        }

        /**
         * Sets the port of the address that logins come back to.
         *
         * @param port the port; 0, the default, for one that is free
         * @return this builder
         * @throws IllegalArgumentException if it is no port
         */
        public Builder callbackPort(int port) {
            if (port < 0 || port > 65535) {
                throw new IllegalArgumentException(
                        "callbackPort is " + port + ": give 1 to 65535, or 0 for a free one");
            }
            callbackPort = port;
            return this;
        }

        /**
         * Sets how long to wait for the person.
         *
         * @param timeout 300 seconds by default
         * @return this builder
         * @throws IllegalArgumentException if it is zero or negative
         */
        public Builder callbackTimeout(Duration timeout) {
            if (timeout.isZero() || timeout.isNegative()) {
                throw new IllegalArgumentException("callbackTimeout is " + timeout + ": give a positive duration");
            }
            callbackTimeout = timeout;
            return this;
        }

        /**
         * Sets how the login page is shown.
         *
         * @param opener {@link Browser#system()} by default
         * @return this builder
         */
        public Builder browser(Browser opener) {
            browser = Objects.requireNonNull(opener, "browser");
            return this;
        }

        /**
         * Prints the address of the login page, and takes the address that the browser ends up at from standard input: for machines without a browser.
         *
         * @return this builder
         */
        public Builder headless() {
            return browser(Browser.headless());
        }

        /**
         * Adds parameters to the address of the login page, such as {@code audience} or {@code access_type}, which some providers want.
         *
         * @param extra names and values; they do not replace those of the protocol
         * @return this builder
         */
        public Builder authorizationParameters(Map<String, String> extra) {
            parameters = Map.copyOf(extra);
            return this;
        }

        /**
         * Trusts that the authorization server supports PKCE although its metadata does not say so, as some large providers' does not. Without it such a server is refused, since a login without PKCE can be
         * stolen on the way.
         *
         * @return this builder
         */
        public Builder assumePkce() {
            pkceAssumed = true;
            return this;
        }

        @Override
        public OAuth build() {
            if (clientSecret != null && clientId == null) {
                throw new IllegalStateException("clientSecret is set, but clientId is not: give both");
            }
            return new OAuth(this);
        }

        LoginSettings settings() {
            return new LoginSettings(
                    clientName,
                    clientMetadata,
                    Optional.ofNullable(clientId),
                    Optional.ofNullable(clientSecret),
                    Optional.ofNullable(clientMetadataUrl),
                    callbackHost,
                    callbackPort,
                    callbackTimeout,
                    browser::open,
                    parameters,
                    pkceAssumed);
        }
    }
}
