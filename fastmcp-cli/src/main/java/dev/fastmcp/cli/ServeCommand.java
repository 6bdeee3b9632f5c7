package dev.fastmcp.cli;

/** Serves over HTTP what another server offers. What it takes to do so is loaded when it is done, not for the help. */
final class ServeCommand extends ServerCommand {

    ServeCommand() {
        super("serve", "[SERVER] --http PORT", "Serve what a server offers over Streamable HTTP, until it is stopped.");
        option("PORT", "The port to listen on; 0 for one that is free.", "--http");
        option("ADDRESS", "The address to listen on. Default: 127.0.0.1, which only this machine can reach.", "--host");
        option("PATH", "The path of the server. Default: /mcp.", "--path");
        option(
                "HOW",
                "The bearer token that clients must show: env:NAME (an environment variable) or @FILE.",
                "--token-from");
        flag("Let everybody in although the network can reach the address.", "--without-token");
        repeatableOption(
                "NAME",
                "A name or an address, without a port, by which clients know this machine, besides localhost and the"
                        + " one of --host.",
                "--allow-host");
        repeatableOption("ORIGIN", "A web site whose pages may ask, such as https://app.example.", "--allow-origin");
    }

    @Override
    int run(Invocation invocation, Output output) {
        ServeOptions options = ServeOptions.of(invocation);
        return HttpService.run(options, PassedOn.toOthers(invocation, onlyServer(invocation)), output);
    }
}
