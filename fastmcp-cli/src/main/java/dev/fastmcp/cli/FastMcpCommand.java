package dev.fastmcp.cli;

import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(
        name = "fastmcp",
        description = "Talk to a Model Context Protocol server.",
        subcommands = {
            ListCommand.class,
            CallCommand.class,
            ReadCommand.class,
            PromptCommand.class,
            PingCommand.class,
            InfoCommand.class
        },
        synopsisSubcommandLabel = "COMMAND",
        footer = {
            "",
            "Without a SERVER the commands talk to a demo server.",
            "  fastmcp list",
            "  fastmcp call add a=1 b=2",
            "  fastmcp list server.py",
            "  fastmcp call server.py search query=tea",
            "  fastmcp info -- npx -y @modelcontextprotocol/server-everything"
        })
final class FastMcpCommand {

    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            description = "Show this help.")
    boolean help;
}
