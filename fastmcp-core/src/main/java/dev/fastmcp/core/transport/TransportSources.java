package dev.fastmcp.core.transport;

import dev.fastmcp.api.spi.TransportSource;
import java.io.File;
import java.net.URI;
import java.net.URL;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.regex.Pattern;

/** Puts a name to what the user passed, by looking at nothing but the value itself. */
final class TransportSources {

    /** A scheme of one letter would be a Windows drive. */
    private static final Pattern URL_WITH_AUTHORITY = Pattern.compile("[A-Za-z][A-Za-z0-9+.-]+://.*", Pattern.DOTALL);

    private TransportSources() {}

    static TransportSource of(Object source) {
        return switch (ConfigSources.resolved(Objects.requireNonNull(source, "source"))) {
            case TransportSource ready -> ready;
            case URI uri -> ofUri(uri);
            case URL url -> ofText(url.toString());
            case Path path -> new TransportSource.Script(path);
            case File file -> new TransportSource.Script(file.toPath());
            case List<?> command -> ofCommand(command);
            case String[] command -> ofCommand(List.of(command));
            case CharSequence text -> ofText(text.toString());
            default -> new TransportSource.Other(source);
        };
    }

    private static TransportSource ofUri(URI uri) {
        if ("file".equalsIgnoreCase(uri.getScheme())) {
            return new TransportSource.Script(Path.of(uri));
        }
        if (!uri.isAbsolute()) {
            return ofText(uri.toString());
        }
        return new TransportSource.Url(uri);
    }

    private static TransportSource ofText(String text) {
        if (text.isBlank()) {
            throw new IllegalArgumentException("source is blank: give an address, a path or a command");
        }
        if (URL_WITH_AUTHORITY.matcher(text).matches()) {
            return ofUri(URI.create(text));
        }
        return new TransportSource.Script(Path.of(text));
    }

    private static TransportSource ofCommand(List<?> command) {
        for (Object part : command) {
            if (!(part instanceof String)) {
                throw new IllegalArgumentException("a command is a list of strings, but it holds a "
                        + (part == null ? "null" : part.getClass().getName()));
            }
        }
        return new TransportSource.Command(
                command.stream().map(String.class::cast).toList());
    }
}
