package dev.fastmcp.transport.stdio.internal;

import dev.fastmcp.api.error.TransportException;
import dev.fastmcp.api.spi.Channel;
import dev.fastmcp.api.spi.ChannelContext;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** Starts servers of one kind, and knows those that are still running. Thread-safe. */
public final class StdioServers implements AutoCloseable {

    private final ServerSpec spec;
    private final Set<StdioChannel> open = ConcurrentHashMap.newKeySet();

    /**
     * Starts nothing yet.
     *
     * @param spec what to run
     */
    public StdioServers(ServerSpec spec) {
        this.spec = spec;
    }

    /**
     * Starts a server.
     *
     * @param context what the channel needs
     * @return the connection to it
     * @throws TransportException if it cannot be started
     * @throws InterruptedException if the thread is interrupted; nothing is started then
     */
    public Channel open(ChannelContext context) throws InterruptedException {
        if (Thread.interrupted()) {
            throw new InterruptedException("interrupted before " + spec.display() + " was started");
        }
        ProcessBuilder builder = builder(spec.variables());
        StderrSink sink = StderrSink.open(spec.stderr(), spec.display());
        ServerProcess process = ServerProcess.supervise(start(builder, sink), sink);
        StdioChannel channel = new StdioChannel(context, process, spec);
        if (!RunningServers.ALL.add(process)) {
            channel.close();
            throw failed("the virtual machine is shutting down", null);
        }
        open.add(channel);
        channel.start();
        process.stopped().thenRun(() -> open.remove(channel));
        return channel;
    }

    private ProcessBuilder builder(Map<String, String> environment) {
        Path cwd = spec.cwd();
        if (cwd != null && !Files.isDirectory(cwd)) {
            throw failed(
                    "its working directory " + cwd + (Files.exists(cwd) ? " is not a directory" : " does not exist"),
                    null);
        }
        List<String> command =
                new CommandResolver(Platform.CURRENT, environment, cwd).resolve(spec.programs(), spec.args());
        ProcessBuilder builder = new ProcessBuilder(command);
        File folder = cwd == null ? null : cwd.toFile();
        builder.directory(folder);
        builder.environment().clear();
        builder.environment().putAll(environment);
        return builder;
    }

    private Process start(ProcessBuilder builder, StderrSink sink) {
        try {
            return builder.start();
        } catch (IOException e) {
            closeUnused(sink);
            // The message of the JDK's exception repeats what stands before it; what the system said is in its cause.
            Throwable reason = e.getCause() == null ? e : e.getCause();
            throw failed(String.valueOf(reason.getMessage()), e);
        }
    }

    private static void closeUnused(StderrSink sink) {
        try {
            sink.close();
        } catch (IOException e) {
            // Nothing was written.
        }
    }

    private TransportException failed(String why, @Nullable IOException cause) {
        return new TransportException(
                TransportException.Kind.CONNECT_FAILED, "Cannot start " + spec.display() + ": " + why, cause);
    }

    /**
     * Ends all servers that still run, at the same time. Bounded by the shutdown times; a thread that is interrupted
     * waits no longer.
     */
    @Override
    public void close() {
        List<Thread> closing = new ArrayList<>();
        for (StdioChannel channel : open) {
            closing.add(Thread.ofVirtual().name("fastmcp-stdio-close").start(channel::close));
        }
        try {
            for (Thread thread : closing) {
                thread.join();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
