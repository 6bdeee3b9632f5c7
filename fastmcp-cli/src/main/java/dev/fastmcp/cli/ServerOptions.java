package dev.fastmcp.cli;

import dev.fastmcp.api.Client;
import dev.fastmcp.api.ClientSession;
import dev.fastmcp.api.Era;
import dev.fastmcp.api.config.McpConfig;
import dev.fastmcp.api.error.RequestTimeoutException;
import dev.fastmcp.api.error.TransportSelectionException;
import dev.fastmcp.api.http.Authentication;
import dev.fastmcp.api.spi.TransportSource;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The options that say which server, and how to talk to it; the same for every command. */
record ServerOptions(Object source, Era era, Duration timeout, Duration connectTimeout, Network network) {

    private static final Duration USUAL_TIMEOUT = Duration.ofSeconds(60);

    /** Servers that are downloaded first, by npx for example, take their time. */
    private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(60);

    /** Whoever has started a bridge does not wait for long. */
    private static final Duration PATIENT_CONNECT_TIMEOUT = Duration.ofSeconds(30);

    private static final List<String> FOR_ONE = List.of("--header", "--auth", "--transport", "--insecure");
    private static final List<String> SUFFIXES = List.of(".py", ".js", ".mjs", ".cjs", ".jar");

    static void declare(ServerCommand command) {
        command.option(
                "SERVER",
                "The server: an address (http, https, ws, wss), a script (.py, .js, .mjs, .cjs), a .jar, a"
                    + " configuration (mcp.json, or mcp.json:NAME), or one that was discovered (claude:NAME). Default:"
                    + " a demo server.",
                "-s",
                "--server");
        command.option("ERA", "auto, legacy (up to 2025-11-25) or modern (2026-07-28). Default: auto.", "--era");
        command.repeatableOption(
                "NAME:VALUE",
                "A header for all requests to an address; \"NAME: @FILE\" takes its value from a file.",
                "-H",
                "--header");
        command.option(
                "HOW",
                "How to prove who you are: oauth (log in with a browser), none, env:NAME or @FILE (a bearer token), or"
                        + " the token itself, which other users of this machine may see. Default: the login made with"
                        + " fastmcp auth login, if there is one.",
                "--auth");
        command.option(
                "ID",
                "The transport: streamable-http, sse, websocket, stdio. Default: as the server suggests.",
                "--transport");
        command.flag("Do not verify certificates. Anybody can pose as the server then.", "--insecure");
        command.option(
                "SECONDS",
                "How long one request may take, and connecting as well, unless --connect-timeout says otherwise."
                        + " Default: 60; none for bridge and serve; 0 for no limit.",
                "--timeout");
        command.option(
                "SECONDS",
                "How long starting the server and shaking hands may take. Default: what --timeout says, if it is given,"
                        + " or else 60, for bridge and serve 30; 0 for no limit.",
                "--connect-timeout");
        command.flag("Print JSON.", "--json");
        command.flag("Show no progress.", "-q", "--quiet");
        command.flag("Show what the server writes to stderr, and exceptions in full.", "--verbose");
    }

    /**
     * Reads the options.
     *
     * @param positional a server among the words, or {@code null}
     */
    static ServerOptions of(Invocation invocation, @Nullable String positional) {
        return of(invocation, positional, USUAL_TIMEOUT, CONNECT_TIMEOUT);
    }

    /** Reads the options for requests of others, who give up when they like: without the option there is no limit. */
    static ServerOptions patient(Invocation invocation, @Nullable String positional) {
        return of(invocation, positional, Duration.ZERO, PATIENT_CONNECT_TIMEOUT);
    }

    private static ServerOptions of(
            Invocation invocation, @Nullable String positional, Duration usualTimeout, Duration connectTimeout) {
        Object source = source(invocation, positional);
        if (source instanceof McpConfig) {
            refuseWhatIsForOne(invocation);
        }
        Optional<Duration> typed = seconds(invocation, "--timeout");
        Optional<Duration> configured = configuredTimeout(source);
        Duration usualConnect = configured
                .filter(timeout -> timeout.compareTo(connectTimeout) > 0)
                .orElse(connectTimeout);
        return new ServerOptions(
                source,
                era(invocation.value("--era"), source),
                typed.or(() -> configured).orElse(usualTimeout),
                seconds(invocation, "--connect-timeout").or(() -> typed).orElse(usualConnect),
                Network.of(invocation, source));
    }

    /** How each of several servers is reached is written in their configuration. */
    private static void refuseWhatIsForOne(Invocation invocation) {
        FOR_ONE.stream().filter(invocation::has).findFirst().ifPresent(option -> {
            throw new UsageException(option + " is for one server, and this configuration has several, or changes"
                    + " tools: write in it how each is reached, or name one of several as FILE:NAME");
        });
    }

