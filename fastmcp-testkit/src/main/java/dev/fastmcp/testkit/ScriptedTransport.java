package dev.fastmcp.testkit;

import dev.fastmcp.api.error.TransportException;
import dev.fastmcp.api.spi.Channel;
import dev.fastmcp.api.spi.ChannelContext;
import dev.fastmcp.api.spi.ChannelTraits;
import dev.fastmcp.api.spi.ClientTransport;
import dev.fastmcp.api.spi.MultiplexedChannel;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;

/** Leads to a scripted server in the same process. */
final class ScriptedTransport implements ClientTransport {

    private static final String ENDPOINT = "scripted server";
    private static final int QUEUED_MESSAGES = 1024;

    private final ScriptedServer server;
    private final Set<Conversation> open = ConcurrentHashMap.newKeySet();

    ScriptedTransport(ScriptedServer server) {
        this.server = server;
    }

    @Override
    public Channel open(ChannelContext context) {
        Conversation conversation = new Conversation(context);
        open.add(conversation);
        conversation.start();
        return conversation;
    }

    @Override
    public void close() {
        open.forEach(Conversation::close);
    }

    @Override
    public String endpoint() {
        return ENDPOINT;
    }

    /** The client's messages wait in a queue for the server's thread; the server's messages are delivered by whoever sends them, one at a time. */
    private final class Conversation extends MultiplexedChannel implements Outlet {

        private final BlockingQueue<byte[]> toServer = new ArrayBlockingQueue<>(QUEUED_MESSAGES);
        private final ScriptedConversation script = server.converse(this);
        private final Thread thread = Thread.ofVirtual().name("scripted-server").unstarted(this::listen);

        Conversation(ChannelContext context) {
            super(context, ENDPOINT);
        }

        void start() {
            thread.start();
        }

        private void listen() {
            try {
                while (isOpen()) {
                    script.receive(new String(toServer.take(), StandardCharsets.UTF_8));
                }
            } catch (InterruptedException e) {
                // The connection is over, and so is this thread.
            }
        }

        @Override
        protected void transmit(byte[] message) throws IOException {
            try {
                toServer.put(message);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IOException("interrupted", e);
            }
        }

        @Override
        public void send(String text) {
            byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
            received(utf8, 0, utf8.length);
        }

        @Override
        public void hangUp() {
            open.remove(this);
            lost(new TransportException(TransportException.Kind.CLOSED_BY_SERVER, "The scripted server hung up"));
            thread.interrupt();
        }

        @Override
        protected void disconnect() {
            open.remove(this);
            thread.interrupt();
        }

        @Override
        public ChannelTraits traits() {
            return ChannelTraits.PIPE;
        }
    }
}
