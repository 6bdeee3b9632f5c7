package dev.fastmcp.transport.stdio;

import dev.fastmcp.transport.stdio.internal.ServerSpec;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Runs a tool from a Python package, which uv fetches if necessary: {@code uvx tool args}. */
public final class UvxStdioTransport extends ProcessTransport {

    private UvxStdioTransport(ServerSpec spec) {
        super("UvxStdioTransport", spec);
    }

    /**
     * Makes a transport with default options.
     *
     * @param tool the name of the tool
     * @param args its arguments
     * @return the transport
     * @throws IllegalArgumentException if the name is blank or starts with a hyphen
     */
    public static UvxStdioTransport of(String tool, String... args) {
        return builder(tool).args(args).build();
    }

    /**
     * Starts to describe a transport.
     *
     * @param tool the name of the tool
     * @return a builder with default options
     * @throws IllegalArgumentException if the name is blank or starts with a hyphen
     */
    public static Builder builder(String tool) {
        return new Builder(tool);
    }

    /** Collects the options of a transport for uvx. Not thread-safe. */
    public static final class Builder extends StdioBuilder<Builder> {

        private final String tool;
        private final List<String> with = new ArrayList<>();
        private String program = "uvx";
        private @Nullable String pythonVersion;
        private @Nullable String from;
        private @Nullable Path project;

        private Builder(String tool) {
            this.tool = Inputs.word("tool", tool);
        }

        @Override
        Builder self() {
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
         * Sets the package that contains the tool.
         *
         * @param name the package, as uv understands it; by default the package named like the tool
         * @return this builder
         * @throws IllegalArgumentException if it is blank or starts with a hyphen
         */
        public Builder fromPackage(String name) {
            from = Inputs.word("fromPackage", name);
            return this;
        }

        /**
         * Adds packages to the environment of the tool.
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
         * Sets the directory the tool runs in, unless {@link #cwd} says otherwise.
         *
         * @param directory the directory; must exist when the transport is built
         * @return this builder
         */
        public Builder projectDirectory(Path directory) {
            project = directory;
            return this;
        }

        /**
         * Sets the launcher itself.
         *
         * @param uvx its name or path; {@code uvx} by default
         * @return this builder
         * @throws IllegalArgumentException if it is blank
         */
        public Builder uvxCommand(String uvx) {
            program = Inputs.text("uvxCommand", uvx);
            return this;
        }

        @Override
        public UvxStdioTransport build() {
            if (project != null) {
                cwdIfUnset(Inputs.folder("Project directory", project));
            }
            List<String> leading = new ArrayList<>();
            if (pythonVersion != null) {
                leading.addAll(List.of("--python", pythonVersion));
            }
            if (from != null) {
                leading.addAll(List.of("--from", from));
            }
            with.forEach(one -> leading.addAll(List.of("--with", one)));
            leading.add(tool);
            return new UvxStdioTransport(spec(List.of(program), leading, Map.of()));
        }
    }
}