    /** Connects, does something, and disconnects. */
    <R> R withSession(Function<ClientSession, R> action) {
        return with((client, session) -> action.apply(session));
    }

    /** Connects, does something with what the server offers by name, and disconnects. */
    <R> R withOffer(Function<Offer, R> action) {
        return with((client, session) -> action.apply(new Offer(session, client.transport())));
    }

    private <R> R with(BiFunction<Client<?>, ClientSession, R> action) {
        try (Client<?> client = client();
                ClientSession session = connected(client)) {
            return action.apply(client, session);
        }
    }

    private ClientSession connected(Client<?> client) {
        try {
            return client.connect();
        } catch (RequestTimeoutException e) {
            throw new RequestTimeoutException(
                    Sentence.of(String.valueOf(e.getMessage())) + " Connecting may take "
                            + BigDecimal.valueOf(connectTimeout.toMillis(), 3)
                                    .stripTrailingZeros()
                                    .toPlainString()
                            + " s in all; --connect-timeout allows more",
                    e.timeout(),
                    e);
        }
    }

    /** Makes a client that logs in as it is told, whatever the option says. */
    Client<?> client(Authentication authentication) {
        return new ServerOptions(source, era, timeout, connectTimeout, network.with(authentication)).client();
    }

    /** Makes a client. */
    Client<?> client() {
        try {
            Client.Builder<?> builder = network.applied(Client.builder(source))
                    .era(era)
                    .timeout(timeout)
                    .connectTimeout(connectTimeout);
            return (isShort(connectTimeout) ? builder.probeTimeout(connectTimeout.dividedBy(2)) : builder).build();
        } catch (TransportSelectionException e) {
            if (source instanceof String word && !word.contains("://") && network.transport() == null) {
                throw new UsageException("\"" + word + "\" is no server that can be started: give an address with its"
                        + " scheme, a script (" + String.join(", ", SUFFIXES.subList(0, 4))
                        + "), a .jar, a .json configuration, or behind -- a"
                        + " command with its arguments" + ConfiguredServers.hint(word));
            }
            throw e;
        }
    }

    /** Whether asking for the era could take all the time, so that nothing were left to speak to a server that keeps silent at that. */
    private static boolean isShort(Duration connectTimeout) {
        return !connectTimeout.isZero() && connectTimeout.compareTo(Duration.ofSeconds(4)) < 0;
    }

    private static Object source(Invocation invocation, @Nullable String positional) {
        String option = invocation.value("--server");
        List<String> command = invocation.serverCommand();
        int given = (option == null ? 0 : 1) + (positional == null ? 0 : 1) + (command.isEmpty() ? 0 : 1);
        if (given > 1) {
            throw new UsageException(
                    "Several servers are named: use --server, a script, or a command behind --, not more than one");
        }
        if (!command.isEmpty()) {
            return command;
        }
        String named = option == null ? positional : option;
        return named == null ? DemoCommand.words() : ConfiguredServers.resolved(named);
    }

    private static Era era(@Nullable String typed, Object source) {
        String usual = source instanceof TransportSource.Server server
                ? server.config().era().orElse("auto")
                : "auto";
        return switch (typed == null ? usual : typed.toLowerCase(Locale.ROOT)) {
            case "auto" -> Era.AUTO;
            case "legacy" -> Era.LEGACY;
            case "modern" -> Era.MODERN;
            default -> throw new UsageException("--era must be auto, legacy or modern, not \"" + typed + "\"");
        };
    }

    private static Optional<Duration> configuredTimeout(Object source) {
        return source instanceof TransportSource.Server server ? server.config().timeout() : Optional.empty();
    }

    private static Optional<Duration> seconds(Invocation invocation, String option) {
        String typed = invocation.value(option);
        if (typed == null) {
            return Optional.empty();
        }
        try {
            double seconds = Double.parseDouble(typed);
            if (seconds >= 0 && seconds < 1e9) {
                return Optional.of(Duration.ofMillis((long) Math.ceil(seconds * 1000)));
            }
        } catch (NumberFormatException e) {
            // Refused below.
        }
        throw new UsageException(
                option + " must be a number of seconds such as 10 or 0.5, or 0 for no limit, not \"" + typed + "\"");
    }

    static boolean namesServerOtherwise(Invocation invocation) {
        return invocation.has("--server") || !invocation.serverCommand().isEmpty();
    }

    /** Tells whether a word names a server rather than a tool or a prompt. */
    static boolean namesServer(String word) {
        String lower = word.toLowerCase(Locale.ROOT);
        boolean windowsDrive = word.length() > 2 && word.charAt(1) == ':' && word.charAt(2) == '\\';
        return SUFFIXES.stream().anyMatch(lower::endsWith)
                || ConfiguredServers.isNamed(word)
                || word.contains("://")
                || List.of("/", "./", "../", "\\", ".\\", "..\\").stream().anyMatch(word::startsWith)
                || windowsDrive;
    }
}
