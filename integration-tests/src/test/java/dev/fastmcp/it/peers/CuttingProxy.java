package dev.fastmcp.it.peers;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;

/** Stands between a client and a server, and cuts the first connection on which the server says a certain word, after it has passed it on. */
final class CuttingProxy implements AutoCloseable {

    private final ServerSocket entrance;
    private final URI server;
    private final String word;
    private final AtomicBoolean cut = new AtomicBoolean();
    private final CountDownLatch done = new CountDownLatch(1);

    CuttingProxy(URI server, String word) throws IOException {
        this.entrance = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        this.server = server;
        this.word = word;
        Thread.ofVirtual().start(this::accept);
    }

    URI uri() {
        return URI.create("http://127.0.0.1:" + entrance.getLocalPort() + server.getPath());
    }

    /** Ends when the connection was cut. */
    CountDownLatch done() {
        return done;
    }

    private void accept() {
        try {
            while (true) {
                Socket client = entrance.accept();
                Socket target = new Socket(server.getHost(), server.getPort());
                Thread.ofVirtual().start(() -> pass(client, target, false));
                Thread.ofVirtual().start(() -> pass(target, client, true));
            }
        } catch (IOException e) {
            // Closed.
        }
    }

    private void pass(Socket from, Socket to, boolean answers) {
        try (from;
                to) {
            InputStream in = from.getInputStream();
            OutputStream out = to.getOutputStream();
            byte[] block = new byte[8192];
            for (int length = in.read(block); length >= 0; length = in.read(block)) {
                out.write(block, 0, length);
                boolean said = answers && new String(block, 0, length, StandardCharsets.UTF_8).contains(word);
                if (said && cut.compareAndSet(false, true)) {
                    break;
                }
            }
        } catch (IOException e) {
            // The other direction has ended.
        } finally {
            if (answers && cut.get()) {
                done.countDown();
            }
        }
    }

    @Override
    public void close() throws IOException {
        entrance.close();
    }
}
