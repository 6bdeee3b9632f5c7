package dev.fastmcp.transport.stdio;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.fastmcp.api.error.TransportException;
import dev.fastmcp.api.spi.ChannelTraits;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.concurrent.CopyOnWriteArrayList;
import org.assertj.core.api.AbstractThrowableAssert;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/**
 * How servers are started: with what environment, where, with what standard error, and what is said if they cannot be.
 */
class StdioStartTest {

    @TempDir
    private Path folder;

    @AfterEach
    void nothingLeft() {
        Await.nothingLeft();
    }

    private static AbstractThrowableAssert<?, ? extends Throwable> assertCannotStart(StdioTransport transport) {
        TransportException failure = catchThrowableOfType(TransportException.class, () -> Connected.to(transport));
        assertThat(failure.kind()).isEqualTo(TransportException.Kind.CONNECT_FAILED);
        return assertThat(failure);
    }

    @Test
    @EnabledOnOs({OS.LINUX, OS.MAC})
    void serverSeesTheSafeListAndWhatItWasGivenAndNothingElse() throws InterruptedException {
        StdioTransport transport = Connected.faulty()
                .env("GREETING", "grüß dich")
                .env(Map.of("EMPTY", ""))
                .build();
        try (Connected server = Connected.to(transport)) {
            Map<String, Object> environment = server.call("env");

            var expected = new TreeSet<>(System.getenv().keySet());
            expected.retainAll(List.of("HOME", "LOGNAME", "PATH", "SHELL", "TERM", "USER"));
            expected.addAll(List.of("GREETING", "EMPTY"));
            assertThat(environment.keySet()).containsExactlyInAnyOrderElementsOf(expected);
            assertThat(environment).containsEntry("EMPTY", "");
        }
    }

    @Test
    void serverRunsInTheGivenDirectory() throws InterruptedException, IOException {
        Path real = folder.toRealPath();
        try (Connected server = Connected.to(Connected.faulty().cwd(real).build())) {
            assertThat(server.call("cwd")).containsEntry("cwd", real.toString());
        }
    }

    @Test
    void keepAliveIsATraitOfTheChannelAndOnByDefault() throws InterruptedException {
        try (Connected kept = Connected.to(Connected.faulty().build());
                Connected notKept =
                        Connected.to(Connected.faulty().keepAlive(false).build())) {
            assertThat(kept.channel.traits()).isEqualTo(ChannelTraits.PIPE.withKeepAlive(true));
            assertThat(notKept.channel.traits()).isEqualTo(ChannelTraits.PIPE);
        }
    }

    @Test
    void missingProgramIsSaidWithWhereItWasLookedFor() {
        assertCannotStart(StdioTransport.builder("no-such-program-here")
                        .env("PATH", "/a:/b")
                        .build())
                .hasMessage("Cannot start \"no-such-program-here\": not found on PATH (2 folders searched);"
                        + " install it or give its full path");
    }

    @Test
    void commandWithItsArgumentsInOneStringIsRecognised() {
        assertCannotStart(StdioTransport.of("npx -y some-server"))
                .hasMessageContaining("\"npx -y some-server\"")
                .hasMessageEndingWith("give the program alone, and its arguments one by one");
    }

    @Test
    void missingPathIsSaid() {
        Path missing = folder.resolve("server");

        assertCannotStart(StdioTransport.of(missing.toString()))
                .hasMessage("Cannot start \"" + missing + "\": there is no file " + missing);
    }

    @Test
    void directoryIsNoProgram() {
        assertCannotStart(StdioTransport.of(folder.toString())).hasMessageEndingWith(folder + " is a directory");
    }

