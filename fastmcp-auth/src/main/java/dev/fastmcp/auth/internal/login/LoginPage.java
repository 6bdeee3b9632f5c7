package dev.fastmcp.auth.internal.login;

import java.io.IOException;
import java.net.URI;
import java.util.Optional;

/** A way to show the login page; {@code dev.fastmcp.auth.Browser} is what users see of it. */
@FunctionalInterface
public interface LoginPage {

    /** Shows the page. Returns where the login came back to, if that is known here. */
    Optional<URI> open(URI authorizationUrl) throws IOException, InterruptedException;
}
