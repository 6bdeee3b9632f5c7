package dev.fastmcp.it.cli;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Runs the packaged command as a process, the way its users do. */
final class Cli {

    /** How a run ended. */
    record Run(int exitCode, String out, String err) {}

    private static final Path TARGET =
            Path.of("..", "fastmcp-cli", "target").toAbsolutePath().normalize();

    private Cli() {}

    static Run run(String... words) throws IOException, InterruptedException {
        return run(classPathCommand(), words);
    }

    static Run runAsModule(String... words) throws IOException, InterruptedException {
        return run(List.of(java(), "-p", jars(), "-m", "dev.fastmcp.cli/dev.fastmcp.cli.Main"), words);
    }

    static List<String> classPathCommand() throws IOException {
        return List.of(java(), "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-cp", jars(), "dev.fastmcp.cli.Main");
    }

    /** The command of somebody who has this home folder. */
    static List<String> atHome(Path home) throws IOException {
        List<String> command = new ArrayList<>(classPathCommand());
        command.add(1, "-Duser.home=" + home);
        return command;
    }

    static Run run(List<String> command, String... words) throws IOException, InterruptedException {
        List<String> all = new ArrayList<>(command);
        all.addAll(List.of(words));
        Path out = Files.createTempFile("fastmcp-out", null);
        Path err = Files.createTempFile("fastmcp-err", null);
        Process process = new ProcessBuilder(all)
                .redirectOutput(out.toFile())
                .redirectError(err.toFile())
                .start();
        process.getOutputStream().close();
        if (!process.waitFor(50, TimeUnit.SECONDS)) {
            process.destroyForcibly();
            throw new AssertionError("the command did not end: " + all);
        }
        Run run = new Run(process.exitValue(), read(out), read(err));
        Files.delete(out);
        Files.delete(err);
        return run;
    }

    private static String read(Path file) throws IOException {
        return Files.readString(file, StandardCharsets.UTF_8);
    }

    static String java() {
        return Path.of(System.getProperty("java.home"), "bin", "java").toString();
    }

    static String jars() throws IOException {
        try (var own = Files.newDirectoryStream(TARGET, "fastmcp-cli-*-SNAPSHOT.jar")) {
            List<String> jars = new ArrayList<>();
            own.forEach(jar -> jars.add(jar.toString()));
            try (var libraries = Files.newDirectoryStream(TARGET.resolve("app").resolve("lib"), "*.jar")) {
                libraries.forEach(jar -> jars.add(jar.toString()));
            }
            return String.join(java.io.File.pathSeparator, jars);
        }
    }
}
