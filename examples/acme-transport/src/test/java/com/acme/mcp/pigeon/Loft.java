package com.acme.mcp.pigeon;

import dev.fastmcp.api.Era;
import dev.fastmcp.testkit.ScriptedServer;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;

/** Where pigeons arrive: a server at a port of this machine, with a conversation for each connection. */
final class Loft implements AutoCloseable {

    /** Talks to one client. */
    interface Keeper {
        void serve(InputStream in, OutputStream out) throws IOException;
    }

    private final ServerSocket socket;
    private final Keeper keeper;

    Loft(Keeper keeper) throws IOException {
        this.socket = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        this.keeper = keeper;
        Thread.ofVirtual().name("loft").start(this::welcome);
    }

    static Loft scripted(Era era) throws IOException {
        return new Loft(ScriptedServer.faulty(era)::serve);
    }

    /** A port at which nobody listens, for the moment. */
    static int emptyPort() throws IOException {
        try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return free.getLocalPort();
        }
    }

    static String host() {
        return InetAddress.getLoopbackAddress().getHostAddress();
    }

    int port() {
        return socket.getLocalPort();
    }

    String address() {
        return "pigeon://" + host() + ":" + port();
    }

    private void welcome() {
        while (!socket.isClosed()) {
            try {
                Socket pigeon = socket.accept();
                Thread.ofVirtual().name("keeper").start(() -> serve(pigeon));
            } catch (IOException e) {
                if (!socket.isClosed()) {
                    throw new UncheckedIOException(e);
                }
            }
        }
    }

    private void serve(Socket pigeon) {
        try (pigeon) {
            keeper.serve(pigeon.getInputStream(), pigeon.getOutputStream());
        } catch (IOException e) {
            // The client has gone, which some tests want.
        }
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
