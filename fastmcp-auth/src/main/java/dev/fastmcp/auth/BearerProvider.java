package dev.fastmcp.auth;

import dev.fastmcp.api.http.Authentication;
import dev.fastmcp.api.spi.AuthProvider;
import dev.fastmcp.auth.internal.wire.TokenText;

/** Takes any text that could be a token for one, unless somebody else knows better. */
public final class BearerProvider implements AuthProvider {

    private static final int LAST = -100;

    /** Creates the provider; called by {@link java.util.ServiceLoader}. */
    public BearerProvider() {}

    @Override
    public String id() {
        return "bearer";
    }

    @Override
    public int priority() {
        return LAST;
    }

    @Override
    public boolean accepts(String spec) {
        return TokenText.is(spec);
    }

    @Override
    public Authentication create(String spec) {
        return Bearer.of(spec);
    }
}
