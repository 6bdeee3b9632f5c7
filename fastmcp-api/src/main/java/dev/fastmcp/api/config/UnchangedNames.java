package dev.fastmcp.api.config;

import java.util.Optional;

/** Nothing is added. */
enum UnchangedNames implements ComponentNames {
    INSTANCE;

    @Override
    public String name(String server, String original) {
        return original;
    }

    @Override
    public Optional<String> originalName(String server, String shown) {
        return Optional.of(shown);
    }

    @Override
    public String uri(String server, String original) {
        return original;
    }

    @Override
    public Optional<String> originalUri(String server, String shown) {
        return Optional.of(shown);
    }
}
