package dev.fastmcp.auth.internal.login;

import java.io.File;
import java.io.IOException;
import java.io.PrintStream;
import java.net.URI;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Opens the browser of the system. No shell is involved, so nothing in an address can become a command. */
public final class SystemBrowser implements LoginPage {

    private final PrintStream out;

    /**
     * Creates a browser.
     *
     * @param out the address is printed there, too
     */
    public SystemBrowser(PrintStream out) {
        this.out = out;
    }

    @Override
    public Optional<URI> open(URI authorizationUrl) {
        out.println("Log in with your browser. If it does not open, go to:");
        out.println("  " + authorizationUrl.toASCIIString());
        out.flush();
        for (List<String> command : commands(System.getProperty("os.name"), authorizationUrl.toASCIIString())) {
            try {
                new ProcessBuilder(command)
                        .redirectInput(ProcessBuilder.Redirect.from(nothing()))
                        .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                        .redirectError(ProcessBuilder.Redirect.DISCARD)
                        .start();
                return Optional.empty();
            } catch (IOException e) {
                // The next one; without any, the printed address is left.
            }
        }
        return Optional.empty();
    }

    private static File nothing() {
        return new File(isWindows(System.getProperty("os.name")) ? "NUL" : "/dev/null");
    }

    private static boolean isWindows(String system) {
        return system.toLowerCase(Locale.ROOT).startsWith("windows");
    }

    /** The commands that open an address, the best first. */
    static List<List<String>> commands(String system, String address) {
        if (isWindows(system)) {
            return List.of(List.of("rundll32", "url.dll,FileProtocolHandler", address));
        }
        return system.toLowerCase(Locale.ROOT).startsWith("mac")
                ? List.of(List.of("open", address))
                : List.of(List.of("xdg-open", address), List.of("sensible-browser", address));
    }
}
