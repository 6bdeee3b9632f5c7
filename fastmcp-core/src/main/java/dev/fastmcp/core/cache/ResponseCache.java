package dev.fastmcp.core.cache;

import dev.fastmcp.api.CacheMode;
import dev.fastmcp.api.CacheOptions;
import dev.fastmcp.api.CallOptions;
import dev.fastmcp.api.Era;
import dev.fastmcp.api.ListChangedListener;
import dev.fastmcp.api.ProtocolVersion;
import dev.fastmcp.api.error.JsonRpcException;
import dev.fastmcp.api.error.McpException;
import dev.fastmcp.api.json.JsonCodec;
import dev.fastmcp.api.json.JsonValue;
import dev.fastmcp.api.jsonrpc.JsonRpcError;
import dev.fastmcp.api.model.CacheScope;
import dev.fastmcp.api.model.Cacheable;
import dev.fastmcp.api.spi.Deadline;
import dev.fastmcp.api.spi.ResponseCacheStore.Entry;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/** The cache of one client (specification 2026-07-28, "Caching"). Thread-safe. */
public final class ResponseCache {

    private static final System.Logger LOG = System.getLogger(ResponseCache.class.getName());
    private static final long MAX_BYTES_IN_MEMORY = 64L * 1024 * 1024;

    /** Keeps instants within their range, whatever the options say. */
    private static final Duration LONGEST = Duration.ofDays(36_500);

    private final CacheOptions options;
    private final JsonCodec codec;
    private final Keys keys;
    private final GuardedStore store;
    private final Evictions evictions;
    private final HeldResources held = new HeldResources();
    private final AtomicBoolean connectedBefore = new AtomicBoolean();

    /** The latest request for each question. Whatever makes its answer stale before it is there removes it, so that the answer is not cached. */
    private final ConcurrentMap<String, Flight> flights = new ConcurrentHashMap<>();

    /** How many requests have ended. */
    private final AtomicLong landed = new AtomicLong();

    /** Creates the cache of a client. */
    public ResponseCache(CacheOptions options, JsonCodec codec) {
        this.options = options;
        this.codec = codec;
        this.keys = new Keys(
                options.server().orElse(""),
                options.partition().orElseGet(() -> UUID.randomUUID().toString()));
        this.store = new GuardedStore(
                options.store().orElseGet(() -> new InMemoryStore(options.maxEntries(), MAX_BYTES_IN_MEMORY)));
        Executor executor = options.store().isEmpty()
                ? Runnable::run
                : task -> Thread.ofVirtual().name("fastmcp-cache").start(task);
        this.evictions = new Evictions(store, keys.all(), executor);
    }

    /** Tells whether a call has anything to do with the cache. What it sends beside its parameters may change the answer. */
    public boolean concerns(String method, ProtocolVersion version, CallOptions call) {
        return Question.isCached(method)
                && call.cache() != CacheMode.BYPASS
                && (version.era() == Era.MODERN || options.legacyTtl().isPositive())
                && call.meta().isEmpty()
                && call.headers().asMap().isEmpty();
    }

    /**
     * Answers from the cache, or else asks the server, once for all who ask the same at the same time.
     *
     * @param call with a timeout
     */
    public <R> R answer(Question question, CallOptions call, Exchange<R> exchange) {
        String key = keys.of(question);
        if (call.cache() == CacheMode.REFRESH) {
            drop(key);
            return lead(question, replace(key), call, exchange);
        }
        long landedBefore = landed.get();
        R cached = lookUp(question, exchange);
        if (cached != null) {
            return cached;
        }
        Flight mine = new Flight();
        Flight other = flights.putIfAbsent(key, mine);
        if (other == null) {
            return landed.get() == landedBefore
                    ? lead(question, mine, call, exchange)
                    : lookUpOrLead(question, mine, call, exchange);
        }
        if (other.isLedByThisThread()) {
            return exchange.read(exchange.fetch(call));
        }
        return follow(other, question, call, exchange);
    }

    private Flight replace(String key) {
        Flight flight = new Flight();
        flights.put(key, flight);
        return flight;
    }

    /** Between looking and leading somebody may have got the answer. */
    private <R> R lookUpOrLead(Question question, Flight mine, CallOptions call, Exchange<R> exchange) {
        R cached = lookUp(question, exchange);
        if (cached == null) {
            return lead(question, mine, call, exchange);
        }
        end(question, mine);
        return cached;
    }

