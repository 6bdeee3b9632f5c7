package dev.fastmcp.cli;

import java.io.IOException;
import java.io.UncheckedIOException;

/** Serves over standard input and output until the input ends. */
final class StdioService {

    private StdioService() {}

    static int run(PassedOn passedOn) {
        AtSignal atSignal = AtSignal.close(passedOn::close);
        try (passedOn) {
            passedOn.server().runStdio();
            return ExitCodes.OK;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } finally {
            atSignal.close();
        }
    }
}
