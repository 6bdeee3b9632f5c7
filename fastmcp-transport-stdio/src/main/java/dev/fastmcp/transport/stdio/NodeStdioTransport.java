package dev.fastmcp.transport.stdio;

import dev.fastmcp.transport.stdio.internal.ServerSpec;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** Runs a JavaScript file: {@code node server.js args}. */
public final class NodeStdioTransport extends ProcessTransport {

    static final List<String> SUFFIXES = List.of(".js", ".mjs", ".cjs");

    private NodeStdioTransport(ServerSpec spec) {
        super("NodeStdioTransport", spec);
    }

    /**
     * Makes a transport with default options.
     *
     * @param script the script
     * @param args its arguments
     * @return the transport
     * @throws IllegalArgumentException if the script is missing, a directory, or does not end in {@code .js}, {@code
     *     .mjs} or {@code .cjs}
     */
    public static NodeStdioTransport of(Path script, String... args) {
        return builder(script).args(args).build();
    }

    /**
     * Starts to describe a transport.
     *
     * @param script the script; must exist when the transport is built
     * @return a builder with default options
     */
    public static Builder builder(Path script) {
        return new Builder(script);
    }

    /** Collects the options of a transport for a JavaScript file. Not thread-safe. */
    public static final class Builder extends StdioBuilder<Builder> {

        private final Path script;
        private String program = "node";

        private Builder(Path script) {
            this.script = script;
        }

        @Override
        Builder self() {
            return this;
        }

        /**
         * Sets the runtime.
         *
         * @param command its name or path; {@code node} by default
         * @return this builder
         * @throws IllegalArgumentException if the command is blank
         */
        public Builder nodeCommand(String command) {
            program = Inputs.text("nodeCommand", command);
            return this;
        }

        @Override
        public NodeStdioTransport build() {
            Path file = Inputs.file("JavaScript file", script, SUFFIXES);
            return new NodeStdioTransport(spec(List.of(program), List.of(file.toString()), Map.of()));
        }
    }
}
