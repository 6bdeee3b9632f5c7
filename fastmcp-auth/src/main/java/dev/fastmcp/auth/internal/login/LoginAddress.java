package dev.fastmcp.auth.internal.login;

import java.net.URI;
import java.util.Locale;

/** What may be handed to a browser, whatever the policy for addresses says: other schemes are commands for the system, and without TLS anybody on the way could change the login page. */
final class LoginAddress {

    private LoginAddress() {}

    /** True for https, and for http within this machine; without user names. */
    static boolean isSafe(URI address) {
        String scheme = String.valueOf(address.getScheme()).toLowerCase(Locale.ROOT);
        String host = String.valueOf(address.getHost()).toLowerCase(Locale.ROOT);
        boolean web = address.getHost() != null && address.getRawUserInfo() == null;
        return web && (scheme.equals("https") || scheme.equals("http") && isLoopback(host));
    }

    private static boolean isLoopback(String host) {
        return host.equals("localhost")
                || host.endsWith(".localhost")
                || host.equals("[::1]")
                || host.matches("127(\\.[0-9]{1,3}){3}");
    }
}
