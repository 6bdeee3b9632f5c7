package dev.fastmcp.benchmarks;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.atomic.AtomicLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The limit over HTTP: blocking sockets on the callers' threads, as many as there are callers at a time; heads built once. It has no deadlines, no
 * cancellation, no limits, no checks, no TLS, no proxy, and it speaks the legacy era only, so a real client costs more.
 */
final class RawSocket implements BenchmarkClient {

    private static final Pattern SESSION = Pattern.compile("(?i)mcp-session-id: (\\S+)");
    private static final byte[] NOTHING = {};

    private final InetSocketAddress address;
    private final String path;
    private final AtomicLong ids = new AtomicLong();
    private final Deque<RawHttpConnection> idle = new ConcurrentLinkedDeque<>();
    private byte[] head;
    private byte[] delete = NOTHING;

    private RawSocket(URI uri) {
        this.address = new InetSocketAddress(uri.getHost(), uri.getPort());
        this.path = uri.getPath();
        this.head = head("POST", "");
    }

    static RawSocket connect(String uri) {
        RawSocket client = new RawSocket(URI.create(uri));
        try {
            client.initialize();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return client;
    }

    private byte[] head(String method, String session) {
        String head = method + ' ' + path + " HTTP/1.1\r\nHost: " + address.getHostString() + ':' + address.getPort()
                + "\r\nContent-Type: application/json\r\nAccept: application/json, text/event-stream\r\n"
                + session + "Content-Length: ";
        return head.getBytes(StandardCharsets.ISO_8859_1);
    }

    private void initialize() throws IOException {
        RawHttpConnection connection = new RawHttpConnection(address);
        connection.exchange(head, RawJson.request(ids.incrementAndGet(), RawPipe.INITIALIZE, null, ""));
        Matcher session = SESSION.matcher(connection.head());
        if (session.find()) {
            String headers = "MCP-Protocol-Version: 2025-11-25\r\nMcp-Session-Id: " + session.group(1) + "\r\n";
            head = head("POST", headers);
            delete = head("DELETE", headers);
        }
        connection.exchange(head, RawPipe.INITIALIZED.getBytes(StandardCharsets.US_ASCII));
        idle.push(connection);
    }

    @Override
    public String echo(String text) {
        return (String) call(RawPipe.ECHO, text, RawPipe.ECHO_END);
    }

    @Override
    public String big(int bytes) {
        return (String) call(RawPipe.bigRequest(bytes), null, "");
    }

    @Override
    public int listTools() {
        return ((List<?>) call(RawPipe.LIST, null, "")).size();
    }

    private Object call(String before, @Nullable String text, String after) {
        byte[] body = RawJson.request(ids.incrementAndGet(), before, text, after);
        try {
            RawHttpConnection kept = idle.pollFirst();
            RawHttpConnection connection = kept == null ? new RawHttpConnection(address) : kept;
            Object outcome = connection.exchange(head, body);
            idle.addFirst(connection);
            if (outcome instanceof IOException failure) {
                throw failure;
            }
            return outcome;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        try {
            idle.element().exchange(delete, NOTHING);
            for (RawHttpConnection connection : idle) {
                connection.close();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
