package dev.fastmcp.api.shared;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.Collection;
import javax.net.ssl.KeyManager;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509ExtendedTrustManager;
import org.jspecify.annotations.Nullable;

/** Makes TLS contexts. */
public final class TlsContexts {

    private TlsContexts() {}

    /**
     * Trusts the certificates in a file, and nobody else.
     *
     * @param pem certificates in PEM form (RFC 7468)
     * @return the context
     * @throws IOException if the file cannot be read
     * @throws IllegalArgumentException if it holds no certificate
     */
    public static SSLContext trusting(Path pem) throws IOException {
        byte[] text = Files.readAllBytes(pem);
        try {
            return of(store(text), null, null);
        } catch (GeneralSecurityException e) {
            throw new IllegalArgumentException(pem + " holds no certificate in PEM form: " + e.getMessage(), e);
        }
    }

    private static KeyStore store(byte[] text) throws GeneralSecurityException, IOException {
        Collection<? extends Certificate> certificates =
                CertificateFactory.getInstance("X.509").generateCertificates(new ByteArrayInputStream(text));
        if (certificates.isEmpty()) {
            throw new CertificateException("it is empty");
        }
        KeyStore store = KeyStore.getInstance(KeyStore.getDefaultType());
        store.load(null, null);
        for (Certificate certificate : certificates) {
            store.setCertificateEntry("trusted-" + store.size(), certificate);
        }
        return store;
    }

    /**
     * Trusts what one store holds and shows what another holds.
     *
     * @param trusted {@code null} for whom Java trusts
     * @param keys {@code null} for nothing to show
     * @param password opens the keys
     * @return the context
     * @throws GeneralSecurityException if a store is of no use
     */
    public static SSLContext of(@Nullable KeyStore trusted, @Nullable KeyStore keys, char @Nullable [] password)
            throws GeneralSecurityException {
        TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        trust.init(trusted);
        KeyManager[] shown = null;
        if (keys != null) {
            KeyManagerFactory factory = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
            factory.init(keys, password);
            shown = factory.getKeyManagers();
        }
        return context(shown, trust.getTrustManagers());
    }

    /**
     * Believes every certificate, for experiments. Names are not compared either, since that is up to who judges the certificate.
     *
     * @return the context
     * @throws IllegalStateException if this Java has no TLS
     */
    public static SSLContext trustingAll() {
        try {
            return context(null, new TrustManager[] {new TrustsAll()});
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("this Java has no TLS", e);
        }
    }

    private static SSLContext context(KeyManager @Nullable [] keys, TrustManager[] trust)
            throws GeneralSecurityException {
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(keys, trust, null);
        return context;
    }

    private static final class TrustsAll extends X509ExtendedTrustManager {

        @Override
        public void checkClientTrusted(X509Certificate[] chain, String type, Socket socket) {}

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String type, Socket socket) {}

        @Override
        public void checkClientTrusted(X509Certificate[] chain, String type, SSLEngine engine) {}

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String type, SSLEngine engine) {}

        @Override
        public void checkClientTrusted(X509Certificate[] chain, String type) {}

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String type) {}

        @Override
        public X509Certificate[] getAcceptedIssuers() {
            return new X509Certificate[0];
        }
    }
}
