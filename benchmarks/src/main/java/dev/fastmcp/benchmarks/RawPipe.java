package dev.fastmcp.benchmarks;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * The limit for a client with concurrent calls on a pipe: one write for a request, one thread that reads and decodes, one wake-up for an answer. It has no
 * deadlines, no cancellation, no limits, no checks and no error messages, so a real client costs more.
 */
final class RawPipe implements BenchmarkClient {

    static final String INITIALIZE = """
        initialize","params":{"protocolVersion":"2025-11-25","capabilities":{},"clientInfo":{"name":"raw","version":"1"}}}
        """;
    static final String INITIALIZED = "{\"jsonrpc\":\"2.0\",\"method\":\"notifications/initialized\"}\n";
    static final String ECHO = "tools/call\",\"params\":{\"name\":\"echo\",\"arguments\":{\"text\":\"";
    static final String ECHO_END = "\"}}}\n";
    static final String LIST = "tools/list\"}\n";

    private final Process process;
    private final OutputStream out;
    private final ReentrantLock writing = new ReentrantLock();
    private final AtomicLong ids = new AtomicLong();
    private final Map<Long, Call> calls = new ConcurrentHashMap<>();
    private final Thread reader;

    /** One caller that waits. */
    private static final class Call {
        final Thread caller = Thread.currentThread();
        volatile Object outcome = Call.class;

        void complete(Object result) {
            outcome = result;
            LockSupport.unpark(caller);
        }

        Object await() {
            while (outcome == Call.class) {
                LockSupport.park(this);
            }
            return outcome;
        }
    }

    private RawPipe(Process process) {
        this.process = process;
        this.out = process.getOutputStream();
        this.reader = new Thread(new Reader(), "raw-reader");
        reader.setDaemon(true);
    }

    static RawPipe connect(List<String> server) {
        try {
            Process process = new ProcessBuilder(server)
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start();
            RawPipe pipe = new RawPipe(process);
            pipe.reader.start();
            pipe.exchange(INITIALIZE, null, "");
            pipe.write(INITIALIZED.getBytes(StandardCharsets.US_ASCII));
            return pipe;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public String echo(String text) {
        return (String) exchange(ECHO, text, ECHO_END);
    }

    @Override
    public String big(int bytes) {
        return (String) exchange(bigRequest(bytes), null, "");
    }

    static String bigRequest(int bytes) {
        return "tools/call\",\"params\":{\"name\":\"big\",\"arguments\":{\"bytes\":" + bytes + "}}}\n";
    }

    @Override
    public int listTools() {
        return ((List<?>) exchange(LIST, null, "")).size();
    }

    private Object exchange(String before, @Nullable String text, String after) {
        long id = ids.incrementAndGet();
        Call call = new Call();
        calls.put(id, call);
        try {
            write(RawJson.request(id, before, text, after));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Object outcome = call.await();
        if (outcome instanceof IOException failure) {
            throw new UncheckedIOException(failure);
        }
        return outcome;
    }

    private void write(byte[] line) throws IOException {
        writing.lock();
        try {
            out.write(line);
            out.flush();
        } finally {
            writing.unlock();
        }
    }

    /** A class, since the first lambda of a process costs as much as all the rest of a cold start. */
    private final class Reader implements Runnable {
        @Override
        public void run() {
            IOException end = new IOException("the server is gone");
            try (InputStream in = process.getInputStream()) {
                readLines(in);
            } catch (IOException e) {
                end = e;
            }
            for (Call call : calls.values()) {
                call.complete(end);
            }
        }
    }

    private void readLines(InputStream in) throws IOException {
        byte[] buffer = new byte[64 * 1024];
        int end = 0;
        int count = in.read(buffer, 0, buffer.length);
        while (count >= 0) {
            int start = 0;
            int newline = RawLines.newline(buffer, end, end + count);
            while (newline >= 0) {
                complete(RawJson.response(buffer, start, newline - start));
                start = newline + 1;
                newline = RawLines.newline(buffer, start, end + count);
            }
            end += count - start;
            System.arraycopy(buffer, start, buffer, 0, end);
            if (end == buffer.length) {
                buffer = Arrays.copyOf(buffer, 2 * end);
            }
            count = in.read(buffer, end, buffer.length - end);
        }
    }

    private void complete(RawJson.Response response) {
        Call call = calls.remove(response.id());
        if (call != null) {
            call.complete(response.outcome());
        }
    }

    @Override
    public void close() {
        try {
            out.close();
            if (!process.waitFor(5, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
