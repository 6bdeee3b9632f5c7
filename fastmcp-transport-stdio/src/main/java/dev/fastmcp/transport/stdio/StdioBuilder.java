package dev.fastmcp.transport.stdio;

import dev.fastmcp.transport.stdio.internal.EnvironmentSpec;
import dev.fastmcp.transport.stdio.internal.ServerSpec;
import dev.fastmcp.transport.stdio.internal.ShutdownTimes;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The options that all transports of this package share. Not thread-safe.
 *
 * @param <B> the type of the builder
 */
public abstract sealed class StdioBuilder<B extends StdioBuilder<B>>
        permits FastMcpStdioTransport.Builder,
                JavaStdioTransport.Builder,
                NodeStdioTransport.Builder,
                NpxStdioTransport.Builder,
                PythonStdioTransport.Builder,
                StdioTransport.Builder,
                UvStdioTransport.Builder,
                UvxStdioTransport.Builder {

    private final List<String> args = new ArrayList<>();
    private final Map<String, String> environment = new LinkedHashMap<>();
    private final List<String> inherited = new ArrayList<>();
    private boolean inheritAll;
    private @Nullable Path cwd;
    private boolean keepAlive = true;
    private Stderr stderr = Stderr.discard();
    private ShutdownTimes shutdown = ShutdownTimes.DEFAULT;

    StdioBuilder() {}

    abstract B self();

    /**
     * Makes the transport. Starts nothing.
     *
     * @return the transport
     * @throws IllegalArgumentException if a file or folder named in the options is missing or of the wrong kind
     */
    public abstract StdioTransport build();

    /**
     * Adds arguments for the server.
     *
     * @param more the arguments, passed on one by one and unchanged
     * @return this builder
     * @throws IllegalArgumentException if one contains a NUL character
     */
    public B args(String... more) {
        return args(List.of(more));
    }

    /**
     * Adds arguments for the server.
     *
     * @param more the arguments, passed on one by one and unchanged
     * @return this builder
     * @throws IllegalArgumentException if one contains a NUL character
     */
    public B args(List<String> more) {
        for (String arg : more) {
            args.add(Inputs.withoutNul("args[" + args.size() + "]", arg));
        }
        return self();
    }

    /**
     * Sets an environment variable. This is the way to hand a server its credentials: arguments can be seen by every
     * user of the machine.
     *
     * @param name the name
     * @param value the value; it appears in no message or log
     * @return this builder
     * @throws IllegalArgumentException if the name is empty or contains {@code =}, or either contains a NUL character
     */
    public B env(String name, String value) {
        Objects.requireNonNull(value, "value of " + name);
        environment.put(Inputs.variableName(name), Inputs.withoutNul("the value of " + name, value));
        return self();
    }

    /**
     * Sets environment variables.
     *
     * @param variables names and values
     * @return this builder
     * @throws IllegalArgumentException as for {@link #env(String, String)}
     */
    public B env(Map<String, String> variables) {
        variables.forEach(this::env);
        return self();
    }

    /**
     * Lets the server see more variables of this program's environment, such as {@code LANG} or {@code HTTPS_PROXY}.
     * Those that are not set, or hold an exported shell function, are left out.
     *
     * @param names the names
     * @return this builder
     * @throws IllegalArgumentException if a name is empty or contains {@code =}
     */
    public B inheritEnv(String... names) {
        for (String name : names) {
            inherited.add(Inputs.variableName(name));
        }
        return self();
    }

    /**
     * Lets the server see this program's whole environment, and so the secrets in it. Only for servers trusted as much
     * as this program.
     *
     * @return this builder
     */
    public B inheritAllEnv() {
        inheritAll = true;
        return self();
    }

    /**
     * Sets the working directory of the server.
     *
     * @param folder the directory, which must exist when the server is started; by default the one of this program
     * @return this builder
     */
    public B cwd(Path folder) {
        cwd = folder.toAbsolutePath();
        return self();
    }

    /**
     * Sets whether the process outlives the last session of its client.
     *
     * @param keep true, the default, to have the next session use the same process; it ends when the client is closed,
     *     at the latest with this program
     * @return this builder
     */
    public B keepAlive(boolean keep) {
        keepAlive = keep;
        return self();
    }

    /**
     * Sets where the server's standard error goes. Whatever is set here, its last lines are in the message of the
     * exception if the server fails.
     *
     * @param target the target; {@link Stderr#discard()} by default
     * @return this builder
     */
    public B stderr(Stderr target) {
        stderr = Objects.requireNonNull(target, "target");
        return self();
    }

    /**
     * Sets how patiently the server is ended. Its input is closed; if it has not exited in time, it and all it has
     * started are asked to terminate (on Windows: ended); if that does not help in time either, they are killed.
     *
     * @param exit how long it may take to exit after its input was closed; 2 seconds by default
     * @param terminate how long it may take after it was asked to terminate; 2 seconds by default
     * @return this builder
     * @throws IllegalArgumentException if one is negative
     */
    public B shutdownTimes(Duration exit, Duration terminate) {
        shutdown = new ShutdownTimes(Inputs.notNegative("exit", exit), Inputs.notNegative("terminate", terminate));
        return self();
    }

    /** Runs the server somewhere unless the user has said where. */
    final void cwdIfUnset(Path folder) {
        if (cwd == null) {
            cwd = folder.toAbsolutePath();
        }
    }

    final boolean hasArgs() {
        return !args.isEmpty();
    }

    /**
     * Puts it all together.
     *
     * @param programs the program, and what else to try if it is not found
     * @param leading what stands between program and arguments
     * @param defaults variables that the user's own override
     */
    final ServerSpec spec(List<String> programs, List<String> leading, Map<String, String> defaults) {
        List<String> all = new ArrayList<>(leading);
        all.addAll(args);
        Map<String, String> variables = new LinkedHashMap<>(defaults);
        variables.putAll(environment);
        EnvironmentSpec visible = new EnvironmentSpec(variables, inherited, inheritAll);
        return new ServerSpec(programs, all, visible, cwd, keepAlive, stderr.policy(), shutdown);
    }
}
