package dev.fastmcp.server;

import dev.fastmcp.api.config.ComponentNames;
import dev.fastmcp.core.server.Announcement;

/**
 * Another server, as it is seen through the one in which it is mounted.
 *
 * @param prefix what is put before its names; empty if they stay as they are
 */
record Mount(String prefix, Answers other) {

    ComponentNames names() {
        return prefix.isEmpty() ? ComponentNames.unchanged() : ComponentNames.prefixed();
    }

    Components.State now() {
        return other.components().now();
    }

    Announcement seen(Announcement announcement) {
        return announcement instanceof Announcement.ResourceUpdated(String uri)
                ? new Announcement.ResourceUpdated(names().uri(prefix, uri))
                : announcement;
    }

    /** Whether a server is the other one, or is mounted somewhere in it. */
    boolean leadsTo(Answers server) {
        return other == server || now().mounts().stream().anyMatch(mount -> mount.leadsTo(server));
    }
}
