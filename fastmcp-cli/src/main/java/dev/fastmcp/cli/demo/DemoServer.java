package dev.fastmcp.cli.demo;

import dev.fastmcp.api.error.DataMappingException;
import dev.fastmcp.api.json.JsonCodec;
import dev.fastmcp.api.json.JsonValue;
import java.io.BufferedReader;
import java.io.FileDescriptor;
import java.io.FileInputStream;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * A small MCP server over standard input and output, in both eras of the protocol. Each request runs on a virtual thread, so that a slow tool holds up
 * nothing and can be cancelled.
 */
public final class DemoServer {

    private static final Duration PATIENCE = Duration.ofSeconds(1);

    private final OutputStream out;
    private final ReentrantLock writing = new ReentrantLock();
    private final ConcurrentMap<Object, Thread> running = new ConcurrentHashMap<>();
    private final DemoMethods methods = new DemoMethods();

    DemoServer(OutputStream out) {
        this.out = out;
    }

    /**
     * Serves until the input ends.
     *
     * @param arguments none
     * @throws IOException if the input cannot be read
     */
    public static void main(String[] arguments) throws IOException {
        DemoServer server = new DemoServer(new FileOutputStream(FileDescriptor.out));
        try (BufferedReader in = new BufferedReader(
                new InputStreamReader(new FileInputStream(FileDescriptor.in), StandardCharsets.UTF_8))) {
            for (String line = in.readLine(); line != null; line = in.readLine()) {
                server.receive(line);
            }
        }
        server.finish();
        System.exit(0);
    }

    /** Answers what is in hand, as far as that does not take long: whoever closed the input may still read the output. */
    private void finish() {
        Instant end = Instant.now().plus(PATIENCE);
        try {
            for (Thread thread : running.values()) {
                thread.join(Duration.between(Instant.now(), end));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    void receive(String line) {
        if (line.isBlank()) {
            return;
        }
        try {
            receive(JsonValue.parse(line).asMap());
        } catch (DataMappingException e) {
            send(error(null, new DemoError(-32700, "Parse error")));
        }
    }

    private void receive(Map<String, Object> message) {
        Object id = message.get("id");
        if (!(message.get("method") instanceof String method)) {
            if (id != null && !message.containsKey("result") && !message.containsKey("error")) {
                send(error(id, new DemoError(-32600, "A request needs a method")));
            }
            return;
        }
        Map<String, Object> params = object(message.get("params"));
        if (id == null) {
            if (method.equals("notifications/cancelled") && params.get("requestId") instanceof Object cancelled) {
                cancel(cancelled);
            }
            return;
        }
        Thread thread = Thread.ofVirtual().unstarted(() -> answer(id, method, params));
        running.put(id, thread);
        thread.start();
    }

    private void cancel(Object id) {
        Thread thread = running.remove(id);
        if (thread != null) {
            thread.interrupt();
        }
    }

    private void answer(Object id, String method, Map<String, Object> params) {
        Map<String, Object> response = new LinkedHashMap<>();
        try {
            Object result = methods.call(method, params, this::send);
            response.put("jsonrpc", "2.0");
            response.put("id", id);
            response.put("result", result);
        } catch (DemoError e) {
            response = error(id, e);
        } catch (InterruptedException e) {
            return;
        } catch (RuntimeException e) {
            response = error(id, new DemoError(-32603, "Internal error: " + e));
        }
        if (running.remove(id) != null) {
            send(response);
        }
    }

    private static Map<String, Object> error(@Nullable Object id, DemoError error) {
        Map<String, Object> response = new LinkedHashMap<>();
        response.put("jsonrpc", "2.0");
        response.put("id", id);
        response.put("error", error.toJson());
        return response;
    }

    private void send(Map<String, Object> message) {
        byte[] json = JsonCodec.discovered().encode(message);
        byte[] line = new byte[json.length + 1];
        System.arraycopy(json, 0, line, 0, json.length);
        line[json.length] = '\n';
        writing.lock();
        try {
            out.write(line);
            out.flush();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } finally {
            writing.unlock();
        }
    }

    @SuppressWarnings("unchecked") // free-form JSON objects have string keys
    static Map<String, Object> object(@Nullable Object value) {
        return value instanceof Map<?, ?> ? (Map<String, Object>) value : Map.of();
    }
}