    @Test
    @EnabledOnOs({OS.LINUX, OS.MAC})
    void fileThatIsNotExecutableIsNoProgram() throws IOException {
        Path file = Files.writeString(folder.resolve("server"), "#!/bin/sh\n");

        assertCannotStart(StdioTransport.of(file.toString()))
                .hasMessageEndingWith(file + " is not executable; make it so, or give the program that runs it");
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void fileThatTheSystemCannotRunIsSaidWithItsReason() throws IOException {
        Path file = Files.writeString(folder.resolve("server"), "#!/no/such/interpreter\n");
        assertThat(file.toFile().setExecutable(true)).isTrue();

        assertCannotStart(StdioTransport.of(file.toString()))
                .hasMessageStartingWith("Cannot start " + file + ": ")
                .hasMessageContaining("No such file or directory");
    }

    @Test
    void missingWorkingDirectoryIsSaid() {
        Path missing = folder.resolve("nowhere");

        assertCannotStart(Connected.faulty().cwd(missing).build())
                .hasMessageEndingWith("its working directory " + missing + " does not exist");
    }

    @Test
    void workingDirectoryThatIsAFileIsSaid() throws IOException {
        Path file = Files.createFile(folder.resolve("file"));

        assertCannotStart(Connected.faulty().cwd(file).build())
                .hasMessageEndingWith("its working directory " + file + " is not a directory");
    }

    @Test
    @EnabledOnOs({OS.LINUX, OS.MAC})
    void relativeProgramCountsFromTheWorkingDirectory() throws Exception {
        Path bin = Files.createDirectory(folder.resolve("bin"));
        Path script = Files.writeString(bin.resolve("my-cat"), "#!/bin/sh\nexec cat\n");
        assertThat(script.toFile().setExecutable(true)).isTrue();

        try (Connected server =
                Connected.to(StdioTransport.builder("bin/my-cat").cwd(folder).build())) {
            server.tell("notifications/hello");
            Await.until("echo of the notification", () -> !server.recorder.notifications.isEmpty());
        }
    }

    @Test
    @EnabledOnOs({OS.LINUX, OS.MAC})
    void noShellLooksAtTheArguments() throws Exception {
        try (Connected server = Connected.to(Connected.faulty("$(touch x)", "; touch x", "*", "a b", "\"q\"")
                .cwd(folder)
                .build())) {
            server.call("echo");
            assertThat(folder).isEmptyDirectory();
        }
    }

    @Test
    void interruptedThreadStartsNothing() {
        Thread.currentThread().interrupt();

        assertThatThrownBy(() -> Connected.to(Connected.faulty().build())).isInstanceOf(InterruptedException.class);

        assertThat(ProcessHandle.current().descendants().filter(Await::runs)).isEmpty();
    }

    @Test
    void stderrIsAppendedToAFile() throws InterruptedException, IOException {
        Path log = Files.writeString(folder.resolve("log"), "before\n");
        try (Connected server =
                Connected.to(Connected.faulty().stderr(Stderr.file(log)).build())) {
            server.call("log");
        }

        assertThat(Files.readString(log)).isEqualTo("before\ngrüße\r\nsecond line\n");
    }

    @Test
    void stderrFileThatCannotBeOpenedIsSaid() {
        Path log = folder.resolve("no/log");

        assertCannotStart(Connected.faulty().stderr(Stderr.file(log)).build())
                .hasMessageContaining("its stderr cannot be written to " + log);
    }

    @Test
    void stderrIsHandedOutLineByLine() throws InterruptedException {
        List<String> lines = new CopyOnWriteArrayList<>();
        try (Connected server =
                Connected.to(Connected.faulty().stderr(Stderr.lines(lines::add)).build())) {
            server.call("log");
            Await.until("both lines", () -> lines.size() == 2);
        }

        assertThat(lines).containsExactly("grüße", "second line");
    }

    @Test
    void consumerOfStderrMayCallTheServer() throws InterruptedException {
        List<Object> answers = new CopyOnWriteArrayList<>();
        Connected[] holder = new Connected[1];
        StdioTransport transport = Connected.faulty()
                .stderr(Stderr.lines(line -> {
                    try {
                        answers.add(holder[0].call("echo", "{\"a\":1}").get("a"));
                    } catch (InterruptedException e) {
                        throw new IllegalStateException(e);
                    }
                }))
                .build();
        try (Connected server = Connected.to(transport)) {
            holder[0] = server;
            server.call("log");
            Await.until("answers to the calls", () -> answers.size() == 2);
        }
    }
}
