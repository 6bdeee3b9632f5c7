package dev.fastmcp.core.server;

import dev.fastmcp.api.error.McpException;
import dev.fastmcp.api.jsonrpc.JsonRpcError;
import dev.fastmcp.api.jsonrpc.JsonRpcMessage;
import dev.fastmcp.api.spi.MessageCodec;
import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReentrantLock;

/** Serves one client over a pair of streams, a message a line: each request on a virtual thread of its own. */
public final class StdioServing {

    private static final System.Logger LOG = System.getLogger(StdioServing.class.getName());
    private static final Duration PATIENCE = Duration.ofSeconds(1);

    private final MessageCodec codec;
    private final int maxMessageBytes;
    private final InputStream in;
    private final OutputStream out;
    private final ReentrantLock writing = new ReentrantLock();
    private final Set<Thread> running = ConcurrentHashMap.newKeySet();
    private final Conversation conversation;

    /**
     * Prepares to serve.
     *
     * @param maxMessageBytes longer lines are skipped
     */
    public StdioServing(ServerCore core, MessageCodec codec, int maxMessageBytes, InputStream in, OutputStream out) {
        this.codec = codec;
        this.maxMessageBytes = maxMessageBytes;
        this.in = new BufferedInputStream(in);
        this.out = out;
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
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        boolean any = false;
        boolean tooLong = false;
        for (int next = in.read(); next >= 0; next = in.read()) {
            any = true;
            if (next == '\n') {
                break;
            }
            if (line.size() < maxMessageBytes) {
                line.write(next);
            } else {
                tooLong = true;
            }
        }
        if (tooLong) {
            send(error(Optional.empty(), JsonRpcError.INVALID_REQUEST, "The message is too long"));
            return Optional.of(new byte[0]);
        }
        return any ? Optional.of(line.toByteArray()) : Optional.empty();
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

    private static JsonRpcMessage.Failure error(
            Optional<dev.fastmcp.api.jsonrpc.RequestId> id, int code, String message) {
        return new JsonRpcMessage.Failure(id, JsonRpcError.of(code, message));
    }

    /** A cancellation that comes right behind the request finds it, whether its thread has begun or not. */
    private void start(JsonRpcMessage.Request request) {
        Running answering = conversation.expect(request.id());
        if (answering == null) {
            send(Conversation.doubled(request));
            return;
        }
        Thread thread = Thread.ofVirtual().name("fastmcp-server-request").unstarted(() -> {
            try {
                conversation.answer(request, Arrival.of(this::send), answering).ifPresent(this::send);
            } catch (UncheckedIOException e) {
                LOG.log(System.Logger.Level.DEBUG, "The client is gone", e);
            } finally {
                running.remove(Thread.currentThread());
            }
        });
        running.add(thread);
        thread.start();
    }

    private void finish() {
        Instant end = Instant.now().plus(PATIENCE);
        try {
            for (Thread thread : running) {
                Duration left = Duration.between(Instant.now(), end);
                if (left.isPositive()) {
                    thread.join(left);
                }
            }
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
