package dev.fastmcp.auth.internal.discovery;

import dev.fastmcp.auth.internal.wire.AuthFailures;
import dev.fastmcp.auth.internal.wire.JsonMembers;
import dev.fastmcp.auth.internal.wire.OAuthHttp;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Finds what a server says about itself (RFC 9728), and believes it only if it is about that server. */
final class ResourceMetadata {

    private final OAuthHttp http;
    private final URI server;

    ResourceMetadata(OAuthHttp http, URI server) {
        this.http = http;
        this.server = server;
    }

    /**
     * Looks where the server points to, then in the usual places.
     *
     * @param pointer the address in the server's challenge. It may belong to another origin: the pointer comes from the server itself, RFC 9728 does not tie it to the server's origin, and the
     *     document counts only if it names the server.
     * @return empty if there is no document
     */
    Optional<ProtectedResource> find(Optional<String> pointer) throws InterruptedException {
        List<URI> places = new ArrayList<>();
        if (pointer.isPresent()) {
            places.add(parsed(pointer.get()));
        }
        WellKnown.ofResource(server).stream()
                .filter(place -> !places.contains(place))
                .forEach(places::add);
        Optional<OAuthHttp.Answer> answer = http.first(places);
        return answer.isPresent() ? Optional.of(checked(answer.get())) : Optional.empty();
    }

    private URI parsed(String pointer) {
        try {
            URI uri = new URI(pointer);
            if (uri.isAbsolute() && uri.getHost() != null) {
                return uri;
            }
        } catch (URISyntaxException e) {
            // Said below, with what is wrong about it.
        }
        throw AuthFailures.untrusted(AuthFailures.shown(server)
                + " points to its metadata with resource_metadata in WWW-Authenticate, but \""
                + AuthFailures.shown(withoutQuery(pointer))
                + "\" is no absolute address: its operators must correct it");
    }

    private static String withoutQuery(String text) {
        int query = text.indexOf('?');
        return query < 0 ? text : text.substring(0, query);
    }

    private ProtectedResource checked(OAuthHttp.Answer answer) {
        JsonMembers members = new JsonMembers(answer.json().orElseThrow());
        String resource = members.text("resource").orElse("");
        if (!ResourceIdentifier.names(resource, server)) {
            throw AuthFailures.untrusted("The metadata at " + AuthFailures.shown(answer.uri()) + " is about "
                    + (resource.isEmpty()
                            ? "no server at all (it has no resource)"
                            : "\"" + AuthFailures.shown(withoutQuery(resource)) + "\"")
                    + ", but the server is " + AuthFailures.shown(server)
                    + ": nothing was sent to the authorization servers it names; its resource must be the address of"
                    + " the server, or begin it");
        }
        return new ProtectedResource(
                resource,
                members.texts("authorization_servers").orElse(List.of()),
                members.texts("scopes_supported"),
                members.flag("dpop_bound_access_tokens_required"));
    }
}
