package dev.fastmcp.transport.http;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Takes HTTP requests apart and answers with whatever bytes a script writes, right or wrong. A script that returns without closing leaves the connection open for the
 * next request; one that writes nothing never answers.
 */
final class RawHttpServer implements AutoCloseable {

    static final String OK_HEAD = "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\n";
    static final String STREAM_HEAD = "HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\n";

    /** Reacts to one request. */
    interface Script {
        void serve(Exchange exchange) throws IOException, InterruptedException;
    }

    /** What came. Names of headers have no case; {@code connection} counts from 1. */
    record Request(String method, String path, Map<String, String> headers, String body, int connection) {

        String header(String name) {
            return headers.getOrDefault(name, "");
        }

        boolean has(String name) {
            return headers.containsKey(name);
        }
    }

    private final ServerSocket listener;
    private final Script script;
    private final List<Request> requests = new CopyOnWriteArrayList<>();
    private final Set<Socket> open = ConcurrentHashMap.newKeySet();
    private final AtomicInteger connections = new AtomicInteger();
    private final CountDownLatch closed = new CountDownLatch(1);

    private RawHttpServer(ServerSocket listener, Script script) {
        this.listener = listener;
        this.script = script;
        Thread.ofVirtual().name("raw-http-accept").start(this::accept);
    }

    static RawHttpServer start(Script script) throws IOException {
        return new RawHttpServer(new ServerSocket(0, 200, InetAddress.getByName("127.0.0.1")), script);
    }

    static RawHttpServer start(ServerSocket listener, Script script) {
        return new RawHttpServer(listener, script);
    }

    int port() {
        return listener.getLocalPort();
    }

    String url(String path) {
        return "http://127.0.0.1:" + port() + path;
    }

    List<Request> requests() {
        return List.copyOf(requests);
    }

    List<Request> requests(String method) {
        return requests.stream()
                .filter(request -> request.method().equals(method))
                .toList();
    }

    /** How many connections there have been. */
    int connections() {
        return connections.get();
    }

    /** How many connections neither side has closed. */
    int openConnections() {
        return open.size();
    }

    /** Connects and goes away again. */
    void knock() throws IOException {
        new Socket(listener.getInetAddress(), port()).close();
    }

    private void accept() {
        try {
            while (true) {
                Socket socket = listener.accept();
                int number = connections.incrementAndGet();
                open.add(socket);
                Thread.ofVirtual().name("raw-http-" + number).start(() -> converse(socket, number));
            }
        } catch (IOException e) {
            // It is closed.
        }
    }

    private void converse(Socket socket, int number) {
        try (socket) {
            socket.setTcpNoDelay(true);
            InputStream in = new BufferedInputStream(socket.getInputStream());
            for (Request request = read(in, number); request != null; request = read(in, number)) {
                requests.add(request);
                script.serve(new Exchange(request, socket, in));
            }
        } catch (IOException e) {
            // One of the sides has closed it.
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            open.remove(socket);
        }
    }

    private static Request read(InputStream in, int number) throws IOException {
        String start = line(in);
        if (start == null) {
            return null;
        }
        Map<String, String> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        for (String line = line(in); line != null && !line.isEmpty(); line = line(in)) {
            int colon = line.indexOf(':');
            headers.merge(line.substring(0, colon), line.substring(colon + 1).strip(), (a, b) -> a + " AND " + b);
        }
        byte[] body = in.readNBytes(Integer.parseInt(headers.getOrDefault("Content-Length", "0")));
        String[] parts = start.split(" ");
        return new Request(parts[0], parts[1], headers, new String(body, StandardCharsets.UTF_8), number);
    }

    private static String line(InputStream in) throws IOException {
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        for (int next = in.read(); next >= 0; next = in.read()) {
            if (next == '\n') {
                return line.toString(StandardCharsets.ISO_8859_1).stripTrailing();
            }
            line.write(next);
        }
        return null;
    }

    @Override
    public void close() {
        closed.countDown();
        try {
            listener.close();
            for (Socket socket : open) {
                socket.close();
            }
        } catch (IOException e) {
            // They are closed all the same.
        }
    }

    /** One request, and the means to answer it. */
    final class Exchange {

        private final Request request;
        private final Socket socket;
        private final InputStream in;

        private Exchange(Request request, Socket socket, InputStream in) {
            this.request = request;
            this.socket = socket;
            this.in = in;
        }

        Request request() {
            return request;
        }

        String method() {
            return request.method();
        }

        /** The request's {@code method} of JSON-RPC, by a search in the text; empty if it has none. */
        String rpc() {
            return Json.text(request.body(), "method");
        }

        /** The request's {@code id} as JSON. */
        String id() {
            return Json.id(request.body());
        }

        Exchange write(String text) throws IOException {
            return write(text.getBytes(StandardCharsets.UTF_8));
        }

        Exchange write(byte[] bytes) throws IOException {
            socket.getOutputStream().write(bytes);
            socket.getOutputStream().flush();
            return this;
        }

        /** Answers as a good server does. */
        void respond(int status, String type, String body, String... headerLines) throws IOException {
            byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
            StringBuilder head = new StringBuilder("HTTP/1.1 " + status + " Whatever\r\n");
            if (!type.isEmpty()) {
                head.append("Content-Type: ").append(type).append("\r\n");
            }
            for (String line : headerLines) {
                head.append(line).append("\r\n");
            }
            if (status != 204) {
                head.append("Content-Length: ").append(bytes.length).append("\r\n");
            }
            write(head.append("\r\n").append(body).toString());
        }

        void json(String body, String... headerLines) throws IOException {
            respond(200, "application/json", body, headerLines);
        }

        /** Answers the request with a result. */
        void result(String result, String... headerLines) throws IOException {
            json(Json.result(id(), result), headerLines);
        }

        void error(int status, int code, String message, String... headerLines) throws IOException {
            respond(status, "application/json", Json.error(id(), code, message), headerLines);
        }

        void status(int status, String... headerLines) throws IOException {
            respond(status, "", "", headerLines);
        }

        /** Begins an event stream in chunks. */
        Exchange stream(String... headerLines) throws IOException {
            StringBuilder head = new StringBuilder("HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\n");
            for (String line : headerLines) {
                head.append(line).append("\r\n");
            }
            return write(head.append("Transfer-Encoding: chunked\r\n\r\n").toString());
        }

        Exchange chunk(String text) throws IOException {
            byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
            return write(Integer.toHexString(bytes.length) + "\r\n" + text + "\r\n");
        }

        Exchange event(String data) throws IOException {
            return chunk("data: " + data + "\n\n");
        }

        void endStream() throws IOException {
            write("0\r\n\r\n");
        }

        /** Passes bytes on between the client and a port of this machine, until one side ends. */
        void tunnelTo(int port) throws IOException {
            try (Socket target = new Socket(InetAddress.getByName("127.0.0.1"), port)) {
                Thread.ofVirtual().name("raw-http-tunnel").start(() -> {
                    try {
                        target.getInputStream().transferTo(socket.getOutputStream());
                    } catch (IOException e) {
                        // One of the sides has closed it.
                    }
                });
                in.transferTo(target.getOutputStream());
            }
        }

        void close() throws IOException {
            open.remove(socket);
            socket.close();
        }

        /** Ends the connection as a crash of the machine does. */
        void reset() throws IOException {
            socket.setSoLinger(true, 0);
            close();
        }

        /** Waits, unless the server is closed; then the script ends. */
        void pause(long millis) throws IOException, InterruptedException {
            if (closed.await(millis, TimeUnit.MILLISECONDS)) {
                throw new IOException("the server is closed");
            }
        }
    }
}
