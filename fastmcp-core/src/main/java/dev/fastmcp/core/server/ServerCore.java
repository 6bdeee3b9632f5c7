package dev.fastmcp.core.server;

import dev.fastmcp.api.json.JsonCodec;
import java.time.Duration;
import java.util.function.Function;

/** What all clients of a server share. Thread-safe. */
public final class ServerCore implements AutoCloseable {

    private static final int MAX_PARKED = 1000;

    private final Function<? super ClientLink, ? extends ServerMethods> serving;
    private final Duration patience;
    private final Results results;
    private final Audience audience = new Audience();
    private final StateSeal seal = new StateSeal();
    private final Senders senders = new Senders(true);
    private final ParkedCalls parked = new ParkedCalls(MAX_PARKED);

    /**
     * Creates it.
     *
     * @param serving what the server does for a client
     * @param patience how long a handler waits for the answers of a client
     * @param hint how long lists and resources may be kept by clients
     */
    public ServerCore(
            Function<? super ClientLink, ? extends ServerMethods> serving, Duration patience, CacheHint hint) {
        this.serving = serving;
        this.patience = patience;
        this.results = new Results(JsonCodec.discovered(), hint);
    }

    /** Begins to talk to a client whose messages are written down. */
    public Conversation converse(Outlet unasked) {
        return new Conversation(this, unasked, senders, results::encoded, true);
    }

    /** Begins to talk to a client of which nothing is known but one request of the modern era. */
    public Conversation converseOnce() {
        return new Conversation(this, message -> {}, senders, results::encoded, false);
    }

    /** Begins to talk to a client in the same process, which gets the objects themselves. */
    public Conversation converseByReference(Outlet unasked) {
        return new Conversation(this, unasked, new Senders(false), results::plain, true);
    }

    /** Tells everybody who wants to hear of such things. */
    public void announce(Announcement announcement) {
        audience.tell(announcement);
    }

    /** How many calls wait for their clients to come back. */
    public int parkedCalls() {
        return parked.size();
    }

    ServerMethods serve(ClientLink client) {
        return serving.apply(client);
    }

    Duration patience() {
        return patience;
    }

    Audience audience() {
        return audience;
    }

    StateSeal seal() {
        return seal;
    }

    ParkedCalls parked() {
        return parked;
    }

    /** Ends what clients wait for. */
    @Override
    public void close() {
        audience.end();
        parked.end();
    }
}
