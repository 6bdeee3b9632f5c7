package dev.fastmcp.core.composite;

import dev.fastmcp.api.CallOptions;
import dev.fastmcp.api.error.McpException;
import dev.fastmcp.api.json.JsonValue;
import dev.fastmcp.core.proxy.ProxySession;
import dev.fastmcp.core.server.Announcement;
import dev.fastmcp.core.server.ClientLink;
import dev.fastmcp.core.server.IncomingCall;
import dev.fastmcp.core.server.Introduction;
import dev.fastmcp.core.server.Peer;
import dev.fastmcp.core.transform.ToolTransforms;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What one server of several does for a client. Thread-safe. */
final class MemberSession implements AutoCloseable {

    private static final System.Logger LOG = System.getLogger(MemberSession.class.getName());
    private static final CallOptions LISTING = CallOptions.DEFAULT.withTimeout(Duration.ofSeconds(20));

    /** So long a server that could not be reached is left alone by those who want something from all servers. */
    private static final long REST_NANOS = TimeUnit.SECONDS.toNanos(10);

    private final Composite composite;
    private final Member member;
    private final ClientLink client;
    private final @Nullable ProxySession proxy;

    /** The names that clients use, by kind, as they were listed last. */
    private final Map<Kind<?>, Set<String>> known = new ConcurrentHashMap<>();

    private final AtomicBoolean compared = new AtomicBoolean();
    private volatile @Nullable Failure failure;

    private record Failure(McpException cause, long at) {}

    MemberSession(Composite composite, Member member, ClientLink client) {
        this.composite = composite;
        this.member = member;
        this.client = client;
        MemberLink link = new MemberLink(client, member.name(), composite.names(), known::clear);
        this.proxy = member.flaw() == null ? member.proxy().serve(link) : null;
    }

    String name() {
        return member.name();
    }

    ToolTransforms transforms() {
        return member.transforms();
    }

    /** What it does, unless its entry is wrong. */
    ProxySession proxy() {
        ProxySession usable = proxy;
        if (usable == null) {
            throw Objects.requireNonNull(member.flaw());
        }
        return usable;
    }

    /** Why it cannot be used; {@code null} if it can, or may be able to. */
    @Nullable
    McpException failure() {
        if (member.flaw() != null) {
            return member.flaw();
        }
        Failure last = failure;
        return last == null ? null : last.cause();
    }

    boolean isWorthTrying() {
        Failure last = failure;
        return member.flaw() == null && (last == null || System.nanoTime() - last.at() > REST_NANOS);
    }

    /** Connects if that has not been done. */
    Introduction connect(Peer peer) throws InterruptedException {
        try {
            Introduction introduction = proxy().described(peer);
            reached();
            return introduction;
        } catch (McpException e) {
            failed(e);
            throw e;
        }
    }

    void failed(McpException cause) {
        failure = new Failure(cause, System.nanoTime());
        composite.failed(name(), cause);
    }

    /** Whoever has listed components in the meantime has missed those of this server. */
    private void reached() {
        boolean again = failure != null;
        failure = null;
        if (again) {
            composite.reached(name());
            known.clear();
            for (Announcement changed : Announcement.ListChanged.values()) {
                client.announce(changed);
            }
        }
    }

    /** All components of a kind, as clients see them but for their names. */
    <T> List<T> list(Kind<T> kind, Peer peer) throws InterruptedException {
        Introduction introduction = connect(peer);
        if (!kind.offered().test(introduction.capabilities())) {
            return List.of();
        }
        try {
            List<T> originals = kind.list().of(proxy().typed(peer), LISTING);
            if (kind == Kind.TOOLS) {
                warnOfMisspelt(originals.stream().map(kind.name()).toList());
            }
            List<T> shown = kind.transformed().of(transforms(), originals).stream()
                    .map(component -> kind.renamed().of(component, composite.names(), name()))
                    .toList();
            known.put(kind, shown.stream().map(kind.name()).collect(Collectors.toUnmodifiableSet()));
            return shown;
        } catch (McpException e) {
            failed(e);
            throw e;
        }
    }

    /** Once is enough. */
    private void warnOfMisspelt(List<String> tools) {
        if (!transforms().isEmpty() && compared.compareAndSet(false, true)) {
            transforms().unused(tools).forEach(line -> LOG.log(System.Logger.Level.WARNING, line));
        }
    }

    /** Tells whether the server has a component of this name for clients. */
    boolean has(Kind<?> kind, String shown, Peer peer) throws InterruptedException {
        Set<String> names = known.get(kind);
        if (names == null) {
            list(kind, peer);
            names = known.getOrDefault(kind, Set.of());
        }
        return names.contains(shown);
    }

    /** The next question is answered by the server. */
    void forget(Kind<?> kind) {
        known.remove(kind);
    }

    /** Hands on a request. */
    Object forward(IncomingCall call, Map<String, JsonValue> params) throws InterruptedException {
        connect(call.peer());
        return proxy().forwarded(call, params);
    }

    @Override
    public void close() {
        if (proxy != null) {
            proxy.close();
        }
    }
}
