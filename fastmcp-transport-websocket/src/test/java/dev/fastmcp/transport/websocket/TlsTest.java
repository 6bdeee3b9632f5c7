package dev.fastmcp.transport.websocket;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fastmcp.api.Client;
import dev.fastmcp.api.ClientSession;
import dev.fastmcp.api.Era;
import dev.fastmcp.api.config.RemoteServer;
import dev.fastmcp.api.error.RequestTimeoutException;
import dev.fastmcp.api.error.TransportException;
import dev.fastmcp.testkit.ScriptedServer;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.java_websocket.server.DefaultSSLWebSocketServerFactory;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Encrypted connections, with certificates of our own making. */
class TlsTest {

    @AfterAll
    static void leavesNoThreads() {
        Threads.assertNoneIsLeft();
    }

    private static final char[] PASSWORD = "changeit".toCharArray();

    @TempDir
    private static Path folder;

    private static KeyStore localhost = emptyStore();
    private static KeyStore elsewhere = emptyStore();

    private static KeyStore emptyStore() {
        try {
            return KeyStore.getInstance("PKCS12");
        } catch (java.security.KeyStoreException e) {
            throw new AssertionError(e);
        }
    }

    @BeforeAll
    static void makeCertificates() throws Exception {
        localhost = certificate("localhost");
        elsewhere = certificate("elsewhere.example");
    }

