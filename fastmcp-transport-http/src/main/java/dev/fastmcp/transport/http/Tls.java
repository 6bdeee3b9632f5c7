package dev.fastmcp.transport.http;

import dev.fastmcp.api.shared.TlsContexts;
import dev.fastmcp.transport.http.internal.TlsSettings;
import java.io.IOException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.NoSuchAlgorithmException;
import java.util.Objects;
import javax.net.ssl.SSLContext;

/**
 * How connections to {@code https} addresses are secured. The name in the server's certificate must be the one asked for (RFC 9110, section 4.3.4), except with
 * {@link #unverified()}. Immutable and thread-safe.
 */
public final class Tls {

    private final TlsSettings settings;

    private Tls(SSLContext context, boolean verified) {
        this.settings = new TlsSettings(context.getSocketFactory(), verified);
    }

    /**
     * Trusts whom Java trusts, and shows no certificate. This is the default.
     *
     * @return the settings
     * @throws IllegalStateException if Java has no TLS
     */
    public static Tls system() {
        try {
            return new Tls(SSLContext.getDefault(), true);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("this Java has no TLS", e);
        }
    }

    /**
     * Trusts the authorities, or the very certificates, in a file, and nobody else.
     *
     * @param pem certificates in PEM form (RFC 7468), one or more
     * @return the settings
     * @throws IOException if the file cannot be read
     * @throws IllegalArgumentException if it holds no certificate
     */
    public static Tls trusting(Path pem) throws IOException {
        return new Tls(TlsContexts.trusting(pem), true);
    }

    /**
     * Trusts the certificates in a key store, and nobody else.
     *
     * @param trusted the certificates
     * @return the settings
     * @throws IllegalArgumentException if the key store is of no use
     */
    public static Tls trusting(KeyStore trusted) {
        try {
            return new Tls(TlsContexts.of(trusted, null, null), true);
        } catch (GeneralSecurityException e) {
            throw new IllegalArgumentException(
                    "the key store of trusted certificates cannot be used: " + e.getMessage(), e);
        }
    }

    /**
     * Shows a client certificate to servers that ask for one, and trusts whom Java trusts.
     *
     * @param keys holds a private key and its certificate
     * @param password opens the key; not kept
     * @return the settings
     * @throws IllegalArgumentException if the key cannot be read with this password
     */
    public static Tls withClientCertificate(KeyStore keys, char[] password) {
        try {
            return new Tls(TlsContexts.of(null, keys, password), true);
        } catch (GeneralSecurityException e) {
            throw new IllegalArgumentException(
                    "the key store with the client certificate cannot be used: " + e.getMessage(), e);
        }
    }

    /**
     * Uses a context that was made elsewhere, for everything that the other methods do not offer.
     *
     * @param context trust and keys
     * @return the settings
     */
    public static Tls of(SSLContext context) {
        return new Tls(Objects.requireNonNull(context, "context"), true);
    }

    /**
     * Believes every certificate. Whoever can reach the connection can then read and change all that is sent, credentials included, so this is for experiments within one
     * machine. A warning is logged each time it is used.
     *
     * @return the settings
     */
    public static Tls unverified() {
        return new Tls(TlsContexts.trustingAll(), false);
    }

    TlsSettings settings() {
        return settings;
    }

    /** Says whether certificates are verified. */
    @Override
    public String toString() {
        return settings.verified() ? "Tls[verified]" : "Tls[unverified]";
    }
}
