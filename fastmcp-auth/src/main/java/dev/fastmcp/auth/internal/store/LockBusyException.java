package dev.fastmcp.auth.internal.store;

import java.io.IOException;
import java.time.Duration;

/** Somebody else has held a lock for too long: the storage itself is all right, so nobody may go on without the lock. */
public final class LockBusyException extends IOException {

    private static final long serialVersionUID = 1L;

    LockBusyException(String place, Duration patience) {
        super("somebody else has been logging in, or renewing tokens, for " + patience.toSeconds() + " seconds ("
                + place + "); try again later");
    }
}
