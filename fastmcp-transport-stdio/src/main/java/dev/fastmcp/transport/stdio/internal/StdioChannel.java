package dev.fastmcp.transport.stdio.internal;

import dev.fastmcp.api.error.TransportException;
import dev.fastmcp.api.spi.ChannelContext;
import dev.fastmcp.api.spi.ChannelTraits;
import dev.fastmcp.api.spi.MultiplexedChannel;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/**
 * One message a line, through the pipes of a process. Notices the end of the process by its exit and by the end of its
 * output, whichever is first.
 */
final class StdioChannel extends MultiplexedChannel {

    /**
     * Linux keeps 16 pages for a pipe and fills a page with the next write only if that fits as a whole, so two writes
     * in a row take at least one page: 32 KiB fit always. Windows is asked for 4 KiB by the JDK; macOS begins with 16
     * KiB, less when short of memory.
     */
    private static final long PIPE_CAPACITY = Platform.linux() ? 32 * 1024 : 4 * 1024;

    private final ServerProcess process;
    private final ServerSpec spec;
    private final String endpoint;
    private final AtomicBoolean settled = new AtomicBoolean();

    private volatile boolean receivedAny;
    private volatile boolean outputClosed;
    private volatile @Nullable IOException readFailure;

    StdioChannel(ChannelContext context, ServerProcess process, ServerSpec spec) {
        super(context, spec.display());
        this.process = process;
        this.spec = spec;
        this.endpoint = spec.display();
    }

    /** Begins to read. Called once. */
    void start() {
        process.thread("stdout", this::read, 0).start();
        process.exited()
                .thenRun(() -> Thread.ofVirtual().name("fastmcp-stdio-exit").start(this::settle));
    }

    @Override
    public ChannelTraits traits() {
        return ChannelTraits.PIPE.withKeepAlive(spec.keepAlive());
    }

    @Override
    protected void transmit(byte[] message) throws IOException {
        process.write(message);
    }

    @Override
    protected long nonBlockingBytes() {
        return PIPE_CAPACITY;
    }

    @Override
    protected void disconnect() {
        try {
            process.stop(spec.shutdown()).get();
        } catch (InterruptedException e) {
            // The process is ended all the same, but the caller does not wait for it.
            Thread.currentThread().interrupt();
        } catch (ExecutionException e) {
            Log.warning("Ending " + endpoint + " failed", e);
        }
    }

    /**
     * Begins to end the process. Returns at once.
     *
     * @return completed once it is done
     */
    CompletableFuture<@Nullable Void> stop() {
        return process.stop(spec.shutdown());
    }

    @Override
    protected TransportException writeFailed(IOException cause) {
        process.drain();
        TransportException failure = process.isAlive()
                ? failure(
                        TransportException.Kind.IO_FAILED,
                        "closed its input while it was running, and was ended",
                        cause)
                : exited();
        stop();
        return failure;
    }

    private void read() {
        try (InputStream in = process.output()) {
            readLines(in);
            drop(in);
        } catch (IOException e) {
            readFailure = e;
        } finally {
            process.outputEnded();
            settle();
        }
    }

    private void readLines(InputStream in) throws IOException {
        int max = context().limits().maxMessageBytes();
        LineBuffer lines = new LineBuffer(max);
        try {
            boolean more = true;
            while (more && isOpen()) {
                more = lines.advance(in, this::line);
            }
            outputClosed = !more;
        } catch (LineBuffer.LineTooLongException e) {
            lost(failure(
                    TransportException.Kind.LIMIT_EXCEEDED,
                    "sent a message of more than " + max
                            + " bytes, and was ended; raise maxMessageBytes of the limits if that is"
                            + " to be expected",
                    null));
            process.stop(spec.shutdown().withoutExit());
        }
    }

    /** A server that is on its way out must not be held up by a full pipe. */
    private static void drop(InputStream in) throws IOException {
        in.transferTo(OutputStream.nullOutputStream());
    }

    private void line(byte[] bytes, int offset, int length) {
        receivedAny = true;
        if (!isOpen()) {
            return;
        }
        try {
            received(bytes, offset, length);
        } catch (RuntimeException e) {
            Log.warning("A message from " + endpoint + " could not be handled", e);
        }
    }

    /** Called when the output has ended and when the process has exited; the first call does it all. */
    private void settle() {
        if (!settled.compareAndSet(false, true)) {
            return;
        }
        process.drain();
        if (isOpen()) {
            lost(process.isAlive() ? silent() : exited());
        }
        stop();
    }

    private TransportException exited() {
        String when = receivedAny ? "" : " before it sent anything";
        return failure(TransportException.Kind.CLOSED_BY_SERVER, process.exitDescription() + when, null);
    }

    /** Without an exception the reader died of an error, such as too little memory, which its thread reports. */
    private TransportException silent() {
        IOException cause = readFailure;
        return outputClosed
                ? failure(
                        TransportException.Kind.CLOSED_BY_SERVER,
                        "closed its output while it was running, and was ended",
                        null)
                : failure(
                        TransportException.Kind.IO_FAILED,
                        "could not be read from any more, and was ended"
                                + (cause == null ? "" : " (" + cause.getMessage() + ")"),
                        cause);
    }

    private TransportException failure(TransportException.Kind kind, String what, @Nullable IOException cause) {
        return new TransportException(kind, endpoint + ' ' + what + process.stderrExcerpt(spec.secrets()), cause);
    }
}
