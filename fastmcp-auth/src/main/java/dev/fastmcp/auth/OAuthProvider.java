package dev.fastmcp.auth;

import dev.fastmcp.api.http.Authentication;
import dev.fastmcp.api.spi.AuthProvider;

/** Understands the word {@code oauth}: a login in the browser with default options. */
public final class OAuthProvider implements AuthProvider {

    /** Creates the provider; called by {@link java.util.ServiceLoader}. */
    public OAuthProvider() {}

    @Override
    public String id() {
        return "oauth";
    }

    @Override
    public boolean accepts(String spec) {
        return spec.equals("oauth");
    }

    @Override
    public Authentication create(String spec) {
        return OAuth.builder().build();
    }
}
