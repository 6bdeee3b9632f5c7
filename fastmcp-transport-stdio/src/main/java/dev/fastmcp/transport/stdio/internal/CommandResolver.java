package dev.fastmcp.transport.stdio.internal;

import dev.fastmcp.api.error.TransportException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Finds the program to run, as a shell would, but in the environment of the server: what this program has on its own
 * path is of no concern to a server whose path was set. A full path is also what keeps Windows from picking another
 * file.
 */
final class CommandResolver {

    private static final String DEFAULT_EXTENSIONS = ".COM;.EXE;.BAT;.CMD";

    private final Platform platform;
    private final Map<String, String> environment;
    private final @Nullable Path cwd;

    CommandResolver(Platform platform, Map<String, String> environment, @Nullable Path cwd) {
        this.platform = platform;
        this.environment = environment;
        this.cwd = cwd;
    }

    /**
     * Returns what to give to the operating system.
     *
     * @param programs names or paths, in order of preference
     * @param args the arguments
     * @throws TransportException if none of the programs is found, or an argument cannot be passed on
     */
    List<String> resolve(List<String> programs, List<String> args) {
        for (String program : programs) {
            String file = find(program);
            if (file != null) {
                return commandLine(file, args);
            }
        }
        throw notFound(programs);
    }

    private List<String> commandLine(String file, List<String> args) {
        if (platform.windows()) {
            String system = environment.get("SYSTEMROOT");
            String interpreter = system == null ? "cmd.exe" : system + "\\System32\\cmd.exe";
            return WindowsCommandLine.of(file, args, interpreter);
        }
        List<String> command = new ArrayList<>(args.size() + 1);
        command.add(file);
        command.addAll(args);
        return command;
    }

    private @Nullable String find(String program) {
        if (platform.hasSeparator(program)) {
            return firstExecutable(inWorkingDirectory(program), true);
        }
        for (String folder : folders()) {
            String found = firstExecutable(join(inWorkingDirectory(folder), program), false);
            if (found != null) {
                return found;
            }
        }
        return null;
    }

    private @Nullable String firstExecutable(String path, boolean explicit) {
        for (String candidate : candidates(path, explicit)) {
            if (platform.kind(candidate) == Platform.Kind.EXECUTABLE) {
                return candidate;
            }
        }
        return null;
    }

    /** On Windows {@code npx} is a script for other shells; what can be run is {@code npx.cmd} beside it. */
    private List<String> candidates(String path, boolean explicit) {
        if (!platform.windows()) {
            return List.of(path);
        }
        List<String> result = new ArrayList<>();
        String lower = path.toLowerCase(Locale.ROOT);
        List<String> extensions = extensions();
        boolean complete = extensions.stream().anyMatch(lower::endsWith);
        if (complete) {
            result.add(path);
        }
        extensions.forEach(extension -> result.add(path + extension));
        if (explicit && !complete) {
            result.add(path);
        }
        return result;
    }

    private List<String> extensions() {
        String value = environment.getOrDefault("PATHEXT", DEFAULT_EXTENSIONS);
        List<String> result = new ArrayList<>();
        for (String extension : value.toLowerCase(Locale.ROOT).split(";")) {
            if (extension.startsWith(".")) {
                result.add(extension);
            }
        }
        return result;
    }

    private List<String> folders() {
        String path = environment.getOrDefault("PATH", "");
        if (path.isEmpty()) {
            return List.of();
        }
        List<String> result = new ArrayList<>();
        for (String folder : path.split(String.valueOf(platform.pathSeparator()))) {
            String plain = platform.windows() ? folder.replace("\"", "") : folder;
            // An empty entry means the working directory on POSIX; on Windows it is a typing mistake.
            if (!plain.isEmpty()) {
                result.add(plain);
            } else if (!platform.windows()) {
                result.add(".");
            }
        }
        return result;
    }

    private String inWorkingDirectory(String path) {
        return cwd == null || platform.isAbsolute(path) ? path : join(cwd.toString(), path);
    }

    private String join(String folder, String name) {
        char last = folder.charAt(folder.length() - 1);
        return last == '/' || last == platform.separator() ? folder + name : folder + platform.separator() + name;
    }

    private TransportException notFound(List<String> programs) {
        String program = programs.get(0);
        String start = "Cannot start \"" + Printable.line(program, 200) + '"';
        if (platform.hasSeparator(program)) {
            return failed(start + ": " + state(inWorkingDirectory(program)));
        }
        String others = programs.size() == 1
                ? ""
                : ", nor \"" + String.join("\", \"", programs.subList(1, programs.size())) + '"';
        int searched = folders().size();
        String where =
                searched == 0 ? "the server has no PATH" : "not found on PATH (" + searched + " folders searched)";
        String advice = program.indexOf(' ') > 0
                ? "give the program alone, and its arguments one by one"
                : "install it or give its full path";
        return failed(start + others + ": " + where + "; " + advice);
    }

    private String state(String path) {
        String shown = Printable.line(path, 200);
        return switch (platform.kind(path)) {
            case MISSING -> "there is no file " + shown;
            case DIRECTORY -> shown + " is a directory";
            case NOT_EXECUTABLE, EXECUTABLE ->
                shown + " is not executable; make it so, or give the program that runs it";
        };
    }

    private static TransportException failed(String message) {
        return new TransportException(TransportException.Kind.CONNECT_FAILED, message);
    }
}
