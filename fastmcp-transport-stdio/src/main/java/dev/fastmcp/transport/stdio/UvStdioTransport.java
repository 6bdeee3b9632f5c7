package dev.fastmcp.transport.stdio;

import dev.fastmcp.transport.stdio.internal.ServerSpec;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Runs a command in an environment that uv prepares: {@code uv run command args}. */
public final class UvStdioTransport extends ProcessTransport {

    private UvStdioTransport(ServerSpec spec) {
        super("UvStdioTransport", spec);
    }

    /**
     * Makes a transport with default options.
     *
     * @param command what uv is to run: a program, or a Python file
     * @param args its arguments
     * @return the transport
     * @throws IllegalArgumentException if the command is blank or starts with a hyphen
     */
    public static UvStdioTransport of(String command, String... args) {
        return builder(command).args(args).build();
    }

    /**
     * Starts to describe a transport.
     *
     * @param command what uv is to run: a program, a Python file, or with {@link Builder#module} a Python module
     * @return a builder with default options
     * @throws IllegalArgumentException if the command is blank or starts with a hyphen
     */
    public static Builder builder(String command) {
        return new Builder(command);
    }

    /** Collects the options of a transport for uv. Not thread-safe. */
    public static final class Builder extends StdioBuilder<Builder> {

        private final String command;
        private final List<String> with = new ArrayList<>();
        private String program = "uv";
        private boolean module;
        private @Nullable String pythonVersion;
        private @Nullable Path project;
        private @Nullable Path requirements;

        private Builder(String command) {
            this.command = Inputs.word("command", command);
        }

        @Override
        Builder self() {
            return this;
        }

        /**
         * Sets whether the command is a Python module.
         *
         * @param isModule false by default
         * @return this builder
         */
        public Builder module(boolean isModule) {
            module = isModule;
            return this;
        }

        /**
         * Sets the Python to use.
         *
         * @param version a version or a path, as uv understands it
         * @return this builder
         * @throws IllegalArgumentException if it is blank or starts with a hyphen
         */
        public Builder pythonVersion(String version) {
            pythonVersion = Inputs.word("pythonVersion", version);
            return this;
        }

        /**
         * Sets the project whose environment is used; uv changes to it before it looks for the command.
         *
         * @param directory the project; must exist when the transport is built
         * @return this builder
         */
        public Builder projectDirectory(Path directory) {
            project = directory;
            return this;
        }

        /**
         * Adds packages to the environment.
         *
         * @param packages the packages, as uv understands them
         * @return this builder
         * @throws IllegalArgumentException if one is blank or starts with a hyphen
         */
        public Builder with(String... packages) {
            for (String one : packages) {
                with.add(Inputs.word("package", one));
            }
            return this;
        }

        /**
         * Adds the packages of a requirements file to the environment.
         *
         * @param file the file; must exist when the transport is built
         * @return this builder
         */
        public Builder withRequirements(Path file) {
            requirements = file;
            return this;
        }

        /**
         * Sets the tool itself.
         *
         * @param uv its name or path; {@code uv} by default
         * @return this builder
         * @throws IllegalArgumentException if it is blank
         */
        public Builder uvCommand(String uv) {
            program = Inputs.text("uvCommand", uv);
            return this;
        }

        @Override
        public UvStdioTransport build() {
            List<String> leading = new ArrayList<>();
            leading.add("run");
            if (pythonVersion != null) {
                leading.addAll(List.of("--python", pythonVersion));
            }
            if (project != null) {
                leading.addAll(List.of(
                        "--directory",
                        Inputs.folder("Project directory", project).toString()));
            }
            with.forEach(one -> leading.addAll(List.of("--with", one)));
            if (requirements != null) {
                leading.addAll(List.of(
                        "--with-requirements",
                        Inputs.existing("Requirements file", requirements).toString()));
            }
            if (module) {
                leading.add("--module");
            }
            leading.add(command);
            return new UvStdioTransport(spec(List.of(program), leading, Map.of()));
        }
    }
}
