package dev.fastmcp.transport.websocket.internal;

import dev.fastmcp.api.shared.TlsContexts;
import javax.net.ssl.SSLContext;

/** TLS without proof of who the server is, for experiments. */
public final class UnverifiedTls {

    private UnverifiedTls() {}

    /**
     * Makes a context that trusts everybody, and warns of it.
     *
     * @return the context
     */
    public static SSLContext context() {
        Log.warning(
                "Certificates are not verified: whoever can reach these connections can read and change what is sent",
                null);
        return TlsContexts.trustingAll();
    }
}
