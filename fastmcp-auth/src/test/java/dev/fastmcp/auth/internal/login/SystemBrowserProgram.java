package dev.fastmcp.auth.internal.login;

import java.net.URI;

/** Opens one address in the browser that its environment names. */
public final class SystemBrowserProgram {

    private SystemBrowserProgram() {}

    public static void main(String[] arguments) throws Exception {
        new SystemBrowser(System.err).open(URI.create(arguments[0]));
    }
}
