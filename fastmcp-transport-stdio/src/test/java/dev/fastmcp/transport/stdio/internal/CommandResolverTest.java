package dev.fastmcp.transport.stdio.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fastmcp.api.error.TransportException;
import dev.fastmcp.transport.stdio.internal.Platform.Kind;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** The rules of both worlds, with files that exist only here. */
class CommandResolverTest {

    private final Map<String, Kind> files = new HashMap<>();
    private final Map<String, String> environment = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    private @Nullable Path cwd;

    private void executable(String... paths) {
        for (String path : paths) {
            files.put(path, Kind.EXECUTABLE);
        }
    }

    private List<String> resolve(boolean windows, String program, String... args) {
        return resolver(windows).resolve(List.of(program), List.of(args));
    }

    private CommandResolver resolver(boolean windows) {
        Platform platform = new Platform(windows, path -> files.getOrDefault(path, Kind.MISSING));
        return new CommandResolver(platform, environment, cwd);
    }

    @Test
    void posixTakesTheFirstExecutableOnThePathOfTheServer() {
        environment.put("PATH", "/a:/b/::/c");
        files.put("/a/tool", Kind.NOT_EXECUTABLE);
        executable("/b/tool", "/c/tool");

        assertThat(resolve(false, "tool", "x y", "$z")).containsExactly("/b/tool", "x y", "$z");
    }

    @Test
    void posixLooksInTheWorkingDirectoryWhereThePathSaysSo() {
        environment.put("PATH", "/a::bin");
        cwd = Path.of("/work");
        executable("/work/bin/tool");

        assertThat(resolve(false, "tool")).containsExactly("/work/bin/tool");

        executable("/work/./tool");
        assertThat(resolve(false, "tool")).containsExactly("/work/./tool");
    }

    @Test
    void posixTakesPathsAsTheyAre() {
        cwd = Path.of("/work");
        executable("/opt/tool", "/work/./tool");

        assertThat(resolve(false, "/opt/tool")).containsExactly("/opt/tool");
        assertThat(resolve(false, "./tool")).containsExactly("/work/./tool");
    }

    @Test
    void secondChoiceIsTakenIfTheFirstIsMissing() {
        environment.put("PATH", "/a");
        executable("/a/python");

        assertThat(resolver(false).resolve(List.of("python3", "python"), List.of()))
                .containsExactly("/a/python");
    }

    @Test
    void missingProgramsAreAllNamed() {
        environment.put("PATH", "/a:/b");

        assertThatThrownBy(() -> resolver(false).resolve(List.of("python3", "python"), List.of()))
                .isInstanceOf(TransportException.class)
                .hasMessage("Cannot start \"python3\", nor \"python\": not found on PATH (2 folders searched);"
                        + " install it or give its full path");
    }

    @Test
    void missingPathIsSaid() {
        assertThatThrownBy(() -> resolve(false, "tool"))
                .hasMessage("Cannot start \"tool\": the server has no PATH; install it or give its full path");
    }

    @Test
    void windowsTakesWhatCanBeRunAndNotTheScriptForOtherShells() {
        environment.put("Path", "C:\\Windows;\"C:\\Program Files\\nodejs\";");
        environment.put("SystemRoot", "C:\\Windows");
        executable("C:\\Program Files\\nodejs\\npx", "C:\\Program Files\\nodejs\\npx.cmd");

        assertThat(resolve(true, "npx", "-y", "@scope/server", "C:\\my data\\"))
                .containsExactly(
                        "C:\\Windows\\System32\\cmd.exe",
                        "/d",
                        "/s",
                        "/c",
                        "\"\"C:\\Program Files\\nodejs\\npx.cmd\" \"-y\" \"@scope/server\" \"C:\\my data\\\\\"\"");
    }

    @Test
    void windowsPrefersTheOrderOfItsExtensions() {
        environment.put("PATH", "C:\\x");
        environment.put("PATHEXT", ".EXE;.CMD");
        executable("C:\\x\\uv.cmd", "C:\\x\\uv.exe");

        assertThat(resolve(true, "uv", "run")).containsExactly("C:\\x\\uv.exe", "run");
        assertThat(resolve(true, "uv.exe")).containsExactly("C:\\x\\uv.exe");
    }

    @Test
    void windowsCompletesPathsToo() {
        cwd = Path.of("/work");
        executable("D:\\tools\\server.exe", "/work\\bin\\server.exe", "D:\\odd");

        assertThat(resolve(true, "D:\\tools\\server")).containsExactly("D:\\tools\\server.exe");
        assertThat(resolve(true, "bin\\server")).containsExactly("/work\\bin\\server.exe");
        assertThat(resolve(true, "D:\\odd")).containsExactly("D:\\odd");
    }
}
