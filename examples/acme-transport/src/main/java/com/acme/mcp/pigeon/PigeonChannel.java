package com.acme.mcp.pigeon;

import dev.fastmcp.api.error.TransportException;
import dev.fastmcp.api.spi.ChannelContext;
import dev.fastmcp.api.spi.ChannelTraits;
import dev.fastmcp.api.spi.MultiplexedChannel;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.util.Arrays;
import java.util.function.Consumer;

/** One connection, one message a line. */
final class PigeonChannel extends MultiplexedChannel {

    private static final int CHUNK = 8 * 1024;

    private final String endpoint;
    private final Socket socket;
    private final Consumer<PigeonChannel> whenClosed;

    PigeonChannel(ChannelContext context, String endpoint, Socket socket, Consumer<PigeonChannel> whenClosed) {
        super(context, endpoint);
        this.endpoint = endpoint;
        this.socket = socket;
        this.whenClosed = whenClosed;
    }

    void start() {
        Thread.ofVirtual().name("pigeon-reader").start(this::read);
    }

    @Override
    public ChannelTraits traits() {
        return ChannelTraits.PIPE;
    }

    @Override
    protected void transmit(byte[] message) throws IOException {
        byte[] line = Arrays.copyOf(message, message.length + 1);
        line[message.length] = '\n';
        socket.getOutputStream().write(line);
    }

    private void read() {
        try (InputStream in = socket.getInputStream()) {
            ByteArrayOutputStream line = new ByteArrayOutputStream();
            byte[] chunk = new byte[CHUNK];
            for (int count = in.read(chunk); count >= 0; count = in.read(chunk)) {
                take(chunk, count, line);
            }
            lost(new TransportException(TransportException.Kind.CLOSED_BY_SERVER, endpoint + " closed the connection"));
        } catch (IOException e) {
            lost(new TransportException(
                    TransportException.Kind.IO_FAILED, "Cannot read from " + endpoint + ": " + e.getMessage(), e));
        } catch (TransportException e) {
            lost(e);
        }
    }

    private void take(byte[] chunk, int count, ByteArrayOutputStream line) {
        int start = 0;
        for (int i = 0; i < count; i++) {
            if (chunk[i] == '\n') {
                line.write(chunk, start, i - start);
                received(line.toByteArray(), 0, line.size());
                line.reset();
                start = i + 1;
            }
        }
        line.write(chunk, start, count - start);
        if (line.size() > context().limits().maxMessageBytes()) {
            throw new TransportException(
                    TransportException.Kind.LIMIT_EXCEEDED,
                    endpoint + " sent a message of more than "
                            + context().limits().maxMessageBytes() + " bytes");
        }
    }

    @Override
    protected void disconnect() {
        closeQuietly(socket);
        whenClosed.accept(this);
    }

    static void closeQuietly(Socket socket) {
        try {
            socket.close();
        } catch (IOException e) {
            // Nobody needs it any more.
        }
    }
}
