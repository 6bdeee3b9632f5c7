package dev.fastmcp.core.composite;

import dev.fastmcp.api.error.McpException;
import dev.fastmcp.core.server.Peer;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;

/** The components of several servers in one list, in the order of the configuration. A server that cannot be used costs its own components only. */
record Lists(Composite composite, List<MemberSession> members) {

    /** What one server has, or why that is not known. */
    private record Part<T>(
            MemberSession member,
            List<T> components,
            @Nullable McpException failure) {}

    <T> List<T> all(Kind<T> kind, Peer peer) throws InterruptedException {
        List<Callable<Part<T>>> tasks = new ArrayList<>();
        for (MemberSession member : members) {
            tasks.add(() -> part(member, kind, peer));
        }
        List<T> all = new ArrayList<>();
        Map<String, Routes.Route> owners = new LinkedHashMap<>();
        Map<String, McpException> failures = new LinkedHashMap<>();
        for (Part<T> part : AllMembers.ask(tasks)) {
            if (part.failure() != null) {
                failures.put(part.member().name(), part.failure());
            }
            for (T component : part.components()) {
                claim(kind, kind.name().apply(component), part.member(), owners);
                all.add(component);
            }
        }
        composite.requireEnough(failures);
        return all;
    }

    private static <T> Part<T> part(MemberSession member, Kind<T> kind, Peer peer) throws InterruptedException {
        if (!member.isWorthTrying()) {
            return new Part<>(member, List.of(), Objects.requireNonNull(member.failure()));
        }
        try {
            return new Part<>(member, member.list(kind, peer), null);
        } catch (McpException e) {
            return new Part<>(member, List.of(), e);
        }
    }

    private void claim(Kind<?> kind, String shown, MemberSession member, Map<String, Routes.Route> owners) {
        Routes.Route route = new Routes.Route(member, original(kind, shown, member));
        Routes.Route other = owners.putIfAbsent(shown, route);
        if (other != null && other.member() != member) {
            throw Routes.claimedTwice(kind, shown, List.of(other, route));
        }
    }

    private String original(Kind<?> kind, String shown, MemberSession member) {
        boolean address = kind == Kind.RESOURCES || kind == Kind.TEMPLATES;
        return (address
                        ? composite.names().originalUri(member.name(), shown)
                        : composite.names().originalName(member.name(), shown))
                .orElse(shown);
    }
}
