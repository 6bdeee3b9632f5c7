package dev.fastmcp.transport.stdio;

import dev.fastmcp.transport.stdio.internal.ServerSpec;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Runs a Python file through the FastMCP command line, which finds the server object in it: {@code fastmcp run
 * server.py -- args}.
 */
public final class FastMcpStdioTransport extends ProcessTransport {

    private FastMcpStdioTransport(ServerSpec spec) {
        super("FastMcpStdioTransport", spec);
    }

    /**
     * Makes a transport with default options.
     *
     * @param script the Python file
     * @param args arguments for the server, not for the command line tool
     * @return the transport
     * @throws IllegalArgumentException if the file is missing, a directory, or does not end in {@code .py}
     */
    public static FastMcpStdioTransport of(Path script, String... args) {
        return builder(script).args(args).build();
    }

    /**
     * Starts to describe a transport.
     *
     * @param script the Python file; must exist when the transport is built
     * @return a builder with default options
     */
    public static Builder builder(Path script) {
        return new Builder(script);
    }

    /** Collects the options of a transport for the FastMCP command line. Not thread-safe. */
    public static final class Builder extends StdioBuilder<Builder> {

        private static final Map<String, String> DEFAULTS =
                Map.of("PYTHONUNBUFFERED", "1", "PYTHONIOENCODING", "utf-8");

        private final Path script;
        private String program = "fastmcp";

        private Builder(Path script) {
            this.script = script;
        }

        @Override
        Builder self() {
            return this;
        }

        /**
         * Sets the command line tool.
         *
         * @param command its name or path; {@code fastmcp} by default
         * @return this builder
         * @throws IllegalArgumentException if the command is blank
         */
        public Builder fastmcpCommand(String command) {
            program = Inputs.text("fastmcpCommand", command);
            return this;
        }

        @Override
        public FastMcpStdioTransport build() {
            List<String> leading = new ArrayList<>();
            leading.add("run");
            leading.add(Inputs.file("Python script", script, PythonStdioTransport.SUFFIXES)
                    .toString());
            if (hasArgs()) {
                leading.add("--");
            }
            return new FastMcpStdioTransport(spec(List.of(program), leading, DEFAULTS));
        }
    }
}
