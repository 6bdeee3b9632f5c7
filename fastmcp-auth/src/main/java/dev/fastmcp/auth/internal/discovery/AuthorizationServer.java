package dev.fastmcp.auth.internal.discovery;

import java.net.URI;
import java.util.List;
import java.util.Optional;

/**
 * The metadata of an authorization server (RFC 8414, or OpenID Connect Discovery), checked: the addresses are absolute and allowed.
 *
 * @param issuer exactly as the server writes it
 * @param authorizationEndpoint where people log in; empty for servers that serve machines only
 * @param registrationEndpoint where clients register themselves (RFC 7591)
 * @param scopes what the server supports, if it says so
 * @param tokenAuthMethods how clients may prove who they are at the token endpoint, if the server says so
 * @param codeChallengeMethods the methods of PKCE, if the server says so
 * @param issInResponse whether the answer to a login names the issuer (RFC 9207)
 * @param clientIdMetadata whether the id of a client may be the address of a document about it
 * @param dpopAlgorithms how DPoP proofs may be signed; empty list if the server does not say
 * @param assumed true for the endpoints that the first version of the authorization specification assumes where a server has no metadata
 */
public record AuthorizationServer(
        String issuer,
        Optional<URI> authorizationEndpoint,
        URI tokenEndpoint,
        Optional<URI> registrationEndpoint,
        Optional<List<String>> scopes,
        Optional<List<String>> tokenAuthMethods,
        Optional<List<String>> codeChallengeMethods,
        boolean issInResponse,
        boolean clientIdMetadata,
        List<String> dpopAlgorithms,
        boolean assumed) {}
