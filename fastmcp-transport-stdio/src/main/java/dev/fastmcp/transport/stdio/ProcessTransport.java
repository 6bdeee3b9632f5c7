package dev.fastmcp.transport.stdio;

import dev.fastmcp.api.spi.Channel;
import dev.fastmcp.api.spi.ChannelContext;
import dev.fastmcp.transport.stdio.internal.ServerSpec;
import dev.fastmcp.transport.stdio.internal.StdioServers;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** What all stdio transports do; they differ only in how they find their command. */
abstract sealed class ProcessTransport implements StdioTransport
        permits CommandTransport,
                FastMcpStdioTransport,
                JavaStdioTransport,
                NodeStdioTransport,
                NpxStdioTransport,
                PythonStdioTransport,
                UvStdioTransport,
                UvxStdioTransport {

    private final String name;
    private final ServerSpec spec;
    private final StdioServers servers;

    ProcessTransport(String name, ServerSpec spec) {
        this.name = name;
        this.spec = spec;
        this.servers = new StdioServers(spec);
    }

    @Override
    public final Channel open(ChannelContext context) throws InterruptedException {
        return servers.open(context);
    }

    @Override
    public final void close() {
        servers.close();
    }

    @Override
    public final String endpoint() {
        return spec.display();
    }

    /** Returns what is run, before the program is looked up. */
    final List<String> command() {
        List<String> command = new ArrayList<>();
        command.add(spec.programs().get(0));
        command.addAll(spec.args());
        return command;
    }

    final Map<String, String> ownEnvironment() {
        return spec.environment().own();
    }

    final ServerSpec spec() {
        return spec;
    }

    /** Shows the kind and the command, without what looks like a secret. */
    @Override
    public final String toString() {
        return name + '[' + spec.display() + ']';
    }
}
