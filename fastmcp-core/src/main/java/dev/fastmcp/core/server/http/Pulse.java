package dev.fastmcp.core.server.http;

import java.io.UncheckedIOException;
import java.time.Duration;

/** Writes to a stream now and then while a request is answered, since nothing else tells that a client is gone. */
final class Pulse {

    private final Thread thread;

    private Pulse(Thread thread) {
        this.thread = thread;
    }

    static Pulse of(Reply reply, int seconds, Runnable whenGone) {
        return new Pulse(Thread.ofVirtual().name("fastmcp-server-pulse").start(() -> {
            try {
                while (true) {
                    Thread.sleep(Duration.ofSeconds(seconds));
                    reply.pulse();
                }
            } catch (UncheckedIOException e) {
                whenGone.run();
            } catch (InterruptedException e) {
                // The request is answered.
            }
        }));
    }

    void end() {
        thread.interrupt();
    }
}
