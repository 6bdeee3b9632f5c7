package dev.fastmcp.cli;

/** Serves over standard input and output what another server offers. What it takes to do so is loaded when it is done, not for the help. */
final class BridgeCommand extends ServerCommand {

    BridgeCommand() {
        super("bridge", "[SERVER]", "Serve what a server offers over standard input and output.");
    }

    @Override
    boolean speaksTheProtocol() {
        return true;
    }

    @Override
    int run(Invocation invocation, Output output) {
        return StdioService.run(PassedOn.locally(invocation, onlyServer(invocation)), invocation, output);
    }
}
