package dev.fastmcp.transport.stdio;

import dev.fastmcp.transport.stdio.internal.ServerSpec;

/** Runs what it was told to run. */
final class CommandTransport extends ProcessTransport {

    CommandTransport(ServerSpec spec) {
        super("StdioTransport", spec);
    }
}
