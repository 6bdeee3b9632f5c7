package dev.fastmcp.transport.stdio;

import dev.fastmcp.api.config.CommandServer;
import dev.fastmcp.api.spi.ClientTransport;
import dev.fastmcp.api.spi.TransportContext;
import dev.fastmcp.api.spi.TransportFactory;
import dev.fastmcp.api.spi.TransportSource;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * Makes transports for commands and for scripts: {@code .py}, {@code .js}, {@code .mjs}, {@code .cjs} and {@code .jar}
 * files.
 */
public final class StdioTransportFactory implements TransportFactory {

    private static final List<String> SUFFIXES = Stream.of(
                    PythonStdioTransport.SUFFIXES, NodeStdioTransport.SUFFIXES, JavaStdioTransport.SUFFIXES)
            .flatMap(List::stream)
            .toList();

    /** Creates the factory; called by {@link java.util.ServiceLoader}. */
    public StdioTransportFactory() {}

    @Override
    public String id() {
        return "stdio";
    }

    /** Says yes to every command, to entries of a configuration that have one, and to a path by its ending alone. */
    @Override
    public boolean accepts(TransportSource source) {
        return source instanceof TransportSource.Command
                || source instanceof TransportSource.Server server && server.config() instanceof CommandServer
                || source instanceof TransportSource.Script script && Inputs.hasSuffix(script.path(), SUFFIXES);
    }

    @Override
    public ClientTransport create(TransportSource source, TransportContext context) {
        return switch (source) {
            case TransportSource.Command command ->
                StdioTransport.builder(command.command().get(0))
                        .args(command.command().subList(1, command.command().size()))
                        .build();
            case TransportSource.Script script -> forScript(script.path());
            case TransportSource.Server server
            when server.config() instanceof CommandServer command -> forEntry(command);
            default ->
                throw new IllegalArgumentException("The transport stdio cannot be used with " + describe(source)
                        + ": give a command as a list, or the path of a file that ends in " + Inputs.or(SUFFIXES));
        };
    }

    private static StdioTransport forEntry(CommandServer entry) {
        StdioTransport.Builder builder =
                StdioTransport.builder(entry.command()).args(entry.args()).env(entry.env());
        entry.cwd().ifPresent(cwd -> builder.cwd(Path.of(cwd)));
        entry.keepAlive().ifPresent(builder::keepAlive);
        return builder.build();
    }

    private static StdioTransport forScript(Path path) {
        if (Inputs.hasSuffix(path, PythonStdioTransport.SUFFIXES)) {
            return PythonStdioTransport.of(path);
        }
        if (Inputs.hasSuffix(path, NodeStdioTransport.SUFFIXES)) {
            return NodeStdioTransport.of(path);
        }
        if (Inputs.hasSuffix(path, JavaStdioTransport.SUFFIXES)) {
            return JavaStdioTransport.of(path);
        }
        throw new IllegalArgumentException("The transport stdio cannot run " + path + seen(path)
                + ": give a file that ends in " + Inputs.or(SUFFIXES) + ", or a command as a list");
    }

    private static String seen(Path path) {
        if (Files.isDirectory(path)) {
            return " (a directory)";
        }
        return Files.exists(path) ? "" : " (which does not exist)";
    }

    /** The address or object itself may hold a secret. */
    private static String describe(TransportSource source) {
        return switch (source) {
            case TransportSource.Url url -> "an address";
            case TransportSource.Other other -> "an object of " + other.value().getClass();
            default -> "this source";
        };
    }
}
