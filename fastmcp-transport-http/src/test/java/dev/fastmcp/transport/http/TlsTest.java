package dev.fastmcp.transport.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fastmcp.api.config.RemoteServer;
import dev.fastmcp.api.error.RequestTimeoutException;
import dev.fastmcp.api.error.TransportException;
import dev.fastmcp.api.spi.Limits;
import dev.fastmcp.api.spi.TransportSource;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ProxySelector;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLServerSocket;
import javax.net.ssl.TrustManagerFactory;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Encrypted connections, with certificates of our own making. */
class TlsTest {

    private static final char[] PASSWORD = "changeit".toCharArray();

    @TempDir
    private static Path folder;

    @BeforeAll
    static void makeCertificates() throws Exception {
        for (String host : List.of("localhost", "elsewhere.example", "client")) {
            keytool(
                    "-genkeypair",
                    "-alias",
                    "own",
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
                    store(host).toString());
            byte[] certificate = keys(host).getCertificate("own").getEncoded();
            Files.writeString(
                    pem(host),
                    "-----BEGIN CERTIFICATE-----\n" + Base64.getMimeEncoder().encodeToString(certificate)
                            + "\n-----END CERTIFICATE-----\n");
        }
    }

    @AfterAll
    static void noThreadIsLeft() {
        Threads.awaitNone();
    }

    private static Path store(String host) {
        return folder.resolve(host + ".p12");
    }

    private static Path pem(String host) {
        return folder.resolve(host + ".pem");
    }

