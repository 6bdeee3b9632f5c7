package dev.fastmcp.auth.internal.login;

import dev.fastmcp.auth.internal.wire.WebOrigin;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.net.URI;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Leaves the browser to the person, who says where it ended up. */
public final class PrintedBrowser implements LoginPage {

    private final Lines lines;
    private final PrintStream out;

    /** Creates a browser that reads and prints text in UTF-8. */
    public PrintedBrowser(InputStream in, PrintStream out) {
        this.lines = Lines.of(in);
        this.out = out;
    }

    @Override
    public Optional<URI> open(URI authorizationUrl) throws IOException, InterruptedException {
        Optional<AuthorizationResponse> asked = AuthorizationResponse.parse(authorizationUrl.getRawQuery());
        out.println("Log in with a browser, on any machine:");
        out.println("  " + authorizationUrl.toASCIIString());
        out.println(
                "It ends at an address of this machine, which another machine cannot open. Paste that address here:");
        out.flush();
        for (Optional<String> line = lines.next(); line.isPresent(); line = lines.next()) {
            URI pasted = address(line.get().strip());
            String fault = asked.isPresent() ? fault(pasted, asked.get()) : null;
            if (pasted != null && fault == null) {
                return Optional.of(pasted);
            }
            out.println(fault + ". Once more:");
            out.flush();
        }
        throw new InputEndedException();
    }

    private static @Nullable URI address(String line) {
        try {
            return URI.create(line);
        } catch (IllegalArgumentException e) {
            return null;
        }
    }

    /** What is wrong with a pasted address, in words that do not repeat it; {@code null} if it is the one. */
    private static @Nullable String fault(@Nullable URI pasted, AuthorizationResponse asked) {
        URI redirect = URI.create(asked.parameters().getOrDefault("redirect_uri", ""));
        if (pasted == null || pasted.getScheme() == null || pasted.getRawQuery() == null) {
            return "That is not the address: it begins with " + redirect + "? and holds code= and state=";
        }
        boolean place = WebOrigin.of(pasted).equals(WebOrigin.of(redirect))
                && String.valueOf(redirect.getRawPath()).equals(pasted.getRawPath());
        if (!place) {
            return "That is not the address: it begins with " + redirect + "?, since that is where this login comes"
                    + " back to";
        }
        Optional<AuthorizationResponse> answer = AuthorizationResponse.parse(pasted.getRawQuery());
        boolean ours =
                answer.isPresent() && answer.get().answers(asked.parameters().getOrDefault("state", ""));
        return ours ? null : "That is not the address: it comes from another login, or a part of it is missing";
    }

    /** Nobody will answer any more. */
    static final class InputEndedException extends IOException {

        private static final long serialVersionUID = 1L;

        InputEndedException() {
            super("the input ended without an address");
        }
    }
}
