package dev.fastmcp.transport.stdio;

import dev.fastmcp.transport.stdio.internal.ServerSpec;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Runs an npm package, which npx fetches if necessary: {@code npx -y package args}. On Windows arguments may not
 * contain any of {@code " & | < > ^ % !}, as npx is a batch file there.
 */
public final class NpxStdioTransport extends ProcessTransport {

    private NpxStdioTransport(ServerSpec spec) {
        super("NpxStdioTransport", spec);
    }

    /**
     * Makes a transport with default options.
     *
     * @param packageName the package, with a version if wanted
     * @param args arguments of the server in it
     * @return the transport
     * @throws IllegalArgumentException if the name is blank or starts with a hyphen
     */
    public static NpxStdioTransport of(String packageName, String... args) {
        return builder(packageName).args(args).build();
    }

    /**
     * Starts to describe a transport.
     *
     * @param packageName the package, with a version if wanted
     * @return a builder with default options
     * @throws IllegalArgumentException if the name is blank or starts with a hyphen
     */
    public static Builder builder(String packageName) {
        return new Builder(packageName);
    }

    /** Collects the options of a transport for npx. Not thread-safe. */
    public static final class Builder extends StdioBuilder<Builder> {

        private final String packageName;
        private String program = "npx";
        private boolean preferOffline = true;
        private @Nullable Path project;

        private Builder(String packageName) {
            this.packageName = Inputs.word("packageName", packageName);
        }

        @Override
        Builder self() {
            return this;
        }

        /**
         * Sets whether what was fetched once is used without asking for news, which makes the start faster.
         *
         * @param prefer true by default
         * @return this builder
         */
        public Builder preferOffline(boolean prefer) {
            preferOffline = prefer;
            return this;
        }

        /**
         * Sets the directory npx runs in, unless {@link #cwd} says otherwise; a package installed there is used.
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
         * @param npx its name or path; {@code npx} by default
         * @return this builder
         * @throws IllegalArgumentException if it is blank
         */
        public Builder npxCommand(String npx) {
            program = Inputs.text("npxCommand", npx);
            return this;
        }

        @Override
        public NpxStdioTransport build() {
            if (project != null) {
                cwdIfUnset(Inputs.folder("Project directory", project));
            }
            List<String> leading = new ArrayList<>();
            // Without it npx asks whether it may install the package, on the very pipe that carries the messages.
            leading.add("-y");
            if (preferOffline) {
                leading.add("--prefer-offline");
            }
            leading.add(packageName);
            return new NpxStdioTransport(spec(List.of(program), leading, Map.of()));
        }
    }
}
