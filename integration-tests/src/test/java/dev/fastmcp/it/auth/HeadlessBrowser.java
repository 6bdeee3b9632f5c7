package dev.fastmcp.it.auth;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import javax.imageio.ImageIO;

/**
 * Real Chromium without a screen: signs in and answers on the pages of an {@link AuthorizationServer} whose option {@code answer} is
 * {@code none}. Each visit is a browser of its own that knows nothing of the others, and leaves nothing behind. Thread-safe.
 */
public final class HeadlessBrowser implements AutoCloseable {

    /** Where pictures of the last pages are kept. */
    public static final Path SCREENSHOTS = Path.of("target", "screenshots").toAbsolutePath();

    private final Map<String, Object> settings = new LinkedHashMap<>();
    private final Map<NodeProcess, Path> running = new ConcurrentHashMap<>();

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

    /** Another program than the one that was installed. */
    HeadlessBrowser using(Path program) {
        settings.put("browser", program.toString());
        return this;
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

    /**
     * Opens an authorization URL, answers, waits for the page of the callback, and keeps a picture of it under the given name.
     *
     * @throws AssertionError if there is no Chromium, or if it does not get to a last page
     */
    public Page visit(URI authorization, String screenshot) throws IOException, InterruptedException {
        requireProgram();
        Files.createDirectories(SCREENSHOTS);
        Map<String, Object> input = new LinkedHashMap<>(settings);
        input.put("url", authorization.toString());
        input.put("screenshot", screenshot(screenshot).toString());
        // Short, since Chromium has a socket in there.
        Path temporary = Files.createTempDirectory("fastmcp-visit-");
        try (NodeProcess process = NodeProcess.reading("browser.mjs", input, temporary)) {
            running.put(process, temporary);
            try {
                return Objects.requireNonNull(process.line().as(Page.class));
            } finally {
                running.remove(process);
            }
        } finally {
            // A browser that was killed has not removed its profile.
            delete(temporary);
        }
    }

    private void requireProgram() throws IOException {
        Path note = NodeProcess.INSTALLED.resolve("browser.txt");
        Object chosen = settings.get("browser");
        String program =
                chosen != null ? chosen.toString() : Files.readString(note).strip();
        if (!Files.isExecutable(Path.of(program))) {
            throw new AssertionError("There is no Chromium at " + program + ", which "
                    + (chosen != null ? "this test asks for" : note + " names")
                    + ": run integration-tests/authorization/install, with FASTMCP_IT_BROWSER if it is elsewhere");
        }
    }

    private static void delete(Path folder) throws IOException {
        List<Path> files;
        try (Stream<Path> all = Files.walk(folder)) {
            files = all.sorted(Comparator.reverseOrder()).toList();
        }
        for (Path file : files) {
            Files.deleteIfExists(file);
        }
    }

    /** The folders of visits that go on. */
    List<Path> folders() {
        return List.copyOf(running.values());
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

    /** Of the lower right corner of the picture of this name, from 0 to 255. */
    static int brightnessOf(String screenshot) throws IOException {
        BufferedImage image = ImageIO.read(screenshot(screenshot).toFile());
        return image.getRGB(image.getWidth() - 1, image.getHeight() - 1) & 0xff;
    }

    /** Ends visits that have not ended. */
    @Override
    public void close() {
        running.keySet().forEach(NodeProcess::close);
    }
}
