package dev.fastmcp.transport.stdio;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What each launcher runs, and what it refuses to. */
class LaunchersTest {

    @TempDir
    private Path folder;

    private Path script;

    @BeforeEach
    void writeScript() throws IOException {
        script = Files.createFile(folder.resolve("server.py"));
    }

    @AfterEach
    void nothingLeft() {
        Await.nothingLeft();
    }

    private static List<String> command(StdioTransport transport) {
        return ((ProcessTransport) transport).command();
    }

    @Test
    @EnabledOnOs({OS.LINUX, OS.MAC})
    void pythonRunsTheScriptByItsAbsolutePath() {
        PythonStdioTransport transport = PythonStdioTransport.of(script, "--port", "1");

        assertThat(command(transport)).containsExactly("python3", script.toString(), "--port", "1");
        assertThat(transport.spec().programs()).containsExactly("python3", "python");
        assertThat(transport.ownEnvironment())
                .containsOnly(
                        java.util.Map.entry("PYTHONUNBUFFERED", "1"), java.util.Map.entry("PYTHONIOENCODING", "utf-8"));
        assertThat(transport.toString()).isEqualTo("PythonStdioTransport[python3 " + script + " --port 1]");
    }

    @Test
    void pythonOptionsOfTheUserWin() {
        PythonStdioTransport transport = PythonStdioTransport.builder(script)
                .pythonCommand("/opt/python")
                .env("PYTHONUNBUFFERED", "0")
                .env("A", "b")
                .build();

        assertThat(command(transport)).containsExactly("/opt/python", script.toString());
        assertThat(transport.ownEnvironment())
                .containsEntry("PYTHONUNBUFFERED", "0")
                .containsEntry("A", "b");
    }

    @ParameterizedTest
    @ValueSource(strings = {"server.js", "server.mjs", "server.cjs", "SERVER.JS"})
    void nodeRunsAllKindsOfJavaScript(String name) throws IOException {
        Path file = Files.createFile(folder.resolve(name));

        assertThat(command(NodeStdioTransport.of(file, "x"))).containsExactly("node", file.toString(), "x");
        assertThat(command(NodeStdioTransport.builder(file).nodeCommand("bun").build()))
                .startsWith("bun");
    }

    @Test
    void fastmcpKeepsTheArgumentsOfTheServerApartFromItsOwn() {
        assertThat(command(FastMcpStdioTransport.of(script))).containsExactly("fastmcp", "run", script.toString());
        assertThat(command(FastMcpStdioTransport.builder(script)
                        .fastmcpCommand("/x/fastmcp")
                        .args("--name", "n")
                        .build()))
                .containsExactly("/x/fastmcp", "run", script.toString(), "--", "--name", "n");
    }

    @Test
    void uvTakesAllItsOptions() throws IOException {
        Path requirements = Files.createFile(folder.resolve("requirements.txt"));

        assertThat(command(UvStdioTransport.of("server.py", "a"))).containsExactly("uv", "run", "server.py", "a");
        assertThat(command(UvStdioTransport.builder("my.module")
                        .module(true)
                        .pythonVersion("3.12")
                        .projectDirectory(folder)
                        .with("httpx", "rich")
                        .withRequirements(requirements)
                        .uvCommand("/x/uv")
                        .args("-v")
                        .build()))
                .containsExactly(
                        "/x/uv",
                        "run",
                        "--python",
                        "3.12",
                        "--directory",
                        folder.toString(),
                        "--with",
                        "httpx",
                        "--with",
                        "rich",
                        "--with-requirements",
                        requirements.toString(),
                        "--module",
                        "my.module",
                        "-v");
    }

    @Test
    void uvxTakesAllItsOptionsAndTheEnvironment() {
        UvxStdioTransport transport = UvxStdioTransport.builder("tool")
                .pythonVersion("3.12")
                .fromPackage("tool-package")
                .with("extra")
                .projectDirectory(folder)
                .env("KEY", "value")
                .args("arg")
                .build();

        assertThat(command(transport))
                .containsExactly("uvx", "--python", "3.12", "--from", "tool-package", "--with", "extra", "tool", "arg");
        assertThat(transport.spec().cwd()).isEqualTo(folder);
        assertThat(transport.ownEnvironment()).containsEntry("KEY", "value");
        assertThat(command(UvxStdioTransport.builder("t").uvxCommand("/x/uvx").build()))
                .containsExactly("/x/uvx", "t");
    }

