package dev.fastmcp.auth;

import dev.fastmcp.api.error.ServerText;
import dev.fastmcp.api.spi.TokenStorage;
import dev.fastmcp.api.spi.TokenStoreProvider;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;

/** {@code file} is the standard folder, {@code file:FOLDER} another one; {@code ~} at its beginning stands for the home folder. */
public final class FileTokenStoreProvider implements TokenStoreProvider {

    /** Creates the provider; called by {@link java.util.ServiceLoader}. */
    public FileTokenStoreProvider() {}

    @Override
    public String id() {
        return "file";
    }

    @Override
    public TokenStorage open(String place) {
        try {
            return place.isEmpty() ? FileTokenStorage.standard() : FileTokenStorage.in(Path.of(place));
        } catch (InvalidPathException e) {
            throw new IllegalArgumentException(
                    "\"" + ServerText.excerpt(place, 200) + "\" is no path of a folder: give file, or file:FOLDER", e);
        }
    }
}
