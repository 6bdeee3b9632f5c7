package dev.fastmcp.auth.internal.discovery;

import dev.fastmcp.api.error.AuthorizationException;
import dev.fastmcp.auth.internal.wire.AuthFailures;
import dev.fastmcp.auth.internal.wire.OAuthHttp;
import java.net.URI;
import java.util.List;
import java.util.Optional;

/** Finds out who issues tokens for a server. Holds nothing, and sends nothing secret. */
public final class Discovery {

    private final URI server;
    private final ResourceMetadata resources;
    private final ServerMetadata servers;

    public Discovery(OAuthHttp http, URI server) {
        this.server = server;
        this.resources = new ResourceMetadata(http, server);
        this.servers = new ServerMetadata(http);
    }

    /**
     * Finds out who issues tokens. A server that says nothing about itself is one of the first specification (2025-03-26), which issues its tokens itself.
     *
     * @param pointer where the server says that its metadata is ({@code resource_metadata} in its challenge)
     * @param issuer the only authorization server that may be used; empty to use the first that the server names
     * @throws AuthorizationException {@code UNTRUSTED} if the metadata is about somebody else or names an address that is not allowed; {@code UNAVAILABLE} if it cannot be had, or nobody is named
     */
    public Discovered discover(Optional<String> pointer, Optional<String> issuer) throws InterruptedException {
        Optional<ProtectedResource> resource = resource(pointer);
        String indicator = indicator(resource);
        if (issuer.isPresent()) {
            resource.ifPresent(found -> requireNamed(found, issuer.get()));
            return new Discovered(resource, servers.ofIssuer(issuer.get()), indicator);
        }
        if (resource.isEmpty()) {
            return new Discovered(resource, servers.ofOrigin(server), indicator);
        }
        return new Discovered(resource, servers.ofIssuer(first(resource.get())), indicator);
    }

    /**
     * Uses an authorization server that the user has described. What the server says about itself is wanted for the name of the resource and its scopes only, so it is left out if it cannot be had.
     *
     * @throws AuthorizationException {@code UNTRUSTED} if the metadata is about somebody else
     */
    public Discovered with(AuthorizationServer given, Optional<String> pointer) throws InterruptedException {
        Optional<ProtectedResource> resource;
        try {
            resource = resource(pointer);
        } catch (AuthorizationException e) {
            if (e.kind() != AuthorizationException.Kind.UNAVAILABLE) {
                throw e;
            }
            resource = Optional.empty();
        }
        return new Discovered(resource, given, indicator(resource));
    }

    /**
     * Finds out what the server says about itself.
     *
     * @param pointer as for {@link #discover}
     * @return empty if it says nothing
     * @throws AuthorizationException {@code UNTRUSTED} if the metadata is about somebody else; {@code UNAVAILABLE} if it cannot be had
     */
    public Optional<ProtectedResource> resource(Optional<String> pointer) throws InterruptedException {
        return resources.find(pointer);
    }

    /**
     * Finds the metadata of an authorization server, by its issuer.
     *
     * @throws AuthorizationException {@code UNTRUSTED} if it is another issuer's or names an address that is not allowed; {@code UNAVAILABLE} if it cannot be had
     */
    public AuthorizationServer ofIssuer(String issuer) throws InterruptedException {
        return servers.ofIssuer(issuer);
    }

    private String indicator(Optional<ProtectedResource> resource) {
        return resource.map(ProtectedResource::resource).orElseGet(() -> ResourceIdentifier.canonical(server));
    }

    private String first(ProtectedResource resource) {
        return resource.authorizationServers().stream()
                .findFirst()
                .orElseThrow(() -> AuthFailures.unavailable(
                        "The metadata of " + AuthFailures.shown(server) + " names no authorization server"
                                + " (authorization_servers), although the"
                                + " specification demands one: name it with"
                                + " issuer(…) if you know it",
                        null));
    }

    private void requireNamed(ProtectedResource resource, String issuer) {
        List<String> named = resource.authorizationServers();
        if (!named.isEmpty() && !named.contains(issuer)) {
            throw AuthFailures.untrusted(AuthFailures.shown(server) + " takes tokens of "
                    + named.stream().map(AuthFailures::shown).toList() + ", but only \"" + AuthFailures.shown(issuer)
                    + "\" may be used: nothing was sent there; correct issuer(…) if the server has moved");
        }
    }
}
