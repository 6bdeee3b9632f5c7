package dev.fastmcp.core.server;

import dev.fastmcp.api.error.McpException;
import dev.fastmcp.api.jsonrpc.JsonRpcError;
import dev.fastmcp.api.jsonrpc.JsonRpcMessage;
import dev.fastmcp.api.jsonrpc.RequestId;
import dev.fastmcp.api.spi.MessageCodec;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;

/** Serves one client over a pair of streams, a message a line: each request on a virtual thread of its own, unless it is handed on. */
public final class StdioServing {

    private static final System.Logger LOG = System.getLogger(StdioServing.class.getName());
    private static final int BUFFER_BYTES = 16 * 1024;

    /** A request may have to wait until another server has started. */
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private final MessageCodec codec;
    private final int maxMessageBytes;
    private final InputStream in;
    private final OutputStream out;
    private final ReentrantLock writing = new ReentrantLock();

    /** What was read and not used yet, from {@link #at} to {@link #end}; only the reading thread knows. */
    private final byte[] buffer = new byte[BUFFER_BYTES];

    private int at;
    private int end;
    private final Unfinished requests = new Unfinished();
    private final Conversation conversation;

    /**
     * Prepares to serve.
     *
     * @param maxMessageBytes longer lines are skipped
     */
    public StdioServing(ServerCore core, MessageCodec codec, int maxMessageBytes, InputStream in, OutputStream out) {
        this.codec = codec;
        this.maxMessageBytes = maxMessageBytes;
        this.in = in;
        // A message and the end of its line are one write.
        this.out = new BufferedOutputStream(out, BUFFER_BYTES);
        this.conversation = core.converse(this::send);
    }

    /** Serves until the input ends, and then finishes what does not take long: whoever closed the input may still read the output. */
    public void run() throws IOException {
        try (conversation) {
            for (Optional<byte[]> line = line(); line.isPresent(); line = line()) {
                byte[] text = line.get();
                if (!isBlank(text)) {
                    codec.read(text, 0, text.length, this::receive);
                }
            }
            finish();
        }
    }

    /** Empty at the end; a line that is too long is an empty one. */
    private Optional<byte[]> line() throws IOException {
        if (!hasMore()) {
            return Optional.empty();
        }
        int stop = lineEnd();
        if (stop == end || stop - at > maxMessageBytes) {
            return Optional.of(longLine());
        }
        byte[] line = Arrays.copyOfRange(buffer, at, stop);
        at = stop + 1;
        return Optional.of(line);
    }

    /** A line of which the buffer does not hold all. */
    private byte[] longLine() throws IOException {
        LongLine line = new LongLine(maxMessageBytes);
        for (boolean complete = false; !complete && hasMore(); ) {
            int stop = lineEnd();
            complete = stop < end;
            line.add(buffer, at, stop);
            at = complete ? stop + 1 : stop;
        }
        if (line.isTooLong()) {
            String reason = "The message is longer than " + maxMessageBytes + " bytes, the most that this server takes";
            send(error(line.requestId(), JsonRpcError.INVALID_REQUEST, reason));
            return new byte[0];
        }
        return line.bytes();
    }

    /** Where the line ends, or the buffer. */
    private int lineEnd() {
        int stop = at;
        while (stop < end && buffer[stop] != '\n') {
            stop++;
        }
        return stop;
    }

    /** Waits for more input if all that came is used up; false at the end. */
    private boolean hasMore() throws IOException {
        if (at < end) {
            return true;
        }
        int read = in.read(buffer);
        at = 0;
        end = Math.max(0, read);
        return read > 0;
    }

    private static boolean isBlank(byte[] text) {
        for (byte next : text) {
            if (next != ' ' && next != '\r' && next != '\t') {
                return false;
            }
        }
        return true;
    }

    private void receive(JsonRpcMessage message) {
        switch (message) {
            case JsonRpcMessage.Request request -> start(request);
            case JsonRpcMessage.Notification notification -> conversation.receive(notification);
            case JsonRpcMessage.Response response -> conversation.receive(response);
            case JsonRpcMessage.Malformed malformed -> send(Conversation.refusal(malformed));
        }
    }

    private static JsonRpcMessage.Failure error(Optional<RequestId> id, int code, String message) {
        return new JsonRpcMessage.Failure(id, JsonRpcError.of(code, message));
    }

    /** A cancellation that comes right behind the request finds it, whether its thread has begun or not. */
    private void start(JsonRpcMessage.Request request) {
        Running answering = conversation.expect(request);
        if (answering == null) {
            send(Conversation.doubled(request));
            return;
        }
        requests.begun();
        Arrival arrival = Arrival.of(this::send);
        if (!conversation.submit(request, arrival, answering, this::end)) {
            Thread.ofVirtual().name("fastmcp-server-request").start(() -> {
                Optional<JsonRpcMessage.Response> response = Optional.empty();
                try {
                    response = conversation.answer(request, arrival, answering);
                    if (response.isEmpty() && !answering.isCancelled()) {
                        // The handler threw an InterruptedException though nobody interrupts this thread but us.
                        response = Optional.of(Conversation.failed(request));
                    }
                } finally {
                    end(response);
                    conversation.settled(request);
                }
            });
        }
    }

    private void end(Optional<JsonRpcMessage.Response> response) {
        try {
            response.ifPresent(this::send);
        } catch (UncheckedIOException e) {
            LOG.log(System.Logger.Level.DEBUG, "The client is gone", e);
        } finally {
            requests.ended();
        }
    }

    private void finish() {
        conversation.inputEnded();
        try {
            requests.await(PATIENCE);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void send(JsonRpcMessage message) {
        byte[] json = encoded(message);
        writing.lock();
        try {
            out.write(json);
            out.write('\n');
            out.flush();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } finally {
            writing.unlock();
        }
    }

    /** A result that has no JSON form is the server's fault, and must not leave the client without an answer. */
    private byte[] encoded(JsonRpcMessage message) {
        try {
            return codec.write(message);
        } catch (McpException e) {
            if (message instanceof JsonRpcMessage.Success success) {
                LOG.log(System.Logger.Level.ERROR, "A result has no JSON form", e);
                return codec.write(error(Optional.of(success.id()), JsonRpcError.INTERNAL_ERROR, "Internal error"));
            }
            throw e;
        }
    }
}
