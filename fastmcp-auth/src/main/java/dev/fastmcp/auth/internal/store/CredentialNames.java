package dev.fastmcp.auth.internal.store;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Locale;

/** The names under which credentials are stored: readable, and different for different servers and clients. */
final class CredentialNames {

    private static final int MAX_READABLE = 60;
    private static final int HASH_BYTES = 10;

    private CredentialNames() {}

    /** The address in the form that is compared: two spellings of one address share their credentials. */
    static String canonical(URI server) {
        String scheme = String.valueOf(server.getScheme()).toLowerCase(Locale.ROOT);
        String host = host(server);
        int port = server.getPort();
        boolean usual = port < 0 || port == (scheme.equals("https") ? 443 : 80);
        String path = server.getRawPath() == null || server.getRawPath().equals("/") ? "" : server.getRawPath();
        String query = server.getRawQuery() == null ? "" : "?" + server.getRawQuery();
        return scheme + "://" + host + (usual ? "" : ":" + port) + path + query;
    }

    /** Java takes no host from an address such as {@code my_server:8080}, but two of them are two servers all the same. */
    private static String host(URI server) {
        String host = server.getHost() != null ? server.getHost() : String.valueOf(server.getRawAuthority());
        return host.substring(host.lastIndexOf('@') + 1).toLowerCase(Locale.ROOT);
    }

    static String of(URI server, String client) {
        String path = server.getRawPath() == null ? "" : server.getRawPath();
        String readable = (host(server) + "_" + path).replaceAll("[^A-Za-z0-9]+", "_");
        String trimmed = readable.replaceAll("^_+|_+$", "");
        String shown = trimmed.length() > MAX_READABLE ? trimmed.substring(0, MAX_READABLE) : trimmed;
        return (shown.isEmpty() ? "server" : shown) + "_" + hash(canonical(server) + "\n" + client);
    }

    private static String hash(String text) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest, 0, HASH_BYTES);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("This Java has no SHA-256", e);
        }
    }
}
