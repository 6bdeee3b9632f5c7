package dev.fastmcp.core.composite;

import dev.fastmcp.api.config.ComponentNames;
import dev.fastmcp.api.error.McpException;
import dev.fastmcp.core.server.Peer;
import dev.fastmcp.core.server.UriTemplate;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;

/**
 * The servers that have something, out of those that could.
 *
 * @param failure why one of the others could not say, with its name; {@code null} if all did
 */
record Claims(List<Routes.Route> routes, @Nullable McpException failure) {

    private interface Question {
        boolean of(Routes.Route route) throws InterruptedException;
    }

    private record Answer(
            Routes.Route route, boolean claimed, @Nullable McpException failure) {}

    /** The servers that list a component of this name for clients. */
    static Claims listed(Kind<?> kind, String shown, List<Routes.Route> possible, Peer peer)
            throws InterruptedException {
        return of(possible, route -> route.member().names(kind, peer).shown().contains(shown));
    }

    /** The servers that list a resource for clients. */
    static Claims listing(List<Routes.Route> possible, ComponentNames names, Peer peer) throws InterruptedException {
        return of(
                possible,
                route -> route.member().names(Kind.RESOURCES, peer).shown().contains(route.listed(names)));
    }

    /** The servers that have a template for a resource, and do not hide it. */
    static Claims fitting(List<Routes.Route> possible, ComponentNames names, Peer peer) throws InterruptedException {
        return of(possible, route -> fits(route.listed(names), route.member(), peer));
    }

    private static boolean fits(String uri, MemberSession member, Peer peer) throws InterruptedException {
        KnownNames.Names templates = member.names(Kind.TEMPLATES, peer);
        return templates.shown().stream().anyMatch(template -> UriTemplate.fits(template, uri))
                && templates.hidden().stream().noneMatch(template -> UriTemplate.fits(template, uri))
                && !member.names(Kind.RESOURCES, peer).hidden().contains(uri);
    }

    /** Asks all at once; those that could not be reached a moment ago are asked only if nobody else has it. */
    private static Claims of(List<Routes.Route> possible, Question question) throws InterruptedException {
        List<Routes.Route> resting = possible.stream()
                .filter(route -> route.member().health().failure() != null
                        && !route.member().health().isWorthTrying())
                .toList();
        List<Routes.Route> ready =
                possible.stream().filter(route -> !resting.contains(route)).toList();
        Claims claims = asked(ready, question);
        return claims.routes().isEmpty() && !resting.isEmpty()
                ? asked(resting, question).after(claims)
                : claims;
    }

    private Claims after(Claims before) {
        return failure == null ? new Claims(routes, before.failure()) : this;
    }

    private static Claims asked(List<Routes.Route> possible, Question question) throws InterruptedException {
        List<Callable<Answer>> tasks = new ArrayList<>();
        for (Routes.Route route : possible) {
            tasks.add(() -> {
                try {
                    return new Answer(route, question.of(route), null);
                } catch (McpException e) {
                    return new Answer(
                            route,
                            false,
                            UnavailableServer.because(route.member().name(), e));
                }
            });
        }
        List<Routes.Route> claiming = new ArrayList<>();
        McpException failure = null;
        for (Answer answer : AllMembers.ask(tasks)) {
            if (answer.claimed()) {
                claiming.add(answer.route());
            }
            failure = answer.failure() == null ? failure : answer.failure();
        }
        return new Claims(claiming, failure);
    }
}
