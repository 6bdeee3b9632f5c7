package dev.fastmcp.auth.internal.flow;

import dev.fastmcp.auth.Browser;
import java.io.IOException;
import java.io.InputStream;
import java.net.HttpURLConnection;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;

/** Goes where it is sent, by the listener of the client in the end, as a real browser does; and remembers the pages. */
public final class FollowingBrowser implements Browser {

    private final List<URI> opened = new CopyOnWriteArrayList<>();
    private final List<String> pages = new CopyOnWriteArrayList<>();

    public static String get(URI address) throws IOException {
        HttpURLConnection connection = (HttpURLConnection) address.toURL().openConnection();
        connection.setConnectTimeout(5_000);
        connection.setReadTimeout(10_000);
        boolean failed = connection.getResponseCode() >= 400;
        try (InputStream body = failed ? connection.getErrorStream() : connection.getInputStream()) {
            return connection.getResponseCode() + " "
                    + connection.getHeaderField("Content-Security-Policy") + " "
                    + (body == null ? "" : new String(body.readAllBytes(), StandardCharsets.UTF_8));
        }
    }

    @Override
    public Optional<URI> open(URI authorizationUrl) {
        opened.add(authorizationUrl);
        // A browser is a process of its own, which nobody interrupts.
        Thread.ofPlatform().daemon().start(() -> visit(authorizationUrl));
        return Optional.empty();
    }

    public List<URI> opened() {
        return List.copyOf(opened);
    }

    private void visit(URI address) {
        try {
            pages.add(get(address));
        } catch (IOException e) {
            pages.add(e.toString());
        }
    }

    /** The page that it ended at first. */
    public String page() {
        Waiting.until("the browser has a page", () -> !pages.isEmpty());
        return pages.get(0);
    }
}