    private static void keytool(String... arguments) throws Exception {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString(), "-J-XX:TieredStopAtLevel=1"));
        command.addAll(List.of(arguments));
        command.addAll(List.of("-storepass", new String(PASSWORD)));
        Path log = folder.resolve("keytool.log");
        Process keytool = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
        assertThat(keytool.waitFor(60, TimeUnit.SECONDS)).isTrue();
        assertThat(keytool.exitValue()).as(Files.readString(log)).isZero();
    }

    private static KeyStore keys(String host) throws Exception {
        KeyStore keys = KeyStore.getInstance("PKCS12");
        try (InputStream in = Files.newInputStream(store(host))) {
            keys.load(in, PASSWORD);
        }
        return keys;
    }

    /** Only the certificate, as an authority to trust. */
    private static KeyStore trusted(String host) throws Exception {
        KeyStore trusted = KeyStore.getInstance("PKCS12");
        trusted.load(null, null);
        trusted.setCertificateEntry("trusted", keys(host).getCertificate("own"));
        return trusted;
    }

    private static SSLContext context(String host, @Nullable String trusts) throws Exception {
        KeyManagerFactory shown = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        shown.init(keys(host), PASSWORD);
        TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        trust.init(trusts == null ? null : trusted(trusts));
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(shown.getKeyManagers(), trust.getTrustManagers(), null);
        return context;
    }

    private static RawHttpServer server(String host, @Nullable String wantsClient, RawHttpServer.Script script)
            throws Exception {
        SSLServerSocket listener = (SSLServerSocket) context(host, wantsClient)
                .getServerSocketFactory()
                .createServerSocket(0, 50, InetAddress.getByName("127.0.0.1"));
        listener.setNeedClientAuth(wantsClient != null);
        return RawHttpServer.start(listener, script);
    }

    private static RawHttpServer server(String host) throws Exception {
        return server(host, null, exchange -> exchange.result("{\"said\":\"secret\"}"));
    }

    private static StreamableHttpTransport.Builder builder(RawHttpServer server, Tls tls) {
        return StreamableHttpTransport.builder("https://localhost:" + server.port() + "/mcp")
                .tls(tls);
    }

    private static Predicate<Throwable> connectFailed() {
        return e -> e instanceof TransportException failure && failure.kind() == TransportException.Kind.CONNECT_FAILED;
    }

    @Test
    void trustsTheCertificatesInAFile() throws Exception {
        try (RawHttpServer server = server("localhost");
                Opened opened = Opened.with(builder(server, Tls.trusting(pem("localhost"))))) {
            for (int call = 0; call < 10; call++) {
                assertThat(opened.call()).isEqualTo("secret");
            }
            assertThat(server.connections()).isEqualTo(1);
        }
    }

    @Test
    void trustsTheCertificatesInAKeyStore() throws Exception {
        try (RawHttpServer server = server("localhost");
                Opened opened = Opened.with(builder(server, Tls.trusting(trusted("localhost"))))) {
            assertThat(opened.call()).isEqualTo("secret");
        }
    }

    @Test
    void trustsNobodyElse() throws Exception {
        try (RawHttpServer server = server("localhost")) {
            for (Tls tls : List.of(Tls.system(), Tls.trusting(pem("elsewhere.example")))) {
                try (Opened opened = Opened.with(builder(server, tls))) {
                    assertThatThrownBy(opened::call)
                            .matches(connectFailed(), "is the right exception")
                            .hasMessageContaining("cannot connect to https://localhost:" + server.port() + "/mcp")
                            .hasMessageContaining("its certificate is not trusted")
                            .hasMessageContaining("to Tls");
                }
            }
            assertThat(server.requests()).isEmpty();
        }
    }

    @Test
    void refusesACertificateForAnotherName() throws Exception {
        try (RawHttpServer server = server("elsewhere.example")) {
            for (Tls tls :
                    List.of(Tls.trusting(pem("elsewhere.example")), Tls.of(context("client", "elsewhere.example")))) {
                try (Opened opened = Opened.with(builder(server, tls))) {
                    assertThatThrownBy(opened::call)
                            .matches(connectFailed(), "is the right exception")
                            .hasMessageContaining("localhost");
                }
            }
            assertThat(server.requests()).isEmpty();
        }
    }

    /** The name is what is wrong here, so the advice to trust another authority would mislead. */
    @Test
    void doesNotTakeAWrongNameForALackOfTrust() throws Exception {
        try (RawHttpServer server = server("elsewhere.example");
                Opened opened = Opened.with(builder(server, Tls.trusting(pem("elsewhere.example"))))) {
            assertThatThrownBy(opened::call).hasMessageNotContaining("give the certificate of its authority");
        }
    }

    @Test
    void believesEverythingIfToldSoAndWarns() throws Exception {
        try (Logs logs = new Logs();
                RawHttpServer server = server("elsewhere.example");
                Opened opened = Opened.with(builder(server, Tls.unverified()))) {
            assertThat(opened.call()).isEqualTo("secret");
            assertThat(logs.records())
                    .filteredOn(text -> text.startsWith("WARNING") && text.contains("not verified"))
                    .hasSize(1);
        }
        assertThat(Tls.unverified()).hasToString("Tls[unverified]");
        assertThat(Tls.system()).hasToString("Tls[verified]");
    }

    @Test
    void showsAClientCertificate() throws Exception {
        try (RawHttpServer server =
                server("localhost", "client", exchange -> exchange.result("{\"said\":\"known\"}"))) {
            try (Opened opened = Opened.with(builder(server, Tls.of(context("client", "localhost"))))) {
                assertThat(opened.call()).isEqualTo("known");
            }
            try (Opened stranger = Opened.with(builder(server, Tls.trusting(pem("localhost"))))) {
                assertThatThrownBy(stranger::call).isInstanceOf(TransportException.class);
            }
            assertThat(server.requests()).hasSize(1);
        }
    }

    @Test
    void refusesKeysAndFilesThatAreOfNoUse() throws Exception {
        Path empty = Files.writeString(folder.resolve("empty.pem"), "nothing here");

        assertThatThrownBy(() -> Tls.trusting(empty))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("empty.pem")
                .hasMessageContaining("no certificate");
        assertThatThrownBy(() -> Tls.trusting(folder.resolve("missing.pem"))).isInstanceOf(IOException.class);
        assertThatThrownBy(() -> Tls.withClientCertificate(keys("client"), "wrong".toCharArray()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("client certificate")
                .hasMessageNotContaining("wrong password: wrong");
        assertThat(Tls.withClientCertificate(keys("client"), PASSWORD)).hasToString("Tls[verified]");
    }

    @Test
    void namesAServerThatDoesNotSpeakTls() throws Exception {
        try (RawHttpServer server = RawHttpServer.start(exchange -> exchange.status(200));
                ServerSocket banner = new ServerSocket(0, 5, InetAddress.getByName("127.0.0.1"));
                Opened opened =
                        Opened.with(StreamableHttpTransport.builder("https://localhost:" + banner.getLocalPort()))) {
            assertThat(server.connections()).isZero();
            Background<Boolean> serving = Background.run(() -> {
                try (Socket socket = banner.accept()) {
                    socket.getOutputStream().write("SSH-2.0-OpenSSH_9.6\r\n".getBytes(StandardCharsets.US_ASCII));
                    socket.getInputStream().readAllBytes();
                }
                return true;
            });
            assertThat(Background.run(opened::call).failure())
                    .matches(connectFailed(), "is the right exception")
                    .hasMessageContaining("TLS: ");
            serving.interrupt();
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void aHandshakeThatDoesNotGoOnEndsInTime(boolean virtual) throws Exception {
        try (ServerSocket silent = new ServerSocket(0, 50, InetAddress.getByName("127.0.0.1"));
                Opened opened =
                        Opened.with(StreamableHttpTransport.builder("https://localhost:" + silent.getLocalPort())
                                .connectTimeout(Duration.ofMillis(500)))) {
            assertThatThrownBy(() -> opened.exchange("test/a", Duration.ofMillis(200)))
                    .isInstanceOf(RequestTimeoutException.class);
            Background<String> waiting = Background.run(virtual, opened::call);
            assertThat(Background.run(virtual, opened::call).failure())
                    .matches(connectFailed(), "is the right exception")
                    .hasMessageContaining("within 500 ms");
            assertThat(waiting.failure()).isInstanceOf(TransportException.class);

            Background<String> interrupted = Background.run(virtual, opened::call);
            interrupted.interrupt();
            assertThat(interrupted.failure()).isInstanceOf(InterruptedException.class);
        }
    }

    @Test
    void faultsEndInTimeOnEncryptedConnectionsToo() throws Exception {
        try (RawHttpServer server = server("localhost", null, exchange -> {
                    switch (exchange.rpc()) {
                        case "test/silent" -> exchange.stream().chunk(": hello\n");
                        case "test/cut" -> exchange.stream().chunk(": hello\n").close();
                        case "test/leave" -> {
                            exchange.result("{\"said\":\"bye\"}");
                            exchange.close();
                        }
                        case "test/poison" -> {
                            String answer = Json.result(exchange.id(), "{\"said\":\"mine\"}");
                            String head = "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: ";
                            exchange.write(head + answer.length() + "\r\n\r\n" + answer + head + "2\r\n\r\n{}");
                        }
                        default -> exchange.result("{\"said\":\"secret\"}");
                    }
                });
                Opened opened = Opened.with(builder(server, Tls.trusting(pem("localhost"))))) {
            assertThat(opened.call()).isEqualTo("secret");
            assertThatThrownBy(() -> opened.exchange("test/silent", Duration.ofMillis(200)))
                    .isInstanceOf(RequestTimeoutException.class);
            Await.until("the connection is closed", () -> server.openConnections() == 0);
            assertThatThrownBy(() -> opened.exchange("test/cut", Opened.PATIENCE))
                    .isInstanceOf(TransportException.class);
            assertThat(Opened.said(opened.exchange("test/leave", Opened.PATIENCE)))
                    .isEqualTo("bye");
            Await.until("the connection is closed", () -> server.openConnections() == 0);
            assertThat(opened.call()).isEqualTo("secret");
            assertThat(Opened.said(opened.exchange("test/poison", Opened.PATIENCE)))
                    .isEqualTo("mine");
            assertThat(opened.call()).isEqualTo("secret");
            for (boolean virtual : new boolean[] {true, false}) {
                int before = server.requests().size();
                Background<Object> call =
                        Background.run(virtual, () -> opened.exchange("test/silent", Opened.PATIENCE));
                Await.until("the call is there", () -> server.requests().size() > before);
                call.interrupt();
                assertThat(call.failure()).isInstanceOf(InterruptedException.class);
            }
            assertThat(opened.call()).isEqualTo("secret");
        }
    }

    @Test
    void goesThroughATunnelOfAProxy() throws Exception {
        try (RawHttpServer server = server("localhost");
                RawHttpServer proxy = RawHttpServer.start(exchange -> {
                    exchange.write("HTTP/1.1 200 Connection established\r\nX-Proxy: yes\r\n\r\n");
                    exchange.tunnelTo(server.port());
                });
                Opened opened = Opened.with(builder(server, Tls.trusting(pem("localhost")))
                        .proxy(ProxySelector.of(new InetSocketAddress("127.0.0.1", proxy.port()))))) {
            for (int call = 0; call < 3; call++) {
                assertThat(opened.call()).isEqualTo("secret");
            }

            assertThat(proxy.requests()).hasSize(1);
            assertThat(proxy.requests().get(0).path()).isEqualTo("localhost:" + server.port());
            assertThat(server.requests().get(0).path()).isEqualTo("/mcp");
        }
    }

    @Test
    void refusesTheWrongNameThroughATunnelToo() throws Exception {
        try (RawHttpServer server = server("elsewhere.example");
                RawHttpServer proxy = RawHttpServer.start(exchange -> {
                    exchange.write("HTTP/1.1 200 OK\r\n\r\n");
                    exchange.tunnelTo(server.port());
                });
                Opened opened = Opened.with(builder(server, Tls.trusting(pem("elsewhere.example")))
                        .proxy(ProxySelector.of(new InetSocketAddress("127.0.0.1", proxy.port()))))) {
            assertThatThrownBy(opened::call).matches(connectFailed(), "is the right exception");
            assertThat(server.requests()).isEmpty();
        }
    }

    private static Opened entry(RawHttpServer server, RemoteServer entry) throws InterruptedException {
        RemoteServer there = entry.with("url", "https://localhost:" + server.port() + "/mcp");
        return Opened.with(new StreamableHttpTransportFactory()
                .create(new TransportSource.Server("a", there), () -> Limits.DEFAULT));
    }

    private static RemoteServer anywhere() {
        return RemoteServer.of("https://localhost/");
    }

    @Test
    void anEntryTrustsTheCertificatesInItsFile() throws Exception {
        try (RawHttpServer server = server("localhost");
                Opened opened = entry(server, anywhere().withTrustedCertificates(pem("localhost")))) {
            assertThat(opened.call()).isEqualTo("secret");
        }
    }

    @Test
    void anEntryTrustsNobodyElse() throws Exception {
        try (RawHttpServer server = server("localhost")) {
            for (RemoteServer entry : List.of(
                    anywhere(),
                    anywhere().with("tls", Map.of()),
                    anywhere().with("tls", Map.of("verify", true)),
                    anywhere().withTrustedCertificates(pem("elsewhere.example")),
                    anywhere()
                            .with(
                                    "tls",
                                    Map.of(
                                            "verify",
                                            true,
                                            "ca",
                                            pem("elsewhere.example").toString())))) {
                try (Opened opened = entry(server, entry)) {
                    assertThatThrownBy(opened::call).matches(connectFailed(), "is the right exception");
                }
            }
            assertThat(server.requests()).isEmpty();
        }
    }

    @Test
    void anEntryBelievesEverythingIfItSaysSoAndThatIsLogged() throws Exception {
        try (Logs logs = new Logs();
                RawHttpServer server = server("elsewhere.example");
                Opened opened = entry(server, anywhere().withUnverifiedTls())) {
            assertThat(opened.call()).isEqualTo("secret");
            assertThat(logs.records())
                    .filteredOn(text -> text.startsWith("WARNING") && text.contains("not verified"))
                    .hasSize(1);
        }
    }

    @Test
    void theFileOfAnEntryMustHoldCertificates() throws Exception {
        Path empty = Files.writeString(folder.resolve("none.pem"), "nothing here");
        try (RawHttpServer server = server("localhost")) {
            assertThatThrownBy(() -> entry(server, anywhere().withTrustedCertificates(empty)))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("none.pem holds no certificate in PEM form");
        }
    }
}
