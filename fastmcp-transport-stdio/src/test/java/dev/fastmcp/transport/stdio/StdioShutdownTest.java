package dev.fastmcp.transport.stdio;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fastmcp.api.spi.ClientTransport;
import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** How servers end: politely if they let us, but in bounded time, and with all they have started. */
class StdioShutdownTest {

    private static final Duration SHORT = Duration.ofMillis(300);

    @AfterEach
    void nothingLeft() {
        Await.nothingLeft();
    }

    private static Duration close(Connected server) {
        long start = System.nanoTime();
        server.close();
        return Duration.ofNanos(System.nanoTime() - start);
    }

    @Test
    void wellBehavedServerExitsByItselfWithoutAnyWaiting() throws InterruptedException {
        Connected server = Connected.to(Connected.faulty().build());
        ProcessHandle process = server.server();

        assertThat(close(server)).isLessThan(Duration.ofSeconds(1));

        assertThat(Await.runs(process)).isFalse();
    }

    @Test
    void slowExitIsWaitedForAndItsLastWordsAreRead(@TempDir Path folder) throws InterruptedException {
        Path log = folder.resolve("stderr.log");
        Connected server = Connected.to(
                Connected.faulty("slow-exit").stderr(Stderr.file(log)).build());
        server.call("echo");

        server.close();

        assertThat(log).hasContent("saved");
    }

    @Test
    void serverThatIgnoresTheEndOfItsInputIsTerminated() throws InterruptedException {
        Connected server = Connected.to(Connected.faulty("ignore-eof")
                .shutdownTimes(SHORT, Duration.ofSeconds(5))
                .build());
        ProcessHandle process = server.server();

        assertThat(close(server)).isBetween(SHORT, Duration.ofSeconds(3));

        assertThat(Await.runs(process)).isFalse();
    }

    @Test
    @EnabledOnOs({OS.LINUX, OS.MAC})
    void serverThatIgnoresTheSignalTooIsKilled() throws InterruptedException {
        Connected server = Connected.to(Connected.faulty("ignore-eof", "ignore-term")
                .shutdownTimes(SHORT, SHORT)
                .build());
        ProcessHandle process = server.server();

        assertThat(close(server)).isBetween(SHORT.multipliedBy(2), Duration.ofSeconds(3));

        assertThat(Await.runs(process)).isFalse();
    }

    @Test
    void whatTheServerStartedIsEndedWithIt() throws InterruptedException {
        Connected server = Connected.to(Connected.faulty().build());
        ProcessHandle grandchild = Connected.handle(server.call("grandchild"));

        assertThat(close(server)).isLessThan(Duration.ofSeconds(2));

        assertThat(Await.runs(grandchild)).isFalse();
    }

    @Test
    @EnabledOnOs({OS.LINUX, OS.MAC})
    void wrapperScriptIsEndedWithTheServerBehindIt() throws InterruptedException {
        StdioTransport direct = Connected.faulty("ignore-eof").build();
        List<String> command = ((ProcessTransport) direct).command();
        Connected server = Connected.to(StdioTransport.builder("sh")
                .args("-c", "\"$@\"; true", "sh")
                .args(command)
                .shutdownTimes(SHORT, Duration.ofSeconds(2))
                .build());
        ProcessHandle behind = server.server();

        server.close();

        assertThat(Await.runs(behind)).isFalse();
    }

    @Test
    void closingTwiceDoesNothingMore() throws InterruptedException {
        Connected server = Connected.to(Connected.faulty().build());
        server.call("echo");
        server.close();

        assertThat(close(server)).isLessThan(Duration.ofMillis(200));
        server.transport.close();
    }

    @Test
    void interruptedThreadDoesNotWaitAndTheServerEndsAllTheSame() throws InterruptedException {
        Connected server = Connected.to(Connected.faulty("ignore-eof")
                .shutdownTimes(SHORT, Duration.ofSeconds(5))
                .build());
        ProcessHandle process = server.server();

        Thread.currentThread().interrupt();
        Duration time = close(server);

        assertThat(Thread.interrupted()).isTrue();
        assertThat(time).isLessThan(SHORT);
        Await.gone(process);
    }

    @Test
    void virtualMachineThatExitsWithoutClosingTakesItsServersAlong() throws Exception {
        Process program = abandoning("exit");

        long pid = Long.parseLong(firstLine(program));

        assertThat(program.waitFor(5, TimeUnit.SECONDS)).isTrue();
        assertThat(program.exitValue()).isZero();
        ProcessHandle.of(pid).ifPresent(Await::gone);
    }

    @Test
    void killedVirtualMachineLeavesNoServerThatReadsItsInput() throws Exception {
        Process program = abandoning("wait");
        long pid = Long.parseLong(firstLine(program));

        program.destroyForcibly().waitFor();

        ProcessHandle.of(pid).ifPresent(Await::gone);
    }

    private static Process abandoning(String how) throws Exception {
        String classPath = Connected.TestClassPath.of(Abandoning.class, StdioTransport.class, ClientTransport.class);
        return new ProcessBuilder(Connected.java(), "-cp", classPath, Abandoning.class.getName(), how)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
    }

    private static String firstLine(Process program) throws Exception {
        return new BufferedReader(new InputStreamReader(program.getInputStream(), StandardCharsets.UTF_8)).readLine();
    }
}
