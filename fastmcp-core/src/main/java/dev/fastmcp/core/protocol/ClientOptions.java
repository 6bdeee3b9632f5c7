package dev.fastmcp.core.protocol;

import dev.fastmcp.api.Era;
import dev.fastmcp.api.LogListener;
import dev.fastmcp.api.NotificationListener;
import dev.fastmcp.api.ProgressListener;
import dev.fastmcp.api.ProtocolVersion;
import dev.fastmcp.api.model.Implementation;
import dev.fastmcp.api.spi.Limits;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Everything about a client but its transport. */
public record ClientOptions(
        Duration timeout,
        Duration connectTimeout,
        Duration probeTimeout,
        Era era,
        Optional<ProtocolVersion> pinnedVersion,
        Implementation clientInfo,
        Optional<ProgressListener> progressListener,
        List<LogListener> logListeners,
        List<NotificationListener> notificationListeners,
        Limits limits) {

    /** The version to offer first in an era. */
    ProtocolVersion preferred(Era wanted) {
        return pinnedVersion.orElseGet(() -> ProtocolVersion.newest(wanted));
    }

    /** Tells whether a version may be spoken. */
    boolean accepts(ProtocolVersion version) {
        return pinnedVersion.isEmpty() || pinnedVersion.get() == version;
    }
}
