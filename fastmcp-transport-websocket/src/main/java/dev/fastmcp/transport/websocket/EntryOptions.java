package dev.fastmcp.transport.websocket;

import dev.fastmcp.api.config.RemoteServer;
import dev.fastmcp.api.http.RequestHeaders;
import dev.fastmcp.api.shared.TlsContexts;
import java.io.IOException;
import java.nio.file.Path;

/** Carries over to a builder what an entry of a configuration says about its transport. */
final class EntryOptions {

    private EntryOptions() {}

    static WebSocketTransport.Builder builder(RemoteServer remote) {
        WebSocketTransport.Builder builder =
                WebSocketTransport.builder(remote.url()).headers(RequestHeaders.of(remote.headers()));
        if (remote.unverifiedTls()) {
            return builder.unverifiedTls();
        }
        remote.trustedCertificates().ifPresent(pem -> {
            try {
                builder.tls(TlsContexts.trusting(Path.of(pem)));
            } catch (IOException e) {
                throw new IllegalArgumentException(
                        "tls.ca: the file " + pem + " cannot be read: give a PEM file with certificates", e);
            }
        });
        return builder;
    }
}
