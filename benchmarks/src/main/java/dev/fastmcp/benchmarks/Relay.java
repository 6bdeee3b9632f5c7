package dev.fastmcp.benchmarks;

import java.io.FileDescriptor;
import java.io.FileInputStream;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.util.List;

/** The limit for a proxy between pipes: two threads that copy bytes and understand nothing of them. */
final class Relay {

    private Relay() {}

    /**
     * Relays until the input ends.
     *
     * @param args the port of a {@link ProxyMeter}, and the command of the server
     * @throws IOException if the server cannot be started
     * @throws InterruptedException never
     */
    public static void main(String[] args) throws IOException, InterruptedException {
        ProxyMeter.report(Integer.parseInt(args[0]));
        Process server = new ProcessBuilder(List.of(args).subList(1, args.length))
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        Thread back = Thread.ofPlatform().daemon().name("relay").start(() -> {
            try {
                copy(server.getInputStream(), new FileOutputStream(FileDescriptor.out));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        });
        try (OutputStream out = server.getOutputStream()) {
            copy(new FileInputStream(FileDescriptor.in), out);
        }
        back.join();
    }

    private static void copy(InputStream in, OutputStream out) throws IOException {
        byte[] buffer = new byte[64 * 1024];
        for (int count = in.read(buffer); count >= 0; count = in.read(buffer)) {
            out.write(buffer, 0, count);
            out.flush();
        }
    }
}
