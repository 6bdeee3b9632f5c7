package dev.fastmcp.core.composite;

import dev.fastmcp.api.config.ComponentNames;
import dev.fastmcp.api.error.JsonRpcException;
import dev.fastmcp.api.error.McpException;
import dev.fastmcp.api.error.ServerText;
import dev.fastmcp.api.jsonrpc.JsonRpcError;
import dev.fastmcp.core.server.Peer;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** Finds the server that a name belongs to: by the name alone, or, if it could belong to several, by what they have. Never guesses. */
record Routes(List<MemberSession> members, ComponentNames names) {

    private static final int SHOWN_CHARACTERS = 100;

    /** A server, and its own name for what is wanted. */
    record Route(MemberSession member, String original) {

        boolean filtersTags() {
            return member.transforms().filtersTags();
        }

        /** By which name clients find it in lists. */
        String listed(ComponentNames names) {
            return names.uri(member.name(), original);
        }
    }

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

    /**
     * Where a resource may be: at the server that lists it, or else the one that has a template for it, or else, since there are resources that are listed nowhere, at any that hides nothing. An
     * address that can be none of ours may be one that a server has given in the result of a tool: then a server has to know it.
     */
    List<Route> resource(String shown, Peer peer) throws InterruptedException {
        List<Route> possible = byUri(shown);
        if (isClear(possible)) {
            return possible;
        }
        if (possible.isEmpty()) {
            return known(
                    shown,
                    members.stream().map(member -> new Route(member, shown)).toList(),
                    peer);
        }
        List<Route> known = known(shown, possible, peer);
        return known.isEmpty()
                ? possible.stream().filter(route -> !route.filtersTags()).toList()
                : known;
    }

    private List<Route> known(String shown, List<Route> possible, Peer peer) throws InterruptedException {
        Claims listed = Claims.listing(possible, names, peer);
        if (listed.routes().size() > 1) {
            possible.forEach(route -> route.member().known().forget());
            listed = Claims.listing(possible, names, peer);
        }
        Claims claims = listed.routes().isEmpty() ? Claims.fitting(possible, names, peer) : listed;
        return claims.routes().isEmpty() ? List.of() : List.of(single(Kind.RESOURCES, shown, claims.routes()));
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
        return possible.size() == 1 && !possible.get(0).filtersTags();
    }

    private Route only(Kind<?> kind, String shown, List<Route> possible, Peer peer) throws InterruptedException {
        if (isClear(possible)) {
            return possible.get(0);
        }
        Claims claims = Claims.listed(kind, shown, possible, peer);
        if (claims.routes().size() != 1 && !possible.isEmpty()) {
            // What was listed before may be out of date.
            possible.forEach(route -> route.member().known().forget());
            claims = Claims.listed(kind, shown, possible, peer);
        }
        if (claims.routes().isEmpty()) {
            McpException failure = claims.failure();
            throw failure == null ? unknown(kind, shown) : failure;
        }
        return single(kind, shown, claims.routes());
    }

    static Route single(Kind<?> kind, String shown, List<Route> owners) {
        if (owners.size() > 1) {
            throw claimedTwice(kind, shown, owners);
        }
        return owners.get(0);
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
