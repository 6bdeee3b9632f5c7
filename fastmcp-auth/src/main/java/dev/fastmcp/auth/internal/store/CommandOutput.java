package dev.fastmcp.auth.internal.store;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** The beginning of what a command says, read on a thread of its own, so that the command is never kept waiting. */
final class CommandOutput {

    private static final int MAX_BYTES = 4096;
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private final CompletableFuture<String> text = new CompletableFuture<>();

    CommandOutput(InputStream stream) {
        Thread.ofVirtual().name("fastmcp-keychain").start(() -> read(stream));
    }

    private void read(InputStream stream) {
        try (stream) {
            byte[] beginning = stream.readNBytes(MAX_BYTES);
            stream.transferTo(OutputStream.nullOutputStream());
            text.complete(new String(beginning, StandardCharsets.UTF_8));
        } catch (IOException e) {
            text.completeExceptionally(e);
        }
    }

    /** Returns it once the command has ended. */
    String text() throws IOException, InterruptedException {
        try {
            return text.get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException | TimeoutException e) {
            throw new IOException("what the command said cannot be read", e);
        }
    }
}
