package dev.fastmcp.auth.internal.login;

import dev.fastmcp.auth.internal.wire.WebOrigin;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.net.URI;
import java.util.Map;
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
        Optional<Expected> expected = Expected.by(authorizationUrl);
        out.println("Log in with a browser, on any machine:");
        out.println("  " + authorizationUrl.toASCIIString());
        out.println(
                "It ends at an address of this machine, which another machine cannot open. Paste that address here:");
        out.flush();
        for (Optional<String> line = lines.next(); line.isPresent(); line = lines.next()) {
            URI pasted = address(line.get().strip());
            String fault = fault(pasted, expected);
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
    private static @Nullable String fault(@Nullable URI pasted, Optional<Expected> expected) {
        String begin = "That is not the address: it begins with "
                + expected.map(login -> login.redirect() + "?").orElse("http://");
        if (pasted == null || pasted.getScheme() == null || pasted.getRawQuery() == null) {
            return begin + " and holds code= and state=";
        }
        // Where the page does not say what it expects, whoever waits for the answer tells.
        return expected.map(login -> login.fault(pasted, begin)).orElse(null);
    }

    /** What the address of the login page says about where it ends. */
    private record Expected(URI redirect, String state) {

        static Optional<Expected> by(URI page) {
            try {
                Map<String, String> parameters = AuthorizationRequest.query(page);
                return Optional.ofNullable(parameters.get("redirect_uri"))
                        .map(redirect -> new Expected(URI.create(redirect), parameters.getOrDefault("state", "")));
            } catch (IllegalArgumentException e) {
                return Optional.empty();
            }
        }

        @Nullable
        String fault(URI pasted, String begin) {
            boolean place = WebOrigin.of(pasted).equals(WebOrigin.of(redirect))
                    && String.valueOf(redirect.getRawPath()).equals(pasted.getRawPath());
            if (!place) {
                return begin + ", since that is where this login comes back to";
            }
            boolean ours = AuthorizationResponse.parse(pasted.getRawQuery())
                    .filter(answer -> answer.answers(state))
                    .isPresent();
            return ours ? null : "That is not the address: it comes from another login, or a part of it is missing";
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
