package dev.fastmcp.cli;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.Optional;

/** Serves over standard input and output until the input ends. */
final class StdioService {

    /** For a complaint that is about to be printed. */
    private static final Duration PATIENCE = Duration.ofSeconds(1);

    private StdioService() {}

    static int run(PassedOn passedOn, Invocation invocation, Output output) {
        AtSignal atSignal = AtSignal.close(passedOn::close);
        try (passedOn) {
            Optional<Thread> firstLook = FirstLook.at(passedOn, invocation, output);
            passedOn.server().runStdio();
            if (firstLook.isPresent()) {
                firstLook.get().join(PATIENCE);
            }
            return ExitCodes.OK;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return ExitCodes.INTERRUPTED;
        } finally {
            atSignal.close();
        }
    }
}
