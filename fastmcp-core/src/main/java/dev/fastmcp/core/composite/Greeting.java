package dev.fastmcp.core.composite;

import dev.fastmcp.api.error.McpException;
import dev.fastmcp.api.error.RequestTimeoutException;
import dev.fastmcp.api.model.Implementation;
import dev.fastmcp.api.model.ServerCapabilities;
import dev.fastmcp.api.spi.Deadline;
import dev.fastmcp.core.server.Introduction;
import dev.fastmcp.core.server.Peer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Connects to several servers at once, and says of them all what one server says of itself.
 *
 * @param patience how long the client waits; zero for ever
 */
record Greeting(Composite composite, List<MemberSession> members, Duration patience) {

    private static final Implementation NAME = Implementation.of("fastmcp-java-config", "1");

    private record Started(MemberSession member, FutureTask<Introduction> task) {}

    Introduction of(Peer peer) throws InterruptedException {
        List<Started> started = members.stream()
                .filter(member ->
                        member.health().failure() == null || member.health().isWorthTrying())
                .map(member -> new Started(member, member.beginToConnect(peer)))
                .toList();
        boolean done = false;
        try {
            Introduction introduction = await(started);
            done = true;
            return introduction;
        } finally {
            if (!done) {
                started.forEach(each -> each.task().cancel(true));
            }
        }
    }

    /** A server that is late is not waited for to the end, so that the client does not give up; it may still come. */
    private Introduction await(List<Started> started) throws InterruptedException {
        Deadline deadline = Deadline.after(patience.multipliedBy(4).dividedBy(5));
        Map<String, Introduction> introductions = new LinkedHashMap<>();
        for (Started each : started) {
            try {
                introduction(each, deadline)
                        .ifPresent(
                                introduction -> introductions.put(each.member().name(), introduction));
            } catch (ExecutionException e) {
                if (!(e.getCause() instanceof McpException)) {
                    throw new IllegalStateException("connecting failed", e.getCause());
                }
            }
        }
        composite.requireEnough(failures());
        return of(introductions);
    }

    private static Optional<Introduction> introduction(Started each, Deadline deadline)
            throws InterruptedException, ExecutionException {
        FutureTask<Introduction> task = each.task();
        try {
            return Optional.of(
                    deadline.timeout().isZero()
                            ? task.get()
                            : task.get(deadline.remainingNanos(), TimeUnit.NANOSECONDS));
        } catch (TimeoutException e) {
            return each.member().health().late(tooLate(deadline)) ? Optional.empty() : Optional.of(task.get());
        }
    }

    private static McpException tooLate(Deadline deadline) {
        return new RequestTimeoutException(
                "connecting takes longer than " + deadline.timeout().toMillis() + " ms", deadline.timeout(), null);
    }

    private Map<String, McpException> failures() {
        Map<String, McpException> failures = new LinkedHashMap<>();
        for (MemberSession member : members) {
            McpException failure = member.health().failure();
            if (failure != null) {
                failures.put(member.name(), failure);
            }
        }
        return failures;
    }

    private Introduction of(Map<String, Introduction> introductions) {
        String instructions = introductions.entrySet().stream()
                .filter(entry -> entry.getValue().instructions().isPresent())
                .map(entry -> "# " + entry.getKey() + "\n\n"
                        + entry.getValue().instructions().get())
                .collect(Collectors.joining("\n\n"));
        List<ServerCapabilities> offered = new ArrayList<>(
                introductions.values().stream().map(Introduction::capabilities).toList());
        // What a missing server offers may be asked for later.
        if (introductions.size() < members.size()) {
            offered.add(Introduction.ANYTHING);
        }
        return new Introduction(NAME, Optional.of(instructions).filter(text -> !text.isEmpty()), together(offered));
    }

    /** Lists change whenever a server comes back, so all who have one tell of that. */
    private static ServerCapabilities together(List<ServerCapabilities> offered) {
        return new ServerCapabilities(
                Map.of(),
                first(offered, ServerCapabilities::logging),
                first(offered, ServerCapabilities::completions),
                first(offered, ServerCapabilities::prompts).map(any -> new ServerCapabilities.Prompts(true, Map.of())),
                first(offered, ServerCapabilities::resources)
                        .map(any -> new ServerCapabilities.Resources(
                                offered.stream()
                                        .flatMap(each -> each.resources().stream())
                                        .anyMatch(ServerCapabilities.Resources::subscribe),
                                true,
                                Map.of())),
                first(offered, ServerCapabilities::tools).map(any -> new ServerCapabilities.Tools(true, Map.of())),
                Optional.empty(),
                Map.of(),
                Map.of());
    }

    private static <T> Optional<T> first(
            List<ServerCapabilities> offered, Function<ServerCapabilities, Optional<T>> part) {
        return offered.stream().flatMap(each -> part.apply(each).stream()).findFirst();
    }
}
