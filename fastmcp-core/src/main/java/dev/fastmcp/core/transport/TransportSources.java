package dev.fastmcp.core.transport;

import dev.fastmcp.api.spi.TransportSource;
import java.io.File;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Pattern;

/** Puts a name to what the user passed, by looking at nothing but the value itself. Messages do not repeat it, since an address or a text may hold a secret. */
final class TransportSources {

    /** A scheme of one letter would be a Windows drive; Java itself writes {@code file:/} with one slash. */
    private static final Pattern ADDRESS =
            Pattern.compile("[A-Za-z][A-Za-z0-9+.-]+://.*|file:/.*", Pattern.DOTALL | Pattern.CASE_INSENSITIVE);

    private static final Pattern JSON = Pattern.compile("\\s*\\{.*\\}\\s*", Pattern.DOTALL);

    private TransportSources() {}

    static TransportSource of(Object source) {
        return named(ConfigSources.resolved(Objects.requireNonNull(source, "source")));
    }

    /** Returns the path, if the source is one in whatever form. */
    static Optional<Path> path(Object source) {
        return named(source) instanceof TransportSource.Script script ? Optional.of(script.path()) : Optional.empty();
    }

    private static TransportSource named(Object source) {
        return switch (source) {
            case TransportSource ready -> ready;
            case URI uri -> ofUri(uri);
            case URL url -> ofUri(uri(url.toString()));
            case Path path -> new TransportSource.Script(path);
            case File file -> new TransportSource.Script(file.toPath());
            case List<?> command -> ofCommand(command);
            case String[] command -> ofCommand(Arrays.asList(command));
            case CharSequence text -> ofText(text.toString());
            default -> new TransportSource.Other(source);
        };
    }

    private static TransportSource ofUri(URI uri) {
        if ("file".equalsIgnoreCase(uri.getScheme())) {
            return ofFile(uri);
        }
        boolean isAddress = uri.isAbsolute() && uri.getScheme().length() > 1;
        return isAddress ? new TransportSource.Url(uri) : ofText(uri.toString());
    }

    private static TransportSource ofFile(URI uri) {
        try {
            return new TransportSource.Script(Path.of(uri));
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(
                    "source is an address of a file that cannot be used (" + e.getMessage()
                            + "): give one such as file:///folder/server.py, or the path itself",
                    e);
        }
    }

    private static TransportSource ofText(String text) {
        if (text.isBlank()) {
            throw new IllegalArgumentException("source is blank: give an address, a path or a command");
        }
        if (ADDRESS.matcher(text).matches()) {
            return ofUri(uri(text));
        }
        if (JSON.matcher(text).matches()) {
            throw new IllegalArgumentException("source is JSON text: give McpConfig.parse(text), or a path");
        }
        try {
            return new TransportSource.Script(Path.of(text));
        } catch (InvalidPathException e) {
            throw new IllegalArgumentException(
                    "source is no valid path (" + e.getReason() + "): give an address, a path or a command");
        }
    }

    /** The cause would show the whole address. */
    private static URI uri(String text) {
        try {
            return new URI(text);
        } catch (URISyntaxException e) {
            throw new IllegalArgumentException("source is no valid address (" + e.getReason() + " at index "
                    + e.getIndex() + "): give one such as https://example.com/mcp");
        }
    }

    private static TransportSource ofCommand(List<?> command) {
        for (Object part : command) {
            if (!(part instanceof String)) {
                throw new IllegalArgumentException("a command is a list of strings, but it holds "
                        + (part == null ? "a null" : "an object of " + part.getClass()) + ": give texts only");
            }
        }
        List<String> texts = command.stream().map(String.class::cast).toList();
        if (texts.isEmpty() || texts.get(0).isBlank()) {
            throw new IllegalArgumentException(
                    (texts.isEmpty() ? "the command is empty" : "the program of the command is blank")
                            + ": give a program and its arguments, as in List.of(\"npx\", \"-y\", \"server\")");
        }
        return new TransportSource.Command(texts);
    }
}
