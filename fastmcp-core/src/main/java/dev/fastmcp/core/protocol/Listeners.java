package dev.fastmcp.core.protocol;

import dev.fastmcp.api.ListChangedListener;
import dev.fastmcp.api.LogListener;
import dev.fastmcp.api.NotificationListener;
import dev.fastmcp.api.ProgressListener;
import dev.fastmcp.api.ResourceListener;
import java.util.List;
import java.util.Optional;

/** Who hears what servers tell. */
public record Listeners(
        Optional<ProgressListener> progress,
        List<LogListener> log,
        List<ListChangedListener> listChanged,
        List<ResourceListener> resource,
        List<NotificationListener> notification) {

    /** Nobody. */
    public static final Listeners NONE = new Listeners(Optional.empty(), List.of(), List.of(), List.of(), List.of());

    /** Copies the lists. */
    public Listeners {
        log = List.copyOf(log);
        listChanged = List.copyOf(listChanged);
        resource = List.copyOf(resource);
        notification = List.copyOf(notification);
    }
}
