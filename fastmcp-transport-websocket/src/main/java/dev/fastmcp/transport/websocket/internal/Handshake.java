package dev.fastmcp.transport.websocket.internal;

import dev.fastmcp.api.http.RequestHeaders;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.util.List;
import org.java_websocket.drafts.Draft_6455;
import org.java_websocket.enums.HandshakeState;
import org.java_websocket.enums.Role;
import org.java_websocket.exceptions.InvalidHandshakeException;
import org.java_websocket.handshake.HandshakeImpl1Client;
import org.java_websocket.handshake.HandshakeImpl1Server;
import org.java_websocket.protocols.Protocol;

/** The opening handshake (RFC 6455, section 4.1), over streams that somebody else closes if it takes too long. */
final class Handshake {

    private static final String SUBPROTOCOL = "mcp";

    private final Address address;
    private final RequestHeaders headers;
    private final ServerWords words;

    Handshake(Address address, RequestHeaders headers, ServerWords words) {
        this.address = address;
        this.headers = headers;
        this.words = words;
    }

    /**
     * Asks for the switch to WebSocket.
     *
     * @return what encodes frames from now on
     * @throws RefusedException if the status is not 101
     */
    Draft_6455 perform(InputStream in, OutputStream out) throws IOException {
        // The empty protocol stands for a server that chooses none.
        Draft_6455 draft = new Draft_6455(List.of(), List.of(new Protocol(SUBPROTOCOL), new Protocol("")));
        draft.setParseMode(Role.CLIENT);
        HandshakeImpl1Client request = request(draft);
        for (ByteBuffer part : draft.createHandshake(request)) {
            out.write(part.array(), part.arrayOffset() + part.position(), part.remaining());
        }
        out.flush();
        HttpAnswer answer = HttpAnswer.read(in);
        if (answer.status() != HttpAnswer.SWITCHING_PROTOCOLS) {
            throw new RefusedException(answer);
        }
        checkNegotiated(answer);
        checkAccepted(draft, request, answer);
        return draft;
    }

    private HandshakeImpl1Client request(Draft_6455 draft) {
        HandshakeImpl1Client request = new HandshakeImpl1Client();
        request.setResourceDescriptor(address.target());
        headers.asMap().forEach(request::put);
        request.put("Host", address.hostHeader());
        draft.postProcessHandshakeRequestAsClient(request);
        return request;
    }

    /** The library would take any extension for one that it knows. */
    private void checkNegotiated(HttpAnswer answer) throws HandshakeException {
        if (!answer.value("Sec-WebSocket-Extensions").isEmpty()) {
            throw new HandshakeException("it chose an extension ("
                    + words.shown(answer.value("Sec-WebSocket-Extensions")) + "), although none was offered");
        }
        String chosen = answer.value("Sec-WebSocket-Protocol");
        if (chosen.isEmpty()) {
            Log.debug(address + " chose no subprotocol, although " + SUBPROTOCOL + " was offered");
        } else if (!chosen.equals(SUBPROTOCOL)) {
            throw new HandshakeException("it chose the subprotocol \"" + words.shown(chosen) + "\", although only "
                    + SUBPROTOCOL + " was offered; is this an MCP server?");
        }
    }

    private static void checkAccepted(Draft_6455 draft, HandshakeImpl1Client request, HttpAnswer answer)
            throws HandshakeException {
        HandshakeImpl1Server response = new HandshakeImpl1Server();
        answer.headers().keySet().forEach(name -> response.put(name, answer.value(name)));
        try {
            if (draft.acceptHandshakeAsClient(request, response) == HandshakeState.MATCHED) {
                return;
            }
        } catch (InvalidHandshakeException e) {
            Log.debug("The library refuses a handshake: " + e.getMessage());
        }
        throw new HandshakeException("its handshake is not valid: the header Upgrade, Connection or"
                + " Sec-WebSocket-Accept is missing or wrong; is there a proxy that does not know WebSocket?");
    }
}
