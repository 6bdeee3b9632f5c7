package dev.fastmcp.transport.stdio.internal;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What to run, and how.
 *
 * @param programs names or paths of the program; the first that is found is run
 * @param args its arguments
 * @param environment which variables it sees
 * @param cwd its working directory, absolute; {@code null} for the one of this program
 * @param keepAlive whether its channel outlives the last lease
 * @param stderr where its standard error goes
 * @param shutdown how long it may take to end
 */
public record ServerSpec(
        List<String> programs,
        List<String> args,
        EnvironmentSpec environment,
        @Nullable Path cwd,
        boolean keepAlive,
        StderrPolicy stderr,
        ShutdownTimes shutdown) {

    /** Copies the lists. */
    public ServerSpec {
        programs = List.copyOf(programs);
        args = List.copyOf(args);
    }

    /**
     * Returns the command for people.
     *
     * @return program and arguments, without what looks like a secret
     */
    public String display() {
        return Secrets.display(programs.get(0), args);
    }

    /** Returns the environment of a process that is started now. */
    Map<String, String> variables() {
        return environment.resolve(System.getenv(), Platform.CURRENT.windows());
    }

    /**
     * Returns the values that must not be shown even if the server shows them. Worked out when needed, which is seldom.
     */
    List<String> secrets() {
        return Secrets.known(variables(), args);
    }

    /** Shows the command without secrets. */
    @Override
    public String toString() {
        return display();
    }
}
