package dev.fastmcp.benchmarks;

import com.sun.management.ThreadMXBean;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import org.jspecify.annotations.Nullable;

/** Asks a proxy in another process how much it has allocated on its heap, on a connection beside the one that is measured. Confined to one thread. */
final class ProxyMeter implements AutoCloseable {

    private final ServerSocket server;
    private @Nullable Socket proxy;

    ProxyMeter() throws IOException {
        server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
    }

    int port() {
        return server.getLocalPort();
    }

    /** Returns what all threads have allocated; waits for the proxy the first time. */
    long allocatedBytes() {
        try {
            if (proxy == null) {
                proxy = server.accept();
            }
            proxy.getOutputStream().write(0);
            return new DataInputStream(proxy.getInputStream()).readLong();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        try {
            if (proxy != null) {
                proxy.close();
            }
            server.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Answers a meter, in the process of the proxy. */
    static void report(int port) throws IOException {
        Socket meter = new Socket(InetAddress.getLoopbackAddress(), port);
        Thread.ofPlatform().daemon().name("meter").start(() -> {
            ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
            try (meter;
                    DataInputStream in = new DataInputStream(meter.getInputStream());
                    DataOutputStream out = new DataOutputStream(meter.getOutputStream())) {
                while (true) {
                    in.readByte();
                    out.writeLong(threads.getTotalThreadAllocatedBytes());
                }
            } catch (EOFException e) {
                // Measured enough.
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        });
    }
}
