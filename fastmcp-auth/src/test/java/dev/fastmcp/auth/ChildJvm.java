package dev.fastmcp.auth;

import java.io.File;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** Starts programs of these tests in a process of their own. */
public final class ChildJvm {

    private ChildJvm() {}

    /** A program that runs with what this test itself runs with. */
    public static ProcessBuilder running(Class<?> program, String... arguments) {
        return running(path(), program, arguments);
    }

    /** A program that runs with other jars and folders. */
    public static ProcessBuilder running(List<String> path, Class<?> program, String... arguments) {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-XX:-UsePerfData",
                "-cp",
                String.join(File.pathSeparator, path),
                program.getName()));
        command.addAll(List.of(arguments));
        return new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT);
    }

    /** What this test itself runs with. Where the tests are patched into the module, their place is not on any path. */
    public static List<String> path() {
        return Stream.of(
                        Path.of("target", "test-classes").toAbsolutePath().toString(),
                        System.getProperty("jdk.module.path", ""),
                        System.getProperty("java.class.path", ""),
                        System.getProperty("surefire.test.class.path", ""))
                .flatMap(entries -> Stream.of(entries.split(File.pathSeparator)))
                .filter(entry -> !entry.isEmpty())
                .distinct()
                .toList();
    }
}
