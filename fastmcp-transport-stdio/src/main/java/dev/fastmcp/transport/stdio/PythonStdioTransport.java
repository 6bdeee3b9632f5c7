package dev.fastmcp.transport.stdio;

import dev.fastmcp.transport.stdio.internal.Platform;
import dev.fastmcp.transport.stdio.internal.ServerSpec;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * Runs a Python script: {@code python3 server.py args}. The script's streams are UTF-8 and unbuffered unless the
 * environment set in the builder says otherwise.
 */
public final class PythonStdioTransport extends ProcessTransport {

    static final List<String> SUFFIXES = List.of(".py");

    private PythonStdioTransport(ServerSpec spec) {
        super("PythonStdioTransport", spec);
    }

    /**
     * Makes a transport with default options.
     *
     * @param script the script
     * @param args its arguments
     * @return the transport
     * @throws IllegalArgumentException if the script is missing, a directory, or does not end in {@code .py}
     */
    public static PythonStdioTransport of(Path script, String... args) {
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

    /** Collects the options of a transport for a Python script. Not thread-safe. */
    public static final class Builder extends StdioBuilder<Builder> {

        private static final Map<String, String> DEFAULTS =
                Map.of("PYTHONUNBUFFERED", "1", "PYTHONIOENCODING", "utf-8");

        private final Path script;
        private List<String> programs =
                Platform.CURRENT.windows() ? List.of("python", "py") : List.of("python3", "python");

        private Builder(Path script) {
            this.script = script;
        }

        @Override
        Builder self() {
            return this;
        }

        /**
         * Sets the interpreter.
         *
         * @param command its name or path; by default {@code python3} or, if that is missing, {@code python}; on
         *     Windows {@code python}, then {@code py}
         * @return this builder
         * @throws IllegalArgumentException if the command is blank
         */
        public Builder pythonCommand(String command) {
            programs = List.of(Inputs.text("pythonCommand", command));
            return this;
        }

        @Override
        public PythonStdioTransport build() {
            Path file = Inputs.file("Python script", script, SUFFIXES);
            return new PythonStdioTransport(spec(programs, List.of(file.toString()), DEFAULTS));
        }
    }
}
