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
        String host = String.valueOf(server.getHost()).toLowerCase(Locale.ROOT);
        int port = server.getPort();
        boolean usual = port < 0 || port == (scheme.equals("https") ? 443 : 80);
        String path = server.getRawPath() == null || server.getRawPath().equals("/") ? "" : server.getRawPath();
        String query = server.getRawQuery() == null ? "" : "?" + server.getRawQuery();
        return scheme + "://" + host + (usual ? "" : ":" + port) + path + query;
    }

    static String of(URI server, String client) {
        String readable = canonical(server)
                .replaceFirst("^[a-z]+://", "")
                .replaceFirst("\\?.*", "")
                .replaceAll("[^A-Za-z0-9]+", "_");
        String trimmed = readable.replaceAll("^_+|_+$", "");
        String shown = trimmed.length() > MAX_READABLE ? trimmed.substring(0, MAX_READABLE) : trimmed;
        return shown + "_" + hash(canonical(server) + "\n" + client);
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