    /** An answer that is not cached belongs to the leader alone. The others then ask at the same time, not one after the other. */
    private <R> R follow(Flight other, Question question, CallOptions call, Exchange<R> exchange) {
        Deadline deadline = Deadline.after(call.timeout().orElse(Duration.ZERO));
        Optional<JsonValue> shared = other.await(question.method(), deadline);
        if (shared.isPresent()) {
            return exchange.read(shared.get());
        }
        Duration left = deadline.remaining(() -> Flight.overdue(question.method(), deadline));
        return lead(question, replace(keys.of(question)), call.withTimeout(left), exchange);
    }

    private <R> R lead(Question question, Flight mine, CallOptions call, Exchange<R> exchange) {
        try {
            JsonValue answer = exchange.fetch(call);
            Instant received = options.clock().instant();
            R result = exchange.read(answer);
            if (exchange.repeatable() && result instanceof Cacheable cacheable) {
                keep(question, mine, answer, cacheable, received);
            }
            return result;
        } catch (JsonRpcException e) {
            if (e.code() == JsonRpcError.INVALID_PARAMS && question.isFurtherPage()) {
                drop(keys.of(question.method()));
            }
            throw e;
        } finally {
            end(question, mine);
        }
    }

    private void end(Question question, Flight mine) {
        landed.incrementAndGet();
        flights.remove(keys.of(question), mine);
        mine.end();
    }

    private void keep(Question question, Flight mine, JsonValue answer, Cacheable hints, Instant received) {
        boolean modern = question.version().era() == Era.MODERN;
        Duration ttl = modern ? hints.ttl().orElse(Duration.ZERO) : options.legacyTtl();
        if (!ttl.isPositive() || !isLatest(question, mine)) {
            return;
        }
        CacheScope scope = modern ? hints.cacheScope().orElse(CacheScope.PRIVATE) : CacheScope.PRIVATE;
        byte[] json = answer.toJson().getBytes(StandardCharsets.UTF_8);
        Instant expires = received.plus(shorter(ttl, shorter(options.maxTtl(), LONGEST)));
        String key = scope == CacheScope.PUBLIC ? keys.everybody(question) : keys.own(question);
        boolean kept = store.put(key, new Entry(json, expires, scope));
        if (!isLatest(question, mine)) {
            evictions.add(key);
        } else if (kept) {
            hold(question, expires);
            mine.share(answer);
        }
    }

    private static Duration shorter(Duration one, Duration other) {
        return one.compareTo(other) < 0 ? one : other;
    }

    private boolean isLatest(Question question, Flight mine) {
        return flights.get(keys.of(question)) == mine;
    }

    private <R> @Nullable R lookUp(Question question, Exchange<R> exchange) {
        R own = lookUp(question, keys.own(question), CacheScope.PRIVATE, exchange);
        return own != null ? own : lookUp(question, keys.everybody(question), CacheScope.PUBLIC, exchange);
    }

    private <R> @Nullable R lookUp(Question question, String key, CacheScope scope, Exchange<R> exchange) {
        if (evictions.cover(key)) {
            return null;
        }
        Entry entry = store.get(key).filter(found -> found.scope() == scope).orElse(null);
        if (entry == null || !options.clock().instant().isBefore(entry.expires()) || evictions.cover(key)) {
            return null;
        }
        try {
            R found = exchange.read(JsonValue.raw(codec, entry.json(), 0, entry.json().length));
            hold(question, entry.expires());
            return found;
        } catch (McpException e) {
            LOG.log(System.Logger.Level.DEBUG, "A cached result could not be read, so the server is asked", e);
            return null;
        }
    }

    private void hold(Question question, Instant expires) {
        if (question.method().equals(Question.READ) && question.subject() != null) {
            held.add(question.subject(), expires);
        }
    }

    /** The resources whose contents are kept, those read last if there are many. */
    public Set<String> resources() {
        return held.at(options.clock().instant());
    }

    /** Tells whether a resource is among {@link #resources}. */
    public boolean holds(String uri) {
        return held.contains(uri);
    }

    /** Forgets everything if this is not the first connection: in between nobody could tell what changed. */
    public void connected() {
        if (connectedBefore.getAndSet(true)) {
            held.clear();
            drop(keys.all());
        }
    }

    /** Forgets a list. */
    public void listChanged(ListChangedListener.Kind kind) {
        switch (kind) {
            case TOOLS -> drop(keys.of("tools/list"));
            case PROMPTS -> drop(keys.of("prompts/list"));
            case RESOURCES -> {
                drop(keys.of("resources/list"));
                drop(keys.of("resources/templates/list"));
            }
        }
    }

    /** Forgets the contents of a resource. */
    public void updated(String uri) {
        held.remove(uri);
        drop(keys.ofResource(uri));
    }

    private void drop(String prefix) {
        flights.keySet().removeIf(key -> key.startsWith(prefix));
        evictions.add(prefix);
    }
}
