package dev.fastmcp.api.http;

import java.net.InetAddress;
import java.net.URI;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** The default policy. First the text of an address is judged, then what its name stands for. */
final class UrlRules implements UrlPolicy {

    @Override
    public boolean allows(URI named, URI server) {
        String scheme = String.valueOf(named.getScheme()).toLowerCase(Locale.ROOT);
        String host = named.getHost();
        if (host == null || named.getRawUserInfo() != null) {
            return false;
        }
        boolean inside = isPrivate(host);
        return switch (scheme) {
            case "https" -> !inside || isPrivate(server.getHost());
            case "http" -> sameOrigin(named, server) || isLoopback(host) && isLoopback(server.getHost());
            default -> false;
        };
    }

    private static boolean sameOrigin(URI one, URI two) {
        return String.valueOf(one.getScheme()).equalsIgnoreCase(two.getScheme())
                && String.valueOf(one.getHost()).equalsIgnoreCase(two.getHost())
                && port(one) == port(two);
    }

    private static int port(URI uri) {
        return uri.getPort() >= 0 ? uri.getPort() : "https".equalsIgnoreCase(uri.getScheme()) ? 443 : 80;
    }

    private static boolean isLoopback(@Nullable String host) {
        return host != null
                && (host.equalsIgnoreCase("localhost")
                        || host.toLowerCase(Locale.ROOT).endsWith(".localhost")
                        || host.equals("[::1]")
                        || host.matches("127(\\.[0-9]{1,3}){3}"));
    }

    /** Loopback, RFC 1918, link-local and unique local addresses, as literals. */
    private static boolean isPrivate(@Nullable String host) {
        return isLoopback(host)
                || host != null
                        && (host.matches("10(\\.[0-9]{1,3}){3}")
                                || host.matches("192\\.168(\\.[0-9]{1,3}){2}")
                                || host.matches("172\\.(1[6-9]|2[0-9]|3[01])(\\.[0-9]{1,3}){2}")
                                || host.matches("169\\.254(\\.[0-9]{1,3}){2}")
                                || host.matches("0(\\.[0-9]{1,3}){3}")
                                || host.matches("(?i)\\[(fe[89ab]|f[cd])[0-9a-f]{0,2}:.*")
                                || host.matches("(?i)\\[::(ffff:.*)?]"));
    }

    @Override
    public boolean allows(InetAddress address, URI named, URI server) {
        AddressDepth depth = AddressDepth.of(address);
        return depth == AddressDepth.PUBLIC
                || sameOrigin(named, server)
                || depth.compareTo(AddressDepth.ofHost(String.valueOf(server.getHost()))) <= 0;
    }
}
