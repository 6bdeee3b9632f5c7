package dev.fastmcp.it.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** The launcher script in a checkout of its own, which holds nothing but what the script looks at; a script stands for Maven. */
@DisabledOnOs(value = OS.WINDOWS, disabledReason = "the launcher is a Bash script")
@Timeout(240)
class LauncherIT {

    private static final Path PROJECT = Path.of("..").toAbsolutePath().normalize();
    private static final Path BUILT = PROJECT.resolve("fastmcp-cli").resolve("target");

    /** A space in the path is part of the test. */
    @TempDir(factory = SpacedFolder.class)
    Path folder;

    private Path checkout;
    private Path app;
    private Path programs;

    @BeforeEach
    void makeCheckout() throws Exception {
        checkout = Files.createDirectories(folder.resolve("checkout"));
        programs = Files.createDirectories(folder.resolve("bin"));
        app = checkout.resolve("fastmcp-cli/target/app");
        Files.copy(PROJECT.resolve("fastmcp"), checkout.resolve("fastmcp"), StandardCopyOption.COPY_ATTRIBUTES);
        Files.createFile(checkout.resolve("pom.xml"));
        for (String module :
                List.of("api", "core", "transport-stdio", "transport-http", "transport-websocket", "auth", "cli")) {
            Files.createDirectories(checkout.resolve("fastmcp-" + module + "/src/main"));
            Files.createFile(checkout.resolve("fastmcp-" + module + "/pom.xml"));
        }
        maven("echo 'the log of Maven'; exit 1");
    }

    private void maven(String script) throws IOException {
        Path maven = Files.writeString(programs.resolve("mvn"), "#!/bin/sh\n" + script + "\n");
        assertThat(maven.toFile().setExecutable(true)).isTrue();
    }

    /** What Maven would leave behind. */
    private String copyWhatWasBuilt() {
        return "mkdir -p '%1$s' && cp -R '%2$s/app/lib' '%1$s' && cp '%2$s'/fastmcp-cli-*.jar '%1$s/..'"
                .formatted(app, BUILT);
    }

    /** The caches are useless, but that they exist saves the time of making them. */
    private void pretendToBeBuilt() throws Exception {
        assertThat(new ProcessBuilder("sh", "-c", copyWhatWasBuilt()).start().waitFor())
                .isZero();
        for (String name : List.of("-cli.aot", "-demo.aot", "-cli.jsa", "-demo.jsa")) {
            Files.writeString(app.resolve(System.getProperty("java.runtime.version") + name), "no cache");
        }
        Files.createFile(app.resolve("built"));
    }

    private Cli.Run launch(String... words) throws Exception {
        return launch(Map.of(), words);
    }

    private Cli.Run launch(Map<String, String> environment, String... words) throws Exception {
        List<String> command =
                new ArrayList<>(List.of(checkout.resolve("fastmcp").toString()));
        command.addAll(List.of(words));
        File out = folder.resolve("out").toFile();
        File err = folder.resolve("err").toFile();
        ProcessBuilder builder = new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectOutput(out)
                .redirectError(err);
        builder.environment().merge("PATH", programs.toString(), (old, first) -> first + File.pathSeparator + old);
        builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
        builder.environment().putAll(environment);
        Process process = builder.start();
        process.getOutputStream().close();
        assertThat(process.waitFor(200, TimeUnit.SECONDS)).isTrue();
        return new Cli.Run(
                process.exitValue(),
                Files.readString(out.toPath(), StandardCharsets.UTF_8),
                Files.readString(err.toPath(), StandardCharsets.UTF_8));
    }

    @Test
    void buildsOnFirstUseWithOneLineAndKeepsCachesForTheNext() throws Exception {
        maven(copyWhatWasBuilt());
        Cli.Run first = launch("call", "add", "a=1", "b=2");
        assertThat(first.out().strip()).isEqualTo("3");
        assertThat(first.err()).startsWith("Building the fastmcp command").hasLineCount(1);

        maven("exit 1");
        Cli.Run second = launch("list", "--tools");
        assertThat(second.err()).isEmpty();
        assertThat(second.out()).contains("add(a: number, b: number)");
        try (var files = Files.list(app)) {
            assertThat(files.map(file -> file.getFileName().toString()).toList())
                    .filteredOn(name -> name.endsWith("-cli.aot") || name.endsWith("-cli.jsa"))
                    .hasSize(1);
        }

        Files.setLastModifiedTime(
                Files.createFile(checkout.resolve("fastmcp-core/src/main/New.java")),
                FileTime.from(Instant.now().plusSeconds(2)));
        assertThat(launch("list").err()).as("a newer source").startsWith("Building the fastmcp command");
    }

    @Test
    void runsWithoutNoiseWhenACacheDoesNotFit() throws Exception {
        pretendToBeBuilt();
        Cli.Run run = launch("call", "add", "a=1", "b=2");
        assertThat(run.out().strip()).isEqualTo("3");
        assertThat(run.err()).isEmpty();
    }

    @Test
    void looksForConfigurationsWhereHomeSays() throws Exception {
        pretendToBeBuilt();
        Path home = Files.createDirectories(folder.resolve("home"));
        Files.createDirectories(home.resolve(".cursor"));
        Files.writeString(
                home.resolve(".cursor/mcp.json"),
                "{\"mcpServers\": {\"moved\": {\"url\": \"https://example.com/mcp\"}}}");
        assertThat(launch(Map.of("HOME", home.toString()), "discover").out()).contains("cursor:moved");
    }

    @Test
    void showsTheLogOnlyIfTheBuildFails() throws Exception {
        Cli.Run run = launch("list");
        assertThat(run.exitCode()).isEqualTo(70);
        assertThat(run.out()).isEmpty();
        assertThat(run.err()).contains("the log of Maven", "fastmcp: the build failed; its log is above");
    }

    @Test
    void worksThroughASymbolicLinkAndFromAnotherFolder() throws Exception {
        pretendToBeBuilt();
        Path link = Files.createSymbolicLink(programs.resolve("fastmcp"), checkout.resolve("fastmcp"));
        Process process = new ProcessBuilder(link.toString(), "list", "missing.py")
                .directory(programs.toFile())
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        String err = new String(process.getErrorStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).isEqualTo(2);
        assertThat(err)
                .as("paths are those of the user's folder")
                .contains(programs.resolve("missing.py").toString());
    }
}
