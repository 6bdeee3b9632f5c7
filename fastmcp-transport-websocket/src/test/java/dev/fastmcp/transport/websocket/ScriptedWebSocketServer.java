package dev.fastmcp.transport.websocket;

import dev.fastmcp.testkit.Outlet;
import dev.fastmcp.testkit.ScriptedConversation;
import dev.fastmcp.testkit.ScriptedServer;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.java_websocket.WebSocket;
import org.java_websocket.drafts.Draft_6455;
import org.java_websocket.exceptions.WebsocketNotConnectedException;
import org.java_websocket.framing.CloseFrame;
import org.java_websocket.handshake.ClientHandshake;
import org.java_websocket.protocols.Protocol;
import org.java_websocket.server.WebSocketServer;

/** A scripted server behind the server of the library. */
final class ScriptedWebSocketServer extends WebSocketServer implements AutoCloseable {

    private final ScriptedServer script;
    private final CountDownLatch started = new CountDownLatch(1);

    ScriptedWebSocketServer(ScriptedServer script) {
        super(
                new InetSocketAddress("127.0.0.1", 0),
                2,
                List.of(new Draft_6455(List.of(), List.of(new Protocol("mcp"), new Protocol("")))));
        this.script = script;
        setDaemon(true);
    }

    ScriptedWebSocketServer begin() throws InterruptedException {
        start();
        if (!started.await(15, TimeUnit.SECONDS)) {
            throw new AssertionError("the server did not start");
        }
        return this;
    }

    String address() {
        return "ws://127.0.0.1:" + getPort() + "/mcp";
    }

    @Override
    public void onStart() {
        started.countDown();
    }

    @Override
    public void onOpen(WebSocket socket, ClientHandshake handshake) {
        socket.setAttachment(script.converse(new Outlet() {
            @Override
            public void send(String text) {
                try {
                    socket.send(text);
                } catch (WebsocketNotConnectedException e) {
                    // The client has gone.
                }
            }

            @Override
            public void hangUp() {
                socket.close(CloseFrame.GOING_AWAY, "as told");
            }
        }));
    }

    @Override
    public void onMessage(WebSocket socket, String message) {
        ScriptedConversation conversation = socket.getAttachment();
        conversation.receive(message);
    }

    @Override
    public void onClose(WebSocket socket, int code, String reason, boolean remote) {}

    @Override
    public void onError(WebSocket socket, Exception error) {}

    @Override
    public void close() {
        try {
            stop(1000);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
