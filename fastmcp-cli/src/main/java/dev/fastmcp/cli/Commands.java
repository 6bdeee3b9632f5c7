package dev.fastmcp.cli;

import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;

/** The commands by name. Only the one that was asked for is set up: setting up all of them takes longer than a whole run with a cache. */
final class Commands {

    static final List<String> NAMES =
            List.of("list", "call", "read", "prompt", "ping", "info", "bridge", "serve", "auth", "discover");

    private Commands() {}

    static ServerCommand named(String name) {
        return switch (name) {
            case "list" -> new ListCommand();
            case "call" -> new CallCommand();
            case "read" -> new ReadCommand();
            case "prompt" -> new PromptCommand();
            case "ping" -> new PingCommand();
            case "info" -> new InfoCommand();
            case "bridge" -> new BridgeCommand();
            case "serve" -> new ServeCommand();
            case "auth" -> new AuthCommand();
            case "discover" -> new DiscoverCommand();
            default -> throw new UsageException(unknown(name));
        };
    }

    private static String unknown(String word) {
        String problem = ServerOptions.namesServer(word)
                ? "\"" + word + "\" is a server: write a command before it, such as fastmcp list " + word
                : "There is no command \"" + word + "\"" + Nearest.hint(word, NAMES);
        return Sentence.of(problem) + " Commands: " + String.join(", ", NAMES) + ", help";
    }

    /** Returns the help for {@code fastmcp --help}. */
    static String help() {
        CommandSpec all = CommandSpec.create().name("fastmcp");
        all.usageMessage()
                .description("Talk to a Model Context Protocol server.")
                .customSynopsis("fastmcp COMMAND [SERVER] [WORDS…] [OPTIONS] [-- COMMAND ARGS…]")
                .footer(
                        "",
                        "fastmcp COMMAND --help tells more, fastmcp --version which version this is. Without a SERVER"
                                + " the commands talk to a demo server.",
                        "  fastmcp list",
                        "  fastmcp call add a=1 b=2",
                        "  fastmcp list server.py",
                        "  fastmcp call server.py search query=tea",
                        "  fastmcp info -- npx -y @modelcontextprotocol/server-everything",
                        "  fastmcp bridge https://example.com/mcp",
                        "  fastmcp serve server.py --http 8080");
        NAMES.forEach(name -> all.addSubcommand(name, named(name).spec()));
        return new CommandLine(all).getUsageMessage();
    }
}
