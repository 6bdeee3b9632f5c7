package dev.fastmcp.it.auth;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentLinkedQueue;

/**
 * Real Chromium without a screen: signs in and answers on the pages of an {@link AuthorizationServer} whose option {@code answer} is
 * {@code none}. Each visit is a browser of its own that knows nothing of the others. Thread-safe.
 */
public final class HeadlessBrowser implements AutoCloseable {

    /** Where pictures of the last pages are kept. */
    public static final Path SCREENSHOTS = Path.of("target", "screenshots").toAbsolutePath();

    private final Map<String, Object> settings = new LinkedHashMap<>();
    private final Queue<NodeProcess> running = new ConcurrentLinkedQueue<>();

    /**
     * The last page of a visit.
     *
     * @param url its address without the query
     * @param title its title
     * @param text what a reader sees
     * @param origins all servers that were asked for anything during the visit
     * @param problems the warnings and errors of the browser's console, except that there is no icon
     */
    public record Page(String url, String title, String text, List<String> origins, List<String> problems) {}

    private HeadlessBrowser(String answer, String colorScheme) {
        settings.put("answer", answer);
        settings.put("colorScheme", colorScheme);
    }

    /** Somebody who allows what is asked for, and likes pages light. */
    public static HeadlessBrowser approving() {
        return new HeadlessBrowser("approve", "light");
    }

    /** Somebody who signs in but does not allow what is asked for, and likes pages dark. */
    public static HeadlessBrowser denyingInTheDark() {
        return new HeadlessBrowser("deny", "dark");
    }

    /** Somebody who allows what is asked for, and likes pages dark. */
    public static HeadlessBrowser approvingInTheDark() {
        return new HeadlessBrowser("approve", "dark");
    }

    /** Opens an authorization URL, answers, waits for the page of the callback, and keeps a picture of it under the given name. */
    public Page visit(URI authorization, String screenshot) throws IOException, InterruptedException {
        Files.createDirectories(SCREENSHOTS);
        Map<String, Object> input = new LinkedHashMap<>(settings);
        input.put("url", authorization.toString());
        input.put("screenshot", screenshot(screenshot).toString());
        NodeProcess process = NodeProcess.reading("browser.mjs", input);
        running.add(process);
        try (process) {
            return Objects.requireNonNull(process.line().as(Page.class));
        } finally {
            running.remove(process);
        }
    }

    /** Does the same in another thread: an opener of browsers must not wait for the callback. */
    public CompletableFuture<Page> open(URI authorization, String screenshot) {
        CompletableFuture<Page> page = new CompletableFuture<>();
        Thread.ofVirtual().name("browser " + screenshot).start(() -> {
            try {
                page.complete(visit(authorization, screenshot));
            } catch (IOException | InterruptedException | RuntimeException | AssertionError e) {
                page.completeExceptionally(new CompletionException(e));
            }
        });
        return page;
    }

    /** Where the picture of this name is. */
    public static Path screenshot(String name) {
        return SCREENSHOTS.resolve(name + ".png");
    }

    /** Ends visits that have not ended. */
    @Override
    public void close() {
        running.forEach(NodeProcess::close);
    }
}
