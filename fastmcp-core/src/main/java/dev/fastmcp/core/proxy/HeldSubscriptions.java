package dev.fastmcp.core.proxy;

import dev.fastmcp.api.ClientSession;
import dev.fastmcp.api.Subscription;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.locks.ReentrantLock;

/** What clients have subscribed to on one connection: once at the server for all who hold it. Thread-safe. */
final class HeldSubscriptions {

    private final ClientSession session;
    private final ReentrantLock lock = new ReentrantLock();

    /** Guarded by {@link #lock}. */
    private final Map<String, Held> held = new HashMap<>();

    /** @param holders who wants to hear of it, as often as they do; guarded by {@link #lock} */
    private record Held(Subscription subscription, List<FrontClient> holders) {}

    HeldSubscriptions(ClientSession session) {
        this.session = session;
    }

    /** @throws dev.fastmcp.api.error.McpException as for {@link ClientSession#subscribe} */
    void add(FrontClient client, String uri) {
        lock.lock();
        try {
            Held known = held.get(uri);
            if (known == null) {
                known = new Held(session.subscribe(uri), new ArrayList<>());
                held.put(uri, known);
            }
            known.holders().add(client);
        } finally {
            lock.unlock();
        }
    }

    void remove(FrontClient client, String uri) {
        lock.lock();
        try {
            Held known = held.get(uri);
            if (known != null && known.holders().remove(client)) {
                endUnlessHeld(known);
            }
        } finally {
            lock.unlock();
        }
    }

    /** All of them. */
    void remove(FrontClient client) {
        lock.lock();
        try {
            for (Held known : List.copyOf(held.values())) {
                if (known.holders().removeAll(Set.of(client))) {
                    endUnlessHeld(known);
                }
            }
        } finally {
            lock.unlock();
        }
    }

    /** Called with the lock held. */
    private void endUnlessHeld(Held known) {
        if (known.holders().isEmpty()) {
            held.remove(known.subscription().uri());
            known.subscription().close();
        }
    }

    /** Each as often as it is held. */
    List<String> uris() {
        lock.lock();
        try {
            return held.values().stream()
                    .flatMap(known -> Collections.nCopies(
                            known.holders().size(), known.subscription().uri())
                            .stream())
                    .toList();
        } finally {
            lock.unlock();
        }
    }
}
