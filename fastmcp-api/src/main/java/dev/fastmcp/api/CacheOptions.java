package dev.fastmcp.api;

import dev.fastmcp.api.spi.ResponseCacheStore;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Objects;
import java.util.Optional;

/**
 * How a client caches lists and resources, see {@link Client.Builder#cache(CacheOptions)}. Immutable.
 *
 * <pre>{@code
 * Client.builder(source)
 *         .cache(CacheOptions.builder().legacyTtl(Duration.ofMinutes(1)).build())
 *         .build();
 * }</pre>
 */
public final class CacheOptions {

    /** Caches in memory what servers of the modern era allow, for at most 24 hours, and nothing of servers of the legacy era. */
    public static final CacheOptions DEFAULT = builder().build();

    private final Duration maxTtl;
    private final Duration legacyTtl;
    private final int maxEntries;
    private final Optional<ResponseCacheStore> store;
    private final Optional<String> server;
    private final Optional<String> partition;
    private final InstantSource clock;

    private CacheOptions(Builder builder) {
        this.maxTtl = builder.maxTtl;
        this.legacyTtl = builder.legacyTtl;
        this.maxEntries = builder.maxEntries;
        this.store = builder.store;
        this.server = builder.server;
        this.partition = builder.partition;
        this.clock = builder.clock;
    }

    /**
     * Starts with the default options.
     *
     * @return a builder
     */
    public static Builder builder() {
        return new Builder();
    }

    /**
     * Starts with these options.
     *
     * @return a builder
     */
    public Builder toBuilder() {
        Builder builder = new Builder();
        builder.maxTtl = maxTtl;
        builder.legacyTtl = legacyTtl;
        builder.maxEntries = maxEntries;
        builder.store = store;
        builder.server = server;
        builder.partition = partition;
        builder.clock = clock;
        return builder;
    }

    /**
     * Returns the limit for how long anything stays cached.
     *
     * @return the limit, whatever servers say
     */
    public Duration maxTtl() {
        return maxTtl;
    }

    /**
     * Returns how long results of legacy servers stay cached.
     *
     * @return the time; zero if they are not cached
     */
    public Duration legacyTtl() {
        return legacyTtl;
    }

    /**
     * Returns how many results are kept in memory.
     *
     * @return the number
     */
    public int maxEntries() {
        return maxEntries;
    }

    /**
     * Returns where results are kept.
     *
     * @return the store; empty for the memory of the client
     */
    public Optional<ResponseCacheStore> store() {
        return store;
    }

    /**
     * Returns what the server is called in the store.
     *
     * @return the name; empty for the memory of the client, which knows one server only
     */
    public Optional<String> server() {
        return server;
    }

    /**
     * Returns who shares private results.
     *
     * @return the identity; empty if nobody does
     */
    public Optional<String> partition() {
        return partition;
    }

    /**
     * Returns what tells the time.
     *
     * @return the clock
     */
    public InstantSource clock() {
        return clock;
    }

    /** Returns the times and limits, and not who is authenticated. */
    @Override
    public String toString() {
        return "CacheOptions[maxTtl=" + maxTtl + ", legacyTtl=" + legacyTtl + ", "
                + (store.isPresent() ? "own store" : maxEntries + " entries in memory") + "]";
    }

    /** Collects options. Not thread-safe. */
    public static final class Builder {

        private Duration maxTtl = Duration.ofHours(24);
        private Duration legacyTtl = Duration.ZERO;
        private int maxEntries = 1024;
        private Optional<ResponseCacheStore> store = Optional.empty();
        private Optional<String> server = Optional.empty();
        private Optional<String> partition = Optional.empty();
        private InstantSource clock = InstantSource.system();

        private Builder() {}

        /**
         * Limits how long anything stays cached, whatever servers say.
         *
         * @param limit the limit; 24 hours by default
         * @return this builder
         * @throws IllegalArgumentException if it is not positive
         */
        public Builder maxTtl(Duration limit) {
            if (!limit.isPositive()) {
                throw new IllegalArgumentException("maxTtl is " + limit + ": give a positive duration, or no cache");
            }
            maxTtl = limit;
            return this;
        }

        /**
         * Caches results of legacy servers, which do not say how long they stay good.
         *
         * @param ttl how long; zero, the default, caches nothing
         * @return this builder
         * @throws IllegalArgumentException if it is negative
         */
        public Builder legacyTtl(Duration ttl) {
            if (ttl.isNegative()) {
                throw new IllegalArgumentException(
                        "legacyTtl is " + ttl + ": give a positive duration, or zero to cache nothing");
            }
            legacyTtl = ttl;
            return this;
        }

        /**
         * Limits how many results are kept in memory; those that have not been used for longest are dropped. Together they have at most 64 MiB. Does not apply to a store of your own.
         *
         * @param entries the number; 1024 by default
         * @return this builder
         * @throws IllegalArgumentException if it is less than 1
         */
        public Builder maxEntries(int entries) {
            if (entries < 1) {
                throw new IllegalArgumentException("maxEntries is " + entries + ": give at least 1, or no cache");
            }
            maxEntries = entries;
            return this;
        }

        /**
         * Keeps results somewhere else than in the memory of the client, so that clients can share them. Private results are shared only if there is a {@link #partition(String)}.
         *
         * @param name tells this server from all others in the store. It must cover whatever makes the server another one, such as the query of its address or the environment of its process
         * @param shared keeps the results; not closed by the client
         * @return this builder
         * @throws IllegalArgumentException if the name is blank
         */
        public Builder store(String name, ResponseCacheStore shared) {
            server = Optional.of(notBlank("name", name));
            store = Optional.of(shared);
            return this;
        }

        /**
         * Says who is authenticated with the server, so that their private results can be shared among clients through a store. By default nothing private leaves a client: not even another
         * one with the same credentials can see it.
         *
         * @param identity the same text for the same authorization, and for no other; it becomes a part of keys, so never pass a token or password
         * @return this builder
         * @throws IllegalArgumentException if the identity is blank
         */
        public Builder partition(String identity) {
            partition = Optional.of(notBlank("identity", identity));
            return this;
        }

        /**
         * Sets what tells the time; for tests.
         *
         * @param source the clock; that of the system by default
         * @return this builder
         */
        public Builder clock(InstantSource source) {
            clock = Objects.requireNonNull(source, "source");
            return this;
        }

        private static String notBlank(String parameter, String text) {
            if (text.isBlank()) {
                throw new IllegalArgumentException(parameter + " is blank: it must tell one from another");
            }
            return text;
        }

        /**
         * Makes the options.
         *
         * @return the options
         */
        public CacheOptions build() {
            return new CacheOptions(this);
        }
    }
}
