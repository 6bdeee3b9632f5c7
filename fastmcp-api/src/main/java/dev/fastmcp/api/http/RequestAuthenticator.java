package dev.fastmcp.api.http;

import java.util.Map;

/**
 * Proves to a server who is asking. A transport asks it for headers before each request, and tells it when the server wants others. Thread-safe: requests are made
 * at the same time, and one renewal of credentials must serve all of them.
 *
 * @see <a href="https://modelcontextprotocol.io/specification/2026-07-28/basic/authorization">Authorization in the specification</a>
 */
public interface RequestAuthenticator {

    /**
     * Returns the headers that prove it, usually {@code Authorization}. Asked for each request, also when it is sent again.
     *
     * @param request what is about to be sent
     * @return headers, which win over all others; empty if there is nothing to prove yet
     * @throws InterruptedException if the thread is interrupted while it waits for credentials; the request is not sent
     */
    Map<String, String> headers(AuthRequest request) throws InterruptedException;

    /**
     * Reacts to a refusal: gets or renews credentials, however long that takes.
     *
     * @param challenge what the server wants
     * @return true to send the request again, false to give it up with the status that came
     * @throws InterruptedException if the thread is interrupted while it waits for credentials; the request is not sent again
     */
    boolean onChallenge(AuthChallenge challenge) throws InterruptedException;
}
