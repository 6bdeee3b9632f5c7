package dev.fastmcp.benchmarks;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.atomic.LongAdder;

/**
 * {@link EchoServer} over HTTP on the loopback interface, one thread for each connection. The path of a request says how it is answered: {@code /legacy/} or
 * {@code /modern/}, then {@code json} or {@code events}. Prints its port, then for each line of its
 * input how many messages it has got, and ends with its input.
 */
public final class HttpEchoServer {

    /** Counts what was sent to all connections. */
    static final LongAdder MESSAGES = new LongAdder();

    /** Milliseconds between a message and its answer. */
    private static volatile long distance;

    private static final int BACKLOG = 4096;
    private static final int STACK_BYTES = 128 * 1024;

    private HttpEchoServer() {}

    /**
     * Serves until the input ends.
     *
     * @param args how many milliseconds away the server is; none for 0
     * @throws IOException if no port can be had
     */
    public static void main(String[] args) throws IOException {
        distance = args.length == 0 ? 0 : Long.parseLong(args[0]);
        try (ServerSocket server = new ServerSocket(0, BACKLOG, InetAddress.getLoopbackAddress())) {
            Thread accepting = new Thread(() -> accept(server), "accept");
            accepting.setDaemon(true);
            accepting.start();
            System.out.println(server.getLocalPort());
            BufferedReader in = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.US_ASCII));
            while (in.readLine() != null) {
                System.out.println(MESSAGES.sum());
            }
        }
    }

    /** Lets the time pass that a message and its answer would need to a server far away. */
    static void pause() {
        try {
            Thread.sleep(distance);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void accept(ServerSocket server) {
        while (!server.isClosed()) {
            try {
                Socket socket = server.accept();
                socket.setTcpNoDelay(true);
                Thread thread = new Thread(null, new HttpEchoConnection(socket), "connection", STACK_BYTES);
                thread.setDaemon(true);
                thread.start();
            } catch (IOException e) {
                // The server is closed, or a client that has gone already.
            }
        }
    }
}
