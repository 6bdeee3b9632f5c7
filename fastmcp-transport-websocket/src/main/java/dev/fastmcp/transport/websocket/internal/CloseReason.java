package dev.fastmcp.transport.websocket.internal;

import dev.fastmcp.api.error.TransportException;
import java.nio.charset.StandardCharsets;

/**
 * What a close frame says (RFC 6455, section 7.4).
 *
 * @param code the status code; {@link #NONE} if the frame was empty
 * @param text what the server adds, as it came
 */
record CloseReason(int code, String text) {

    static final int NORMAL = 1000;
    static final int PROTOCOL_ERROR = 1002;
    static final int UNSUPPORTED_DATA = 1003;
    static final int NONE = 1005;
    static final int INVALID_PAYLOAD = 1007;
    static final int TOO_BIG = 1009;

    private static final int FIRST_FREE = 3000;
    private static final int LAST_FREE = 4999;

    static CloseReason parse(byte[] payload) throws FrameException {
        if (payload.length == 0) {
            return new CloseReason(NONE, "");
        }
        int code = payload.length == 1 ? 0 : (payload[0] & 0xFF) << 8 | payload[1] & 0xFF;
        if (!isSendable(code)) {
            throw FrameException.violation("a close frame with the code " + code);
        }
        return new CloseReason(code, new String(payload, 2, payload.length - 2, StandardCharsets.UTF_8));
    }

    /** 1004 to 1006 and 1015 are for use within an endpoint only. */
    private static boolean isSendable(int code) {
        return code >= NORMAL && code <= 1014 && !(code >= 1004 && code <= 1006)
                || code >= FIRST_FREE && code <= LAST_FREE;
    }

    /** The code to answer with. */
    int answer() {
        return code == NONE ? NORMAL : code;
    }

    TransportException toException(String endpoint, ServerWords words) {
        String said = text.isEmpty() ? "" : ", \"" + words.shown(text) + '"';
        String advice = advice();
        return new TransportException(
                kind(),
                endpoint + " closed the connection: code " + code + " (" + name() + ')' + said
                        + (advice.isEmpty() ? "" : "; " + advice));
    }

    private TransportException.Kind kind() {
        return switch (code) {
            case PROTOCOL_ERROR, UNSUPPORTED_DATA, INVALID_PAYLOAD, 1010 -> TransportException.Kind.IO_FAILED;
            case TOO_BIG -> TransportException.Kind.LIMIT_EXCEEDED;
            default -> TransportException.Kind.CLOSED_BY_SERVER;
        };
    }

    private String name() {
        return switch (code) {
            case NORMAL -> "normal closure";
            case 1001 -> "going away";
            case PROTOCOL_ERROR -> "protocol error";
            case UNSUPPORTED_DATA -> "unsupported data";
            case NONE -> "no code given";
            case INVALID_PAYLOAD -> "invalid payload";
            case 1008 -> "policy violation";
            case TOO_BIG -> "message too big";
            case 1010 -> "extension missing";
            case 1011 -> "internal error";
            case 1012 -> "service restart";
            case 1013 -> "try again later";
            case 1014 -> "bad gateway";
            case 4401 -> "unauthorized, by convention";
            case 4403 -> "forbidden, by convention";
            default -> code < 4000 ? "registered by a library or framework" : "private to the server";
        };
    }

    private String advice() {
        return switch (code) {
            case PROTOCOL_ERROR, UNSUPPORTED_DATA, INVALID_PAYLOAD -> "it does not accept what this client sends";
            case 1008, 4401, 4403 -> "it may want other credentials or rights";
            case TOO_BIG -> "a message to it was too large for it";
            case 1011 -> "its log may say why";
            case 1012, 1013, 1014 -> "connect again after a while";
            default -> "";
        };
    }
}
