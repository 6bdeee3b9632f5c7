package dev.fastmcp.cli;

import dev.fastmcp.api.Client;
import dev.fastmcp.api.http.RequestHeaders;
import dev.fastmcp.api.spi.ClientTransport;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** The options that say how a server is reached. */
record Network(RequestHeaders headers, @Nullable String transport, boolean insecure) {

    static Network of(Invocation invocation) {
        RequestHeaders headers = RequestHeaders.NONE;
        for (String typed : invocation.values("--header")) {
            headers = with(headers, typed);
        }
        return new Network(headers, invocation.value("--transport"), invocation.has("--insecure"));
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
        return headers.with(name, value.startsWith("@") ? ofFile(value.substring(1)) : value);
    }

    /** Arguments can be seen by every user of the machine, files need not. */
    private static String ofFile(String file) {
        try {
            return Files.readString(Path.of(file)).strip();
        } catch (IOException | RuntimeException e) {
            throw new UsageException("--header cannot read the file " + TerminalText.line(file) + ": "
                    + e.getClass().getSimpleName());
        }
    }

    <T extends ClientTransport> Client.Builder<T> applied(Client.Builder<T> builder) {
        Client.Builder<T> applied = builder.headers(headers);
        if (transport != null) {
            applied = applied.transport(transport);
        }
        return insecure ? applied.unverifiedTls() : applied;
    }
}
