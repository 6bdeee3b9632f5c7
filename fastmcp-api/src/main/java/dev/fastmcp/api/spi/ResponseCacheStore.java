package dev.fastmcp.api.spi;

import dev.fastmcp.api.model.CacheScope;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;

/**
 * Keeps cached results outside a client, such as in a database that several processes share, see {@link dev.fastmcp.api.CacheOptions.Builder#store}.
 *
 * <p>Thread-safe. {@code get} and {@code put} are called on threads that make calls, which wait for them beyond their timeouts, so be quick; {@code remove} is called on a virtual thread. What a method
 * throws is logged, and the server is asked instead.
 *
 * <p>Keys are opaque text. They hold the addresses of resources and the client's partition, and are to be kept as confidential as the results. Never closed by a client.
 */
public interface ResponseCacheStore {

    /**
     * Looks for a result.
     *
     * @param key the exact key
     * @return the result, expired or not; empty if it is unknown
     */
    Optional<Entry> get(String key);

    /**
     * Keeps a result, instead of an older one. It may be dropped at any time, and should be once it has expired.
     *
     * @param key the key
     * @param entry the result
     */
    void put(String key, Entry entry);

    /**
     * Drops results. Called when the server has told that they changed, and when the client may have missed that.
     *
     * @param keyPrefix the beginning of the keys of all results to drop; every key begins with itself
     */
    void remove(String keyPrefix);

    /**
     * A cached result.
     *
     * @param json the result as UTF-8 JSON; not to be changed by anybody
     * @param expires when it is no longer good
     * @param scope who may share it; the key of a private result holds the client's partition already
     */
    record Entry(byte[] json, Instant expires, CacheScope scope) {
        /** Checks that nothing is missing. */
        public Entry {
            Objects.requireNonNull(json, "json");
            Objects.requireNonNull(expires, "expires");
            Objects.requireNonNull(scope, "scope");
        }

        /** Returns what is known about the result, and not what it says. */
        @Override
        public String toString() {
            return "Entry[" + json.length + " bytes, " + scope + ", expires " + expires + "]";
        }
    }
}
