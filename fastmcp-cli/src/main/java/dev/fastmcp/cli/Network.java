package dev.fastmcp.cli;

import dev.fastmcp.api.Client;
import dev.fastmcp.api.http.Authentication;
import dev.fastmcp.api.http.RequestHeaders;
import dev.fastmcp.api.spi.ClientTransport;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The options that say how a server is reached. */
record Network(
        RequestHeaders headers, @Nullable String transport, boolean insecure, Optional<Authentication> authentication) {

    static Network of(Invocation invocation, Object source) {
        RequestHeaders headers = RequestHeaders.NONE;
        for (String typed : invocation.values("--header")) {
            headers = with(headers, typed);
        }
        return new Network(
                headers,
                invocation.value("--transport"),
                invocation.has("--insecure"),
                Logins.chosen(invocation.value("--auth"), source, headers));
    }

    private static RequestHeaders with(RequestHeaders headers, String typed) {
        int colon = typed.indexOf(':');
        if (colon <= 0) {
            throw new UsageException("--header must be a name, a colon and a value, such as \"X-Tenant: acme\"");
        }
        String value = typed.substring(colon + 1).strip();
        String name = typed.substring(0, colon).strip();
        if (RequestHeaders.isReserved(name)) {
            throw new UsageException(
                    "--header cannot set " + TerminalText.line(name) + ": the transport sets it itself");
        }
        return headers.with(name, value.startsWith("@") ? Secrets.file("--header", value.substring(1)) : value);
    }

    Network with(Authentication other) {
        return new Network(headers, transport, insecure, Optional.of(other));
    }

    <T extends ClientTransport> Client.Builder<T> applied(Client.Builder<T> builder) {
        Client.Builder<T> applied = builder.headers(headers);
        if (authentication.isPresent()) {
            applied = applied.auth(authentication.get());
        }
        if (transport != null) {
            applied = applied.transport(transport);
        }
        return insecure ? applied.unverifiedTls() : applied;
    }
}
