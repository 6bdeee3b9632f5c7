package dev.fastmcp.auth;

import dev.fastmcp.api.http.Authentication;
import dev.fastmcp.api.spi.TokenStorage;
import dev.fastmcp.auth.internal.discovery.AuthorizationServer;
import dev.fastmcp.auth.internal.flow.Issuing;
import dev.fastmcp.auth.internal.wire.Scopes;
import java.net.URI;
import java.time.Clock;
import java.time.InstantSource;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The options that all ways to get tokens share. Not thread-safe.
 *
 * @param <B> the type of the builder
 */
public abstract sealed class GrantBuilder<B extends GrantBuilder<B>>
        permits OAuth.Builder, ClientCredentials.Builder, WorkloadIdentity.Builder, EnterpriseAuthorization.Builder {

    private Set<String> scopes = Set.of();
    private @Nullable TokenStorage storage;
    private @Nullable String issuer;
    private @Nullable AuthorizationServer endpoints;
    private boolean sendsResource = true;
    private boolean dpop;
    private InstantSource clock = Clock.systemUTC();

    GrantBuilder() {}

    abstract B self();

    /**
     * Makes the authentication. Asks nobody.
     *
     * @return the authentication; it serves any number of clients
     * @throws IllegalStateException if an option is missing, or options contradict each other
     */
    public abstract Authentication build();

    /**
     * Sets what to ask for. Otherwise the client follows the server: the scopes of its refusal, else all that its metadata names, else none. If the server later says that scopes are missing, they are asked for
     * in addition.
     *
     * @param wanted the scopes, one text each, or several separated by blanks
     * @return this builder
     * @throws IllegalArgumentException if one holds characters that no scope may have (RFC 6749, section 3.3)
     */
    public B scopes(String... wanted) {
        return scopes(List.of(wanted));
    }

    /**
     * Sets what to ask for, as {@link #scopes(String...)} does.
     *
     * @param wanted the scopes
     * @return this builder
     * @throws IllegalArgumentException if one holds characters that no scope may have
     */
    public B scopes(Iterable<String> wanted) {
        Set<String> all = new LinkedHashSet<>();
        for (String each : wanted) {
            for (String scope : each.strip().split(" +")) {
                if (!Scopes.isScope(scope)) {
                    throw new IllegalArgumentException("scope \"" + scope
                            + "\" cannot be asked for: a scope is visible ASCII without quotes and backslashes");
                }
                all.add(scope);
            }
        }
        scopes = Collections.unmodifiableSet(all);
        return self();
    }

    /**
     * Sets where tokens are kept.
     *
     * @param wanted the storage
     * @return this builder
     */
    public B tokenStorage(TokenStorage wanted) {
        storage = Objects.requireNonNull(wanted, "storage");
        return self();
    }

    /**
     * Sets where tokens are kept, by name: {@code memory}, {@code file}, {@code file:FOLDER}, or what other modules that are installed offer.
     *
     * @param place the name of the storage, and perhaps a place after a colon
     * @return this builder
     * @throws IllegalArgumentException if no storage has this name, or the place cannot be used
     */
    public B tokenStorage(String place) {
        return tokenStorage(TokenStores.open(place));
    }

    /**
     * Names the only authorization server that may be used, by its issuer. Credentials are shown to no other, whatever the server says; and if the server says nothing about authorization servers, this one is asked.
     *
     * @param wanted the issuer, exactly as the authorization server itself writes it
     * @return this builder
     */
    public B issuer(String wanted) {
        issuer = Objects.requireNonNull(wanted, "issuer");
        return self();
    }

    /**
     * Names the endpoints of an authorization server that publishes no metadata. Only what the server says about itself is looked up then, if it says something.
     *
     * @param issuer names the server; tokens are bound to this name
     * @param authorization where people log in; of no use for machines, which may give the address of the tokens
     * @param token where tokens are issued
     * @return this builder
     * @throws IllegalArgumentException if an address is neither https nor http
     */
    public B endpoints(String issuer, URI authorization, URI token) {
        endpoints = new AuthorizationServer(
                Objects.requireNonNull(issuer, "issuer"),
                Optional.of(web("authorization", authorization)),
                web("token", token),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.of(List.of("S256")),
                false,
                false,
                List.of(),
                false);
        return self();
    }

    private static URI web(String name, URI address) {
        String scheme = String.valueOf(address.getScheme());
        if (address.getHost() == null || !scheme.equalsIgnoreCase("https") && !scheme.equalsIgnoreCase("http")) {
            throw new IllegalArgumentException(
                    "the address of the " + name + " endpoint cannot be used: give an https address with a host");
        }
        return address;
    }

    /**
     * Sets whether requests name the server that tokens are for (RFC 8707), as the specification demands. Some authorization servers refuse such requests; tokens that are good for other servers, too, are
     * the price.
     *
     * @param sends true by default
     * @return this builder
     */
    public B resourceParameter(boolean sends) {
        sendsResource = sends;
        return self();
    }

    /**
     * Binds tokens to a key of this client, so that nobody else can use them (DPoP, RFC 9449); tokens that are not bound are refused, also those of an earlier login. Servers that take no others
     * ({@code dpop_bound_access_tokens_required}, RFC 9728, section 2) cannot be logged in to without. Needs {@code com.nimbusds:nimbus-jose-jwt}.
     *
     * @param bound false by default
     * @return this builder
     */
    public B dpop(boolean bound) {
        dpop = bound;
        return self();
    }

    /**
     * Sets the clock that tells whether tokens have ended.
     *
     * @param source the system's clock by default
     * @return this builder
     */
    public B clock(InstantSource source) {
        clock = Objects.requireNonNull(source, "clock");
        return self();
    }

    final TokenStorage storage(TokenStorage otherwise) {
        TokenStorage chosen = storage;
        return chosen == null ? otherwise : chosen;
    }

    final Issuing issuing() {
        return new Issuing(
                scopes, Optional.ofNullable(issuer), Optional.ofNullable(endpoints), sendsResource, dpop, clock);
    }
}
