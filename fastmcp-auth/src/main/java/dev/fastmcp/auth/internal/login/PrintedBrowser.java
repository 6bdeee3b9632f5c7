package dev.fastmcp.auth.internal.login;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** Leaves the browser to the person, who says where it ended up. */
public final class PrintedBrowser implements LoginPage {

    private final BufferedReader in;
    private final PrintStream out;

    /** Creates a browser that reads and prints text in UTF-8. */
    public PrintedBrowser(InputStream in, PrintStream out) {
        this.in = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8));
        this.out = out;
    }

    @Override
    public Optional<URI> open(URI authorizationUrl) throws IOException {
        out.println("Log in with a browser, on any machine:");
        out.println("  " + authorizationUrl.toASCIIString());
        out.println(
                "It ends at an address of this machine, which another machine cannot open. Paste that address here:");
        out.flush();
        for (String line = in.readLine(); line != null; line = in.readLine()) {
            Optional<URI> pasted = address(line.strip());
            if (pasted.isPresent()) {
                return pasted;
            }
            out.println("That is not the address: it begins with http:// and holds code= and state=. Once more:");
            out.flush();
        }
        throw new InputEndedException();
    }

    private static Optional<URI> address(String line) {
        try {
            URI uri = URI.create(line);
            boolean answer = uri.getRawQuery() != null && uri.getRawQuery().contains("state=");
            return answer && uri.getScheme() != null ? Optional.of(uri) : Optional.empty();
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    /** Nobody will answer any more. */
    static final class InputEndedException extends IOException {

        private static final long serialVersionUID = 1L;

        InputEndedException() {
            super("the input ended without an address");
        }
    }
}
