package dev.fastmcp.cli;

import dev.fastmcp.api.Client;
import dev.fastmcp.api.ClientSession;
import dev.fastmcp.api.Era;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The options that say which server, and how to talk to it; the same for every command. */
final class ServerOptions {

    @Option(
            names = {"-s", "--server"},
            paramLabel = "SERVER",
            description = "The server: a script (.py, .js, .mjs, .cjs) or a .jar. Default: a demo server.")
    @Nullable
    String server;

    @Option(
            names = "--era",
            paramLabel = "ERA",
            description = "auto, legacy (up to 2025-11-25) or modern (2026-07-28). Default: auto.")
    String era = "auto";

    @Option(names = "--timeout", paramLabel = "SECONDS", description = "How long one request may take. Default: 60.")
    double timeout = 60;

    @Option(names = "--json", description = "Print JSON.")
    boolean json;

    @Option(names = "--verbose", description = "Show the whole exception if something fails.")
    boolean verbose;

    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            description = "Show this help.")
    boolean help;

    /** What was typed behind {@code --}. Not an option: the main class sets it. */
    List<String> command = List.of();

    /** Connects, does something, and disconnects. */
    <R> R withSession(@Nullable String positional, Function<ClientSession, R> action) {
        try (Client<?> client = builder(positional).build();
                ClientSession session = client.connect()) {
            return action.apply(session);
        }
    }

    private Client.Builder<?> builder(@Nullable String positional) {
        Client.Builder<?> builder = Client.builder(source(positional)).era(parsedEra());
        builder.timeout(Duration.ofMillis(Math.round(timeout * 1000)));
        return builder;
    }

    private Object source(@Nullable String positional) {
        int given = (server == null ? 0 : 1) + (positional == null ? 0 : 1) + (command.isEmpty() ? 0 : 1);
        if (given > 1) {
            throw new UsageException(
                    "Several servers are named: use --server, a script, or a command behind --, not more than one");
        }
        if (!command.isEmpty()) {
            return command;
        }
        String named = server == null ? positional : server;
        return named == null ? DemoCommand.words() : named;
    }

    private Era parsedEra() {
        return switch (era.toLowerCase(Locale.ROOT)) {
            case "auto" -> Era.AUTO;
            case "legacy" -> Era.LEGACY;
            case "modern" -> Era.MODERN;
            default -> throw new UsageException("--era must be auto, legacy or modern, not \"" + era + "\"");
        };
    }

    /** Tells whether a word names a server rather than a tool or a prompt. */
    static boolean namesServer(String word) {
        return word.matches("(?i).*\\.(py|js|mjs|cjs|jar)")
                || word.matches("[A-Za-z][A-Za-z0-9+.-]+://.*")
                || word.startsWith("/")
                || word.startsWith("./")
                || word.startsWith("../");
    }
}
