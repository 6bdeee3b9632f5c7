package dev.fastmcp.transport.http.internal;

import dev.fastmcp.api.error.McpException;
import dev.fastmcp.api.error.ProtocolException;
import dev.fastmcp.api.error.RequestTimeoutException;
import dev.fastmcp.api.error.ServerText;
import dev.fastmcp.api.error.SessionClosedException;
import dev.fastmcp.api.error.TransportException;
import java.io.IOException;
import java.net.SocketTimeoutException;
import org.apache.hc.core5.http.ConnectionClosedException;
import org.apache.hc.core5.http.MalformedChunkCodingException;
import org.apache.hc.core5.http.NoHttpResponseException;
import org.apache.hc.core5.http.TruncatedChunkException;
import org.jspecify.annotations.Nullable;

/** Turns what went wrong with an exchange into the exception that its caller sees. */
final class Failures {

    private static final int SHOWN_CHARACTERS = 200;

    private Failures() {}

    /**
     * Returns the exception for a failed exchange.
     *
     * @param what names the request
     * @throws InterruptedException if the thread was interrupted, which is then the reason
     */
    static McpException of(String what, String endpoint, Call call, IOException e) throws InterruptedException {
        if (call.ended() == Call.Ended.CLOSED) {
            return new SessionClosedException(what + " failed: the connection to " + endpoint + " was closed", e);
        }
        if (Thread.interrupted()) {
            throw new InterruptedException(what + " was interrupted");
        }
        if (call.ended() == Call.Ended.OVERDUE || call.deadline().remainingNanos() <= 0) {
            return new RequestTimeoutException(
                    what + " timed out: no answer within "
                            + call.deadline().timeout().toMillis() + " ms from " + endpoint,
                    call.deadline().timeout(),
                    e);
        }
        return switch (e) {
            case ConnectFailedException failed ->
                new TransportException(
                        TransportException.Kind.CONNECT_FAILED,
                        what + " failed: cannot connect to " + endpoint + ": " + failed.getMessage(),
                        failed);
            case InvalidHttpException invalid ->
                new ProtocolException(
                        what + " failed: " + endpoint + " does not speak HTTP as it should: " + text(invalid), invalid);
            case TruncatedChunkException cut -> closed(what, endpoint, "in the middle of its answer", cut);
            case MalformedChunkCodingException invalid ->
                new ProtocolException(
                        what + " failed: " + endpoint + " does not speak HTTP as it should: " + text(invalid), invalid);
            case SocketTimeoutException silent ->
                new TransportException(
                        TransportException.Kind.IO_FAILED,
                        what + " failed: " + endpoint
                                + " was silent for too long; allow more with responseTimeout or idleTimeout",
                        silent);
            case NoHttpResponseException closed -> closed(what, endpoint, "without an answer", closed);
            case ConnectionClosedException closed -> closed(what, endpoint, "in the middle of its answer", closed);
            default ->
                new TransportException(
                        TransportException.Kind.IO_FAILED,
                        what + " failed: the connection to " + endpoint + " broke (" + text(e)
                                + "); the server may or may not have done it",
                        e);
        };
    }

    /** Returns the exception for a message beyond the limit; {@code who} begins the sentence with the server. */
    static TransportException tooLarge(String who, int maxMessageBytes, @Nullable Throwable cause) {
        return new TransportException(
                TransportException.Kind.LIMIT_EXCEEDED,
                who + " sent a message of more than " + maxMessageBytes
                        + " bytes; raise maxMessageBytes of the limits if that is to be expected",
                cause);
    }

    private static TransportException closed(String what, String endpoint, String when, IOException e) {
        return new TransportException(
                TransportException.Kind.CLOSED_BY_SERVER,
                what + " failed: " + endpoint + " closed the connection " + when + "; it may or may not have done it",
                e);
    }

    private static String text(IOException e) {
        return ServerText.excerpt(String.valueOf(e.getMessage()), SHOWN_CHARACTERS);
    }
}
