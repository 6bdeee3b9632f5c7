package dev.fastmcp.api.spi;

import java.io.IOException;
import java.time.Duration;

/**
 * Somebody else has held a lock of a {@link TokenStorage} for too long. The storage itself is all right, so nobody may go on without the lock: tokens that two processes renew at once may both be lost.
 */
public final class StorageBusyException extends IOException {

    private static final long serialVersionUID = 1L;

    /**
     * Creates an exception.
     *
     * @param place what is locked, as it may be shown to people
     * @param patience how long was waited for it
     */
    public StorageBusyException(String place, Duration patience) {
        super("somebody else has been logging in, or renewing tokens, for " + patience.toSeconds() + " seconds ("
                + place + "); try again later");
    }
}