    private static KeyStore certificate(String host) throws Exception {
        Path file = folder.resolve(host + ".p12");
        Process keytool = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "keytool")
                                .toString(),
                        "-genkeypair",
                        "-alias",
                        "server",
                        "-keyalg",
                        "EC",
                        "-groupname",
                        "secp256r1",
                        "-dname",
                        "CN=" + host,
                        "-ext",
                        "san=dns:" + host,
                        "-validity",
                        "2",
                        "-storetype",
                        "PKCS12",
                        "-keystore",
                        file.toString(),
                        "-storepass",
                        new String(PASSWORD))
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve(host + ".log").toFile())
                .start();
        assertThat(keytool.waitFor(60, TimeUnit.SECONDS)).isTrue();
        assertThat(keytool.exitValue())
                .as(Files.readString(folder.resolve(host + ".log")))
                .isZero();
        KeyStore store = KeyStore.getInstance("PKCS12");
        try (InputStream in = Files.newInputStream(file)) {
            store.load(in, PASSWORD);
        }
        return store;
    }

    private static ScriptedWebSocketServer server(KeyStore identity) throws Exception {
        ScriptedWebSocketServer server = new ScriptedWebSocketServer(ScriptedServer.faulty(Era.AUTO));
        server.setWebSocketFactory(new DefaultSSLWebSocketServerFactory(serverContext(identity)));
        return server.begin();
    }

    private static SSLContext serverContext(KeyStore identity) throws Exception {
        KeyManagerFactory keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        keys.init(identity, PASSWORD);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(keys.getKeyManagers(), null, null);
        return context;
    }

    private static SSLContext trusting(KeyStore identity) throws Exception {
        KeyStore trusted = KeyStore.getInstance("PKCS12");
        trusted.load(null, null);
        trusted.setCertificateEntry("server", identity.getCertificate("server"));
        TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        trust.init(trusted);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(null, trust.getTrustManagers(), null);
        return context;
    }

    private static WebSocketTransport.Builder to(ScriptedWebSocketServer server) {
        return WebSocketTransport.builder("wss://localhost:" + server.getPort() + "/mcp?key=secret");
    }

    private static void assertNoConnection(WebSocketTransport.Builder builder, String why) {
        assertThatThrownBy(() -> Opened.with(builder))
                .isInstanceOfSatisfying(
                        TransportException.class,
                        e -> assertThat(e.kind()).isEqualTo(TransportException.Kind.CONNECT_FAILED))
                .hasMessageContaining("Cannot connect to wss://localhost:")
                .hasMessageContaining(why)
                .hasMessageNotContaining("secret");
    }

    @Test
    void trustsWhomItIsToldToTrust() throws Exception {
        try (ScriptedWebSocketServer server = server(localhost);
                Client<WebSocketTransport> client =
                        Client.of(to(server).tls(trusting(localhost)).build());
                ClientSession session = client.connect()) {
            String text = "x".repeat(1024 * 1024);

            assertThat(session.callTool("echo", Map.of("text", text)).text()).isEqualTo(text);
        }
    }

    @Test
    void trustsNobodyElse() throws Exception {
        try (ScriptedWebSocketServer server = server(localhost)) {
            assertNoConnection(to(server), "its certificate is not trusted (");
            assertNoConnection(
                    to(server).tls(trusting(elsewhere)), "an SSLContext that trusts it is given with tls(...)");
        }
    }

    @Test
    void verifiesTheHostAlwaysEvenIfTheCertificateIsTrusted() throws Exception {
        try (ScriptedWebSocketServer server = server(elsewhere)) {
            assertNoConnection(to(server).tls(trusting(elsewhere)), "its certificate belongs to another host (");
        }
    }

    @Test
    void saysThatTheServerDoesNotEncrypt() throws Exception {
        try (RawServer plain = new RawServer(peer -> {
            peer.in().read();
            peer.write("HTTP/1.1 400 Bad Request\r\n\r\n".getBytes());
            peer.drain();
        })) {
            assertNoConnection(
                    WebSocketTransport.builder("wss://localhost:" + plain.port() + "/?key=secret"),
                    "it does not answer with TLS; is this the port for ws://?");
        }
    }

    @Test
    void holdsNeitherCallersNorClosingWhenNobodyReads() throws Exception {
        ServerSocket socket = serverContext(localhost)
                .getServerSocketFactory()
                .createServerSocket(0, 5, InetAddress.getLoopbackAddress());
        try (RawServer server = new RawServer(socket, peer -> {
                    peer.accept();
                    peer.idle();
                });
                Opened opened = Opened.with(WebSocketTransport.builder("wss://localhost:" + server.port())
                        .tls(trusting(localhost)))) {
            String large = "x".repeat(16 * 1024 * 1024);
            assertThatThrownBy(() -> opened.exchange(large, Duration.ofMillis(500)))
                    .isInstanceOf(RequestTimeoutException.class);
            long start = System.nanoTime();

            opened.channel.close();

            assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(4));
        }
    }

    private static RemoteServer entry(ScriptedWebSocketServer server) {
        return RemoteServer.of("wss://localhost:" + server.getPort() + "/mcp");
    }

    private static Path pem(KeyStore identity, String name) throws Exception {
        byte[] certificate = identity.getCertificate("server").getEncoded();
        return Files.writeString(
                folder.resolve(name),
                "-----BEGIN CERTIFICATE-----\n" + Base64.getMimeEncoder().encodeToString(certificate)
                        + "\n-----END CERTIFICATE-----\n");
    }

    @Test
    void anEntryTrustsTheCertificatesInItsFileAndNobodyElse() throws Exception {
        try (ScriptedWebSocketServer server = server(localhost)) {
            RemoteServer entry = entry(server);
            try (ClientSession session = Client.connect(entry.withTrustedCertificates(pem(localhost, "good.pem")))) {
                assertThat(session.callTool("add", Map.of("a", 1, "b", 2)).text())
                        .isEqualTo("3");
            }
            Path other = pem(elsewhere, "other.pem");
            for (RemoteServer refused :
                    List.of(entry, entry.withTrustedCertificates(other), entry.with("tls", Map.of("verify", true)))) {
                assertThatThrownBy(() -> Client.connect(refused)).isInstanceOf(TransportException.class);
            }
        }
    }

    @Test
    void anEntryBelievesEverythingIfItSaysSo() throws Exception {
        try (ScriptedWebSocketServer server = server(elsewhere);
                ClientSession session = Client.connect(entry(server).withUnverifiedTls())) {
            assertThat(session.callTool("add", Map.of("a", 1, "b", 2)).text()).isEqualTo("3");
        }
    }

    @Test
    void anEntryWithCertificatesNeedsEncryption() throws Exception {
        Path file = pem(localhost, "some.pem");
        assertThatThrownBy(() -> Client.of(RemoteServer.of("ws://localhost").withTrustedCertificates(file)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("which is not encrypted: use wss://");
    }
}
