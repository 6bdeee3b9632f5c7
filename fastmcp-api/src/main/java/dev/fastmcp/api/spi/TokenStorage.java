package dev.fastmcp.api.spi;

import java.io.IOException;
import java.util.Optional;

/**
 * Keeps what a login leaves behind, by name, from one process to the next: tokens and the registration of the client. Everything kept is secret. Implementations are thread-safe.
 *
 * <p>Names are made of letters, digits, hyphens, underscores and full stops, 200 at most, and do not begin with a full stop. Values are small: some kilobytes.
 */
public interface TokenStorage {

    /**
     * Returns what was saved under a name.
     *
     * @param name the name
     * @return the value; empty if there is none, or none that can be used
     * @throws IOException if it cannot be read at the moment
     */
    Optional<byte[]> load(String name) throws IOException;

    /**
     * Saves a value, instead of an earlier one. Others see the old value or the new one, never a part.
     *
     * @param name the name
     * @param value the value
     * @throws IOException if it cannot be saved; the old value is still there
     */
    void save(String name, byte[] value) throws IOException;

    /**
     * Forgets a value, if there is one.
     *
     * @param name the name
     * @throws IOException if it cannot be deleted
     */
    void delete(String name) throws IOException;

    /**
     * Keeps all others who use the same storage, in other processes as well where the storage is shared, from doing the same at the same time.
     *
     * @param name the name of what is to be changed
     * @return held until it is closed, on any thread
     * @throws StorageBusyException if somebody else holds it for too long; the login or the renewal then fails
     * @throws IOException if no lock can be made at all; the login or the renewal then goes on, and keeps out other threads only
     * @throws InterruptedException if the thread is interrupted while it waits
     */
    Lock lock(String name) throws IOException, InterruptedException;

    /** A lock that is held. */
    interface Lock extends AutoCloseable {

        /** Lets others go on. */
        @Override
        void close();
    }
}
