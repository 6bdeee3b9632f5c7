package dev.fastmcp.transport.websocket;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;

/** A server that does, byte by byte, what a script says. */
final class RawServer implements AutoCloseable {

    /** What to do with one connection; it is closed afterwards. */
    interface Script {
        void run(RawPeer peer) throws IOException;
    }

    private final ServerSocket socket;
    private final Script script;
    private final Set<Socket> open = ConcurrentHashMap.newKeySet();

    /** One for each connection, in order. */
    final List<RawPeer> peers = new CopyOnWriteArrayList<>();

    RawServer(Script script) throws IOException {
        this(new ServerSocket(0, 50, InetAddress.getLoopbackAddress()), script);
    }

    RawServer(ServerSocket socket, Script script) {
        this.socket = socket;
        this.script = script;
        Thread.ofVirtual().name("raw-server").start(this::welcome);
    }

    /** Shakes hands, and then follows the script. */
    static RawServer accepting(Script script) throws IOException {
        return new RawServer(peer -> {
            peer.accept("Sec-WebSocket-Protocol: mcp");
            script.run(peer);
        });
    }

    URI address(String pathAndQuery) {
        return URI.create("ws://127.0.0.1:" + socket.getLocalPort() + pathAndQuery);
    }

    int port() {
        return socket.getLocalPort();
    }

    /** A port at which nobody listens, for the moment. */
    static int emptyPort() throws IOException {
        try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return free.getLocalPort();
        }
    }

    RawPeer peer() {
        Await.until("a connection", () -> !peers.isEmpty());
        return peers.get(0);
    }

    private void welcome() {
        while (!socket.isClosed()) {
            try {
                Socket accepted = socket.accept();
                open.add(accepted);
                RawPeer peer = new RawPeer(accepted);
                peers.add(peer);
                Thread.ofVirtual().name("raw-peer").start(() -> serve(peer, accepted));
            } catch (IOException e) {
                if (!socket.isClosed()) {
                    throw new UncheckedIOException(e);
                }
            }
        }
    }

    private void serve(RawPeer peer, Socket accepted) {
        try (accepted) {
            script.run(peer);
        } catch (IOException e) {
            // The client has gone, which some tests want.
        } finally {
            peer.finished();
        }
    }

    @Override
    public void close() throws IOException {
        socket.close();
        hangUp();
    }

    void hangUp() throws IOException {
        for (Socket each : open) {
            each.close();
        }
    }
}
