package dev.fastmcp.server;

import dev.fastmcp.api.model.ReadResourceResult;
import dev.fastmcp.core.composite.Renamed;
import dev.fastmcp.core.server.IncomingCall;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/**
 * A component that a client has named, whichever server it belongs to.
 *
 * @param name what its own server calls it
 * @param owner its own server
 * @param faults what clients learn of its exceptions, as far as no server on the way keeps that to itself
 * @param path the mounts that lead to it, the outermost first
 */
record Found<T>(T component, String name, Answers owner, HandlerFaults faults, List<Mount> path) {

    static <T> Found<T> of(T component, String name, Answers owner) {
        return new Found<>(component, name, owner, owner.faults(), List.of());
    }

    /** The same, for clients of a server in which its own is mounted. */
    Found<T> through(Mount mount, Answers outer) {
        List<Mount> longer = new ArrayList<>(path);
        longer.add(0, mount);
        return new Found<>(component, name, owner, faults, List.copyOf(longer)).under(outer.faults());
    }

    /** The same, if somebody else has a say in what clients learn. */
    Found<T> under(HandlerFaults others) {
        return new Found<>(component, name, owner, new HandlerFaults(faults.hidden() || others.hidden()), path);
    }

    /** Something that belongs to the component. */
    <P> Found<P> map(Function<? super T, ? extends P> part) {
        return new Found<>(part.apply(component), name, owner, faults, path);
    }

    HandlerContext context(IncomingCall call) {
        return new HandlerContext(call, new InnerRequests(owner, faults));
    }

    /** What was read, with the addresses that the client knows. */
    Object seen(Object read) {
        if (!(read instanceof ReadResourceResult result)) {
            return read;
        }
        ReadResourceResult seen = result;
        for (Mount mount : path.reversed()) {
            seen = Renamed.read(seen, mount.names(), mount.prefix());
        }
        return seen;
    }
}
