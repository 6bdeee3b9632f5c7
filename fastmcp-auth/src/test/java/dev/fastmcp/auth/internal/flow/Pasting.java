package dev.fastmcp.auth.internal.flow;

import dev.fastmcp.auth.Browser;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PipedInputStream;
import java.io.PipedOutputStream;
import java.io.PrintStream;
import java.net.HttpURLConnection;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.regex.Pattern;

/** A person at another machine: reads the address that is printed, logs in there, and pastes where the browser ended up; after some things that are wrong. */
final class Pasting {

    private static final Pattern ADDRESS = Pattern.compile("http://\\S+/authorize\\?\\S+");

    private final ByteArrayOutputStream printed = new ByteArrayOutputStream();
    private final PipedOutputStream typed = new PipedOutputStream();
    private final InputStream in;

    Pasting(LoginWorld world, List<String> wrong) throws IOException {
        this(world, wrong, 1);
    }

    /** Reacts to the last of so many logins, and lets the others wait in vain. */
    Pasting(LoginWorld world, List<String> wrong, int logins) throws IOException {
        in = new PipedInputStream(typed, 64 * 1024);
        Thread.ofVirtual().start(() -> {
            try (PrintStream keyboard = new PrintStream(typed, true, StandardCharsets.UTF_8)) {
                Waiting.until(
                        "an address is printed",
                        () -> ADDRESS.matcher(printed()).results().count() == logins);
                wrong.forEach(keyboard::println);
                keyboard.println("  " + end() + "  ");
                Waiting.until("it is used", () -> world.server.served.get() > 0);
            }
        });
    }

    private String end() {
        String address = ADDRESS.matcher(printed())
                .results()
                .reduce((one, next) -> next)
                .orElseThrow()
                .group();
        try {
            HttpURLConnection connection =
                    (HttpURLConnection) URI.create(address).toURL().openConnection();
            connection.setInstanceFollowRedirects(false);
            return connection.getHeaderField("Location");
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    Browser browser() {
        return Browser.headless(in, new PrintStream(printed, true, StandardCharsets.UTF_8));
    }

    String printed() {
        return printed.toString(StandardCharsets.UTF_8);
    }
}
