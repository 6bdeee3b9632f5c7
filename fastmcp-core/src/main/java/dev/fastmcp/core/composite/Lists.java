package dev.fastmcp.core.composite;

import dev.fastmcp.api.error.McpException;
import dev.fastmcp.core.server.Introduction;
import dev.fastmcp.core.server.Peer;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/** The components of several servers in one list, in the order of the configuration. A server that cannot be used costs its own components only. */
record Lists(Composite composite, List<MemberSession> members) {

    /** A server that could not be reached before is waited for so long; if it comes later, the client is told. */
    private static final long SECOND_CHANCE_SECONDS = 3;

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
        McpException known = member.health().failure();
        if (known != null && !(member.health().isWorthTrying() && comesBack(member, peer))) {
            return new Part<>(
                    member,
                    List.of(),
                    Objects.requireNonNullElse(member.health().failure(), known));
        }
        try {
            return new Part<>(member, member.list(kind, peer).components(), null);
        } catch (McpException e) {
            if (member.health().failure() == null) {
                member.complain(kind, e);
            }
            return new Part<>(member, List.of(), e);
        }
    }

    private static boolean comesBack(MemberSession member, Peer peer) throws InterruptedException {
        FutureTask<Introduction> connecting = member.beginToConnect(peer);
        try {
            connecting.get(SECOND_CHANCE_SECONDS, TimeUnit.SECONDS);
            return true;
        } catch (TimeoutException | ExecutionException e) {
            return false;
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
