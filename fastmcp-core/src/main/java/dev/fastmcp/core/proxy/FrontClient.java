package dev.fastmcp.core.proxy;

import dev.fastmcp.api.http.RequestHeaders;
import dev.fastmcp.core.protocol.SerialQueue;
import dev.fastmcp.core.server.ClientLink;

/** A client of the proxy. What a server says to it goes out in order, and if it does not listen, it holds up nobody else. */
final class FrontClient {

    private final ClientLink link;
    private final SerialQueue heard = new SerialQueue("fastmcp-proxy");
    private volatile RequestHeaders headers = RequestHeaders.NONE;

    FrontClient(ClientLink link) {
        this.link = link;
    }

    ClientLink link() {
        return link;
    }

    /** The headers, of those that are handed on by name, which its latest request had. */
    RequestHeaders headers() {
        return headers;
    }

    void headers(RequestHeaders latest) {
        headers = latest;
    }

    /** Does this after everything before. */
    void submit(Runnable task) {
        heard.submit(task);
    }

    /** Does this after everything submitted so far, on this thread if possible. */
    void runAfter(Runnable task) {
        heard.runAfter(task);
    }

    /** Waits until everything submitted so far is done. */
    void drain() throws InterruptedException {
        heard.drain();
    }
}
