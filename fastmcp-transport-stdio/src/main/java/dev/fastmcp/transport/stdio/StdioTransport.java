package dev.fastmcp.transport.stdio;

import dev.fastmcp.api.spi.ClientTransport;
import java.util.List;
import java.util.Map;

/**
 * Runs a server as a child process and exchanges messages with it through its standard input and output.
 *
 * <pre>{@code
 * var transport = StdioTransport.builder("my-server")
 *         .args("--verbose")
 *         .env("API_KEY", key)
 *         .build();
 * try (Client<StdioTransport> client = Client.of(transport);
 *         ClientSession session = client.connect()) {
 *     ...
 * }
 * }</pre>
 *
 * <p>A server sees {@code HOME}, {@code LOGNAME}, {@code PATH}, {@code SHELL}, {@code TERM} and {@code USER} of this
 * program's environment (on Windows a similar list) and nothing else, unless the builder says so. Programs are looked
 * up on the {@code PATH} that the server gets. No shell is involved.
 *
 * <p>Immutable but for the processes that run; thread-safe.
 *
 * @see PythonStdioTransport
 * @see NodeStdioTransport
 * @see JavaStdioTransport
 */
public sealed interface StdioTransport extends ClientTransport permits ProcessTransport {

    /**
     * Makes a transport with default options.
     *
     * @param command the name or path of the program
     * @param args its arguments
     * @return the transport
     * @throws IllegalArgumentException if the command is blank
     */
    static StdioTransport of(String command, String... args) {
        return builder(command).args(args).build();
    }

    /**
     * Starts to describe a transport.
     *
     * @param command the name or path of the program; a relative path with a separator counts from the working
     *     directory of the server
     * @return a builder with default options
     * @throws IllegalArgumentException if the command is blank
     */
    static Builder builder(String command) {
        return new Builder(command);
    }

    /** Collects the options of a transport for any command. Not thread-safe. */
    final class Builder extends StdioBuilder<Builder> {

        private final String command;

        private Builder(String command) {
            this.command = Inputs.text("command", command);
        }

        @Override
        Builder self() {
            return this;
        }

        @Override
        public StdioTransport build() {
            return new CommandTransport(spec(List.of(command), List.of(), Map.of()));
        }
    }
}