    @Test
    void npxNeverAsksAndPrefersWhatItHas() {
        assertThat(command(NpxStdioTransport.of("@scope/server@1", "/data")))
                .containsExactly("npx", "-y", "--prefer-offline", "@scope/server@1", "/data");
        NpxStdioTransport transport = NpxStdioTransport.builder("server")
                .preferOffline(false)
                .npxCommand("/x/npx")
                .projectDirectory(folder)
                .build();
        assertThat(command(transport)).containsExactly("/x/npx", "-y", "server");
        assertThat(transport.spec().cwd()).isEqualTo(folder);
    }

    @Test
    void workingDirectoryOfTheUserWinsOverTheProject() {
        Path elsewhere = folder.resolve("elsewhere");

        assertThat(NpxStdioTransport.builder("server")
                        .cwd(elsewhere)
                        .projectDirectory(folder)
                        .build()
                        .spec()
                        .cwd())
                .isEqualTo(elsewhere);
    }

    @Test
    void javaRunsJarsAndClassesOnTheSameJava() throws IOException {
        Path jar = Files.createFile(folder.resolve("server.jar"));

        assertThat(command(JavaStdioTransport.of(jar, "x")))
                .containsExactly(
                        Connected.java(),
                        "-Dfile.encoding=UTF-8",
                        "-Dstdout.encoding=UTF-8",
                        "-Dstderr.encoding=UTF-8",
                        "-jar",
                        jar.toString(),
                        "x");
        assertThat(command(JavaStdioTransport.builder(List.of(jar, folder), "org.example.Main")
                        .javaCommand("java")
                        .jvmArgs("-Xmx64m")
                        .args("x")
                        .build()))
                .startsWith("java")
                .endsWith("-Xmx64m", "-cp", jar + File.pathSeparator + folder, "org.example.Main", "x");
    }

    @Test
    void javaReallyRunsAClass() throws InterruptedException {
        JavaStdioTransport transport = JavaStdioTransport.builder(
                        List.of(Path.of(Connected.TestClassPath.of(FaultyServer.class))), FaultyServer.class.getName())
                .build();
        try (Connected server = Connected.to(transport)) {
            assertThat(server.call("echo", "{\"text\":\"grüß dich\"}")).containsEntry("text", "grüß dich");
        }
    }

    @Test
    void missingScriptIsSaid() {
        Path missing = folder.resolve("missing.py");

        assertThatThrownBy(() -> PythonStdioTransport.of(missing))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("Python script not found: " + missing);
        assertThatThrownBy(() -> JavaStdioTransport.of(folder.resolve("x.jar")))
                .hasMessage("jar not found: " + folder.resolve("x.jar"));
    }

    @Test
    void wrongSuffixIsSaidWithTheRightOnes() throws IOException {
        Path text = Files.createFile(folder.resolve("notes.txt"));

        assertThatThrownBy(() -> FastMcpStdioTransport.of(text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("Not a Python script: " + text + "; give a file that ends in .py");
        assertThatThrownBy(() -> NodeStdioTransport.of(text))
                .hasMessage("Not a JavaScript file: " + text + "; give a file that ends in .js, .mjs or .cjs");
    }

    @Test
    void directoryIsNoScript() throws IOException {
        Path directory = Files.createDirectory(folder.resolve("package.py"));

        assertThatThrownBy(() -> PythonStdioTransport.of(directory))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("Not a Python script: " + directory + " is a directory; give a file that ends in .py");
    }

    @Test
    void projectDirectoryMustBeOne() {
        assertThatThrownBy(() -> UvStdioTransport.builder("x")
                        .projectDirectory(folder.resolve("no"))
                        .build())
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("Project directory not found: " + folder.resolve("no"));
        assertThatThrownBy(() ->
                        NpxStdioTransport.builder("x").projectDirectory(script).build())
                .hasMessage("Project directory is not a directory: " + script);
        assertThatThrownBy(() -> UvStdioTransport.builder("x")
                        .withRequirements(folder.resolve("no"))
                        .build())
                .hasMessage("Requirements file not found: " + folder.resolve("no"));
    }

    @Test
    void nameThatLooksLikeAnOptionIsRefused() {
        assertThatThrownBy(() -> NpxStdioTransport.of("--eval"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("packageName starts with '-' and would be taken for an option: --eval");
        assertThatThrownBy(() -> UvxStdioTransport.builder("t").with("-e"))
                .hasMessageStartingWith("package starts with '-'");
        assertThatThrownBy(() -> UvStdioTransport.of(" ")).hasMessage("command is blank");
    }
}
