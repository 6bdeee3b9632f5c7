package dev.fastmcp.core.composite;

import dev.fastmcp.api.config.ComponentNames;
import dev.fastmcp.api.error.JsonRpcException;
import dev.fastmcp.api.error.McpException;
import dev.fastmcp.api.error.ServerText;
import dev.fastmcp.api.jsonrpc.JsonRpcError;
import dev.fastmcp.core.server.Peer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Finds the server that a name belongs to: by the name alone, or, if it could belong to several, by what they have. Never guesses. */
record Routes(List<MemberSession> members, ComponentNames names) {

    private static final int SHOWN_CHARACTERS = 100;

    /** A server, and its own name for what is wanted. */
    record Route(MemberSession member, String original) {}

    Route tool(String shown, Peer peer) throws InterruptedException {
        List<Route> possible = new ArrayList<>();
        for (MemberSession member : members) {
            names.originalName(member.name(), shown)
                    .flatMap(name -> member.transforms().original(name))
                    .ifPresent(original -> possible.add(new Route(member, original)));
        }
        return only(Kind.TOOLS, shown, possible, peer);
    }

    Route prompt(String shown, Peer peer) throws InterruptedException {
        List<Route> possible = new ArrayList<>();
        for (MemberSession member : members) {
            names.originalName(member.name(), shown).ifPresent(original -> possible.add(new Route(member, original)));
        }
        return only(Kind.PROMPTS, shown, possible, peer);
    }

    Route template(String shown, Peer peer) throws InterruptedException {
        return only(Kind.TEMPLATES, shown, byUri(shown), peer);
    }

    /** Where a resource may be: the servers that list it, or else, since it may come from a template, all that could have it. */
    List<Route> resource(String shown, Peer peer) throws InterruptedException {
        List<Route> possible = byUri(shown);
        if (isClear(possible)) {
            return possible;
        }
        List<Route> listed = having(Kind.RESOURCES, shown, possible, peer).routes();
        if (listed.size() > 1) {
            throw claimedTwice(Kind.RESOURCES, shown, listed);
        }
        return listed.isEmpty() ? possible : listed;
    }

    private List<Route> byUri(String shown) {
        List<Route> possible = new ArrayList<>();
        for (MemberSession member : members) {
            names.originalUri(member.name(), shown).ifPresent(original -> possible.add(new Route(member, original)));
        }
        return possible;
    }

    /** A server that hides components by their tags has to be looked at first. */
    private static boolean isClear(List<Route> possible) {
        return possible.size() == 1 && !possible.get(0).member().transforms().filtersTags();
    }

    private Route only(Kind<?> kind, String shown, List<Route> possible, Peer peer) throws InterruptedException {
        if (isClear(possible)) {
            return possible.get(0);
        }
        Found found = having(kind, shown, possible, peer);
        if (found.routes().size() != 1 && !possible.isEmpty()) {
            // What was listed before may be out of date.
            possible.forEach(route -> route.member().forget(kind));
            found = having(kind, shown, possible, peer);
        }
        if (found.routes().size() > 1) {
            throw claimedTwice(kind, shown, found.routes());
        }
        return found.only().orElseThrow(() -> unknown(kind, shown));
    }

    /** The servers that have it, or why one could not say. */
    private record Found(List<Route> routes, @Nullable McpException failure) {

        Optional<Route> only() {
            if (routes.isEmpty() && failure != null) {
                throw failure;
            }
            return routes.stream().findFirst();
        }
    }

    private static Found having(Kind<?> kind, String shown, List<Route> possible, Peer peer)
            throws InterruptedException {
        List<Route> having = new ArrayList<>();
        McpException failure = null;
        for (Route route : possible) {
            try {
                if (route.member().has(kind, shown, peer)) {
                    having.add(route);
                }
            } catch (McpException e) {
                failure = e;
            }
        }
        return new Found(having, failure);
    }

    static JsonRpcException unknown(Kind<?> kind, String shown) {
        return new JsonRpcException(
                JsonRpcError.INVALID_PARAMS,
                "Unknown " + kind.what() + ": " + ServerText.excerpt(shown, SHOWN_CHARACTERS),
                null);
    }

    static JsonRpcException claimedTwice(Kind<?> kind, String shown, List<Route> owners) {
        String all = owners.stream()
                .map(owner -> "\"" + owner.member().name() + "\" (there \""
                        + ServerText.excerpt(owner.original(), SHOWN_CHARACTERS) + "\")")
                .collect(Collectors.joining(" and "));
        return new JsonRpcException(
                JsonRpcError.INTERNAL_ERROR,
                "The " + kind.what() + " \"" + ServerText.excerpt(shown, SHOWN_CHARACTERS) + "\" is claimed by " + all
                        + ": rename a server or the " + kind.what() + " in the configuration",
                null);
    }
}
