package dev.fastmcp.auth.internal.login;

import dev.fastmcp.auth.internal.wire.AuthFailures;
import java.io.File;
import java.io.IOException;
import java.io.PrintStream;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Opens the browser of the system. No shell is involved, so nothing in an address can become a command. */
public final class SystemBrowser implements LoginPage {

    private final PrintStream out;
    private final String system;
    private final @Nullable String chosen;

    /**
     * Creates a browser.
     *
     * @param out the address is printed there, too
     */
    public SystemBrowser(PrintStream out) {
        this(out, System.getProperty("os.name"), System.getenv("BROWSER"));
    }

    SystemBrowser(PrintStream out, String system, @Nullable String chosen) {
        this.out = out;
        this.system = system;
        this.chosen = chosen;
    }

    @Override
    public Optional<URI> open(URI authorizationUrl) throws IOException {
        if (!LoginAddress.isSafe(authorizationUrl)) {
            throw new IOException(AuthFailures.shown(authorizationUrl)
                    + " is not opened: only https is, or http within this machine, without user names");
        }
        out.println("Log in with your browser. If it does not open, go to:");
        out.println("  " + authorizationUrl.toASCIIString());
        out.flush();
        for (List<String> command : commands(system, chosen, authorizationUrl.toASCIIString())) {
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

    private File nothing() {
        return new File(isWindows(system) ? "NUL" : "/dev/null");
    }

    private static boolean isWindows(String system) {
        return system.toLowerCase(Locale.ROOT).startsWith("windows");
    }

    /**
     * The commands that open an address, the best first.
     *
     * @param chosen what the environment variable {@code BROWSER} says: commands with colons between them, in which {@code %s} stands for the address; {@code null} if it is not set
     */
    static List<List<String>> commands(String system, @Nullable String chosen, String address) {
        if (isWindows(system)) {
            return List.of(List.of("rundll32", "url.dll,FileProtocolHandler", address));
        }
        if (system.toLowerCase(Locale.ROOT).startsWith("mac")) {
            return List.of(List.of("open", address));
        }
        List<List<String>> commands = new ArrayList<>();
        for (String command : chosen == null ? new String[0] : chosen.split(":")) {
            if (!command.isBlank()) {
                commands.add(command(command.strip(), address));
            }
        }
        commands.add(List.of("xdg-open", address));
        commands.add(List.of("sensible-browser", address));
        return List.copyOf(commands);
    }

    /** Split at spaces before the address is put in, which therefore stays in one piece. */
    private static List<String> command(String text, String address) {
        List<String> command = new ArrayList<>();
        for (String part : text.split("\\s+")) {
            command.add(part.replace("%s", address));
        }
        if (!text.contains("%s")) {
            command.add(address);
        }
        return List.copyOf(command);
    }
}
