package dev.fastmcp.auth.internal.login;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fastmcp.api.error.AuthorizationException;
import dev.fastmcp.api.error.AuthorizationException.Kind;
import dev.fastmcp.auth.internal.flow.LogRecords;
import dev.fastmcp.auth.internal.flow.Waiting;
import java.io.IOException;
import java.io.OutputStream;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What programs and pages on this machine can do to a login that is awaited, by raw sockets. */
@Timeout(30)
class CallbackServerTest {

    private static final String STATE = "the-right-state";
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private CallbackServer callback;

    @BeforeEach
    void open() {
        callback = CallbackServer.open("127.0.0.1", 0);
        callback.expect(
                STATE, "https://mcp.example/<b>&'\"", answer -> answer.code().isPresent());
    }

    @AfterEach
    void close() {
        callback.close();
    }

    private int port() {
        return callback.redirectUri().getPort();
    }

    private String get(String target) throws IOException {
        return send("GET " + target + " HTTP/1.1\r\nHost: 127.0.0.1:" + port() + "\r\nConnection: close\r\n\r\n");
    }

    private String send(String request) throws IOException {
        try (Socket socket = new Socket("127.0.0.1", port())) {
            socket.setSoTimeout(10_000);
            socket.getOutputStream().write(request.getBytes(StandardCharsets.UTF_8));
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    /** What an attack leaves behind: the login goes on, and its own answer still counts. */
    private void assertTheLoginGoesOn() throws Exception {
        assertThat(callback.await(Duration.ofMillis(1))).isEmpty();
        assertThat(get("/callback?code=good&state=" + STATE)).startsWith("HTTP/1.1 200 ");
        assertThat(callback.await(PATIENCE).flatMap(AuthorizationResponse::code))
                .contains("good");
    }

    @Test
    void theAddressIsALiteralOfThisMachine() {
        assertThat(callback.redirectUri().toString()).matches("http://127\\.0\\.0\\.1:[0-9]+/callback");
        try (CallbackServer named = CallbackServer.open("localhost", 0);
                CallbackServer six = CallbackServer.open("::1", 0)) {
            assertThat(named.redirectUri().getHost()).isEqualTo("localhost");
            assertThat(six.redirectUri().getHost()).isEqualTo("[::1]");
        } catch (AuthorizationException e) {
            // A machine without IPv6.
            assertThat(e).hasMessageContaining("Nothing can listen on ::1");
        }
    }

    @Test
    void itHearsThisMachineOnly() throws Exception {
        List<InetAddress> others = NetworkInterface.networkInterfaces()
                .flatMap(NetworkInterface::inetAddresses)
                .filter(address -> !address.isLoopbackAddress() && !address.isLinkLocalAddress())
                .toList();
        for (InetAddress address : others) {
            assertThatThrownBy(() -> new Socket(address, port()).close()).isInstanceOf(IOException.class);
        }
        assertThatThrownBy(() -> new Socket("127.0.0.2", port()).close()).isInstanceOf(ConnectException.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Host: evil.example",
                "Host: evil.example:PORT",
                "Host: 127.0.0.1",
                "Host: 127.0.0.1.evil.example:PORT",
                "Host: 127.0.0.1:PORT\r\nHost: evil.example",
                "X-Host: 127.0.0.1:PORT"
            })
    void otherHostsAreRefused(String host) throws Exception {
        String answer = send("GET /callback?code=bad&state=" + STATE + " HTTP/1.1\r\n"
                + host.replace("PORT", String.valueOf(port())) + "\r\nConnection: close\r\n\r\n");

        assertThat(answer).doesNotStartWith("HTTP/1.1 200");
        assertTheLoginGoesOn();
    }

    @ParameterizedTest
    @ValueSource(strings = {"127.0.0.1", "localhost", "[::1]"})
    void theNamesOfThisMachineAreFine(String host) throws Exception {
        assertThat(send("GET /callback?code=good&state=" + STATE + " HTTP/1.1\r\nHost: " + host + ":" + port()
                        + "\r\nConnection: close\r\n\r\n"))
                .startsWith("HTTP/1.1 200 ");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/",
                "/callback/",
                "/callback/x",
                "/CALLBACK",
                "/x/../callback",
                "/%63allback",
                "/favicon.ico",
                "//callback",
                "*",
                "x:y"
            })
    void otherPathsAreNotFound(String path) throws Exception {
        String query = path.startsWith("/") ? "?code=bad&state=" + STATE : "";

        assertThat(get(path + query)).doesNotStartWith("HTTP/1.1 200");
        assertTheLoginGoesOn();
    }

    @ParameterizedTest
    @ValueSource(strings = {"POST", "PUT", "DELETE", "OPTIONS", "HEAD", "TRACE", "X"})
    void otherMethodsAreRefused(String method) throws Exception {
        String answer = send(method + " /callback?code=bad&state=" + STATE + " HTTP/1.1\r\nHost: 127.0.0.1:" + port()
                + "\r\nContent-Length: 0\r\nConnection: close\r\n\r\n");

        assertThat(answer).startsWith("HTTP/1.1 405 ");
        assertTheLoginGoesOn();
    }

    @Test
    void theMethodThatIsAllowedIsTold() throws Exception {
        assertThat(send("POST /callback HTTP/1.1\r\nHost: 127.0.0.1:" + port()
                        + "\r\nContent-Length: 9\r\n\r\ncode=good"))
                .startsWith("HTTP/1.1 405 ")
                .contains("\r\nAllow: GET\r\n")
                .endsWith("</html>");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "GET /callback?TARGET HTTP/2.0|Host: HOST",
                "GET /callback?TARGET HTTP/1.1 |Host: HOST",
                "GET  /callback?TARGET HTTP/1.1|Host: HOST",
                "GET /callback?TARGET|Host: HOST",
                "get /callback?TARGET HTTP/1.1|Host: HOST",
                "GET /callback?TARGET&x=\u00e4 HTTP/1.1|Host: HOST",
                "GET http://HOST/callback?TARGET HTTP/1.1|Host: HOST",
                "GET /callback?TARGET HTTP/1.1|Host : HOST",
                "GET /callback?TARGET HTTP/1.1|Host: HOST| folded: x",
                "GET /callback?TARGET HTTP/1.1|Host: HOST|no colon",
                "GET /callback?TARGET HTTP/1.1|Host: HOST|X: a\nY: b",
                "GET /callback?TARGET HTTP/1.1|Host: HOST|X: \u0000",
                "|GET /callback?TARGET HTTP/1.1|Host: HOST"
            })
    void whatIsNotExactlyHttpIsRefused(String head) throws Exception {
        String request = head.replace("TARGET", "code=bad&state=" + STATE)
                        .replace("HOST", "127.0.0.1:" + port())
                        .replace("|", "\r\n")
                + "\r\n\r\n";

        assertThat(send(request)).startsWith("HTTP/1.1 400 ").doesNotContain("code=bad");
        assertTheLoginGoesOn();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "?",
                "?code=bad",
                "?code=bad&state=",
                "?code=bad&state=wrong",
                "?code=bad&state=the-right-stat",
                "?code=bad&state=the-right-state2",
                "?error=access_denied",
                "?error=access_denied&state=wrong",
                "?state=the-right-state&state=wrong",
                "?state=wrong&state=the-right-state",
                "?code=bad&state=the-right-state&code=worse",
                "?code=bad&state=the-right-state&c%6Fde=worse",
                "?code=bad&state=the-right-state&iss=a&iss=b",
                "?%73tate=%E0%A4%A"
            })
    void whatDoesNotBelongToTheLoginIsForgotten(String query) throws Exception {
        assertThat(get("/callback" + query)).startsWith("HTTP/1.1 400 ");
        assertTheLoginGoesOn();
    }

    @Test
    void nothingBelongsToALoginThatHasNotBegun() throws Exception {
        try (CallbackServer early = CallbackServer.open("127.0.0.1", 0)) {
            assertThat(early.offer(URI.create("http://127.0.0.1/callback?code=x&state=")))
                    .isFalse();
            assertThat(early.offer(URI.create("http://127.0.0.1/callback?code=x")))
                    .isFalse();
        }
    }

    @Test
    void theFirstAnswerCounts() throws Exception {
        get("/callback?code=first&state=" + STATE);

        String second = get("/callback?code=second&state=" + STATE);

        assertThat(second).contains("received already");
        assertThat(callback.await(PATIENCE).flatMap(AuthorizationResponse::code))
                .contains("first");
    }

    @Test
    void whatAnErrorSaysIsNotOnThePage() throws Exception {
        String answer = get(
                "/callback?error=%3Cscript%3E&error_description=%3Cimg%20src=x%20onerror=alert(1)%3E&state=" + STATE);

        assertThat(answer)
                .contains("The login did not succeed")
                .doesNotContain("<script")
                .doesNotContain("<img")
                .doesNotContain("alert(1)");
        assertThat(callback.await(PATIENCE).flatMap(AuthorizationResponse::errorDescription))
                .contains("<img src=x onerror=alert(1)>");
    }

    @Test
    void theNameOfTheServerIsEscaped() throws Exception {
        assertThat(get("/callback?code=x&state=" + STATE))
                .contains("https://mcp.example/&lt;b&gt;&amp;&#39;&quot;")
                .doesNotContain("<b>");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/callback?code=x&state=the-right-state", "/callback", "/x"})
    void allPagesAreHarmless(String target) throws Exception {
        String answer = get(target).toLowerCase(Locale.ROOT);

        assertThat(answer)
                .contains("content-security-policy: default-src 'none'; style-src 'sha256-")
                .contains("frame-ancestors 'none'")
                .contains("x-content-type-options: nosniff")
                .contains("cache-control: no-store")
                .contains("referrer-policy: no-referrer")
                .contains("content-type: text/html; charset=utf-8")
                .contains("<!doctype html>")
                .contains("color-scheme:light dark")
                .contains("@media(prefers-color-scheme:dark)")
                .doesNotContain("<script")
                .doesNotContain("<link")
                .doesNotContain("url(")
                .doesNotContain("src=")
                .doesNotContain("href=")
                .doesNotContain("state=");
    }

    @Test
    void theStyleIsTheOneThatThePolicyAllows() throws Exception {
        String answer = get("/callback");
        String style = answer.substring(answer.indexOf("<style>") + 7, answer.indexOf("</style>"));
        byte[] hash = MessageDigest.getInstance("SHA-256").digest(style.getBytes(StandardCharsets.UTF_8));

        assertThat(answer).contains("'sha256-" + Base64.getEncoder().encodeToString(hash) + "'");
    }

    @Test
    void noLoggerIsToldTheCode() throws Exception {
        try (LogRecords logs = new LogRecords("")) {
            get("/callback?code=very-secret&state=" + STATE);
            get("/callback?code=very-secret&state=wrong");
            callback.close();
            System.getLogger("com.sun.net.httpserver").log(System.Logger.Level.TRACE, "the finest level");

            assertThat(logs.records()).anyMatch(text -> text.contains("the finest level"));
            assertThat(logs.records()).noneMatch(text -> text.contains("very-secret"));
        }
    }

    @Test
    void anAnswerWithNothingInItIsNoSuccess() throws Exception {
        assertThat(get("/callback?state=" + STATE)).contains("The login did not succeed");
    }

    @Test
    void aHugeQueryIsRefused() throws Exception {
        assertThat(get("/callback?state=" + STATE + "&code=" + "x".repeat(100_000)))
                .startsWith("HTTP/1.1 400 ");
        assertTheLoginGoesOn();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "GET /callback HTTP/1.1\r\nX: |y",
                "GET /callback HTTP/1.1\r\n|X: y\r\n",
                "GET /callback?|y",
                "|G",
                "POST /callback HTTP/1.1\r\nContent-Length: 1000000000\r\n\r\n|body"
            })
    void endlessRequestsAreCutOff(String endless) throws Exception {
        String[] parts = endless.split("\\|");
        byte[] rest = parts[1].repeat(8000).getBytes(StandardCharsets.US_ASCII);
        try (Socket socket = new Socket("127.0.0.1", port())) {
            OutputStream out = socket.getOutputStream();
            out.write(parts[0].getBytes(StandardCharsets.US_ASCII));
            assertThatThrownBy(() -> {
                        for (int i = 0; i < 10_000; i++) {
                            out.write(rest);
                        }
                    })
                    .isInstanceOf(IOException.class);
        }
        assertTheLoginGoesOn();
    }

    @Test
    void garbageDoesNoHarm() throws Exception {
        send("\u0000\u0001garbage\r\n\r\n");
        send("GET\r\n\r\n");
        assertTheLoginGoesOn();
    }

    @Test
    void slowClientsHoldUpNeitherTheLoginNorTheEnd() throws Exception {
        try (Socket silent = new Socket("127.0.0.1", port());
                Socket slow = new Socket("127.0.0.1", port());
                Socket deaf = new Socket("127.0.0.1", port())) {
            slow.getOutputStream().write('G');
            deaf.getOutputStream()
                    .write(("POST /callback HTTP/1.1\r\nHost: 127.0.0.1:" + port() + "\r\nContent-Length: 1000\r\n\r\n")
                            .getBytes(StandardCharsets.US_ASCII));

            assertTheLoginGoesOn();
            long begin = System.nanoTime();
            callback.close();

            assertThat(Duration.ofNanos(System.nanoTime() - begin)).isLessThan(Duration.ofSeconds(4));
            assertThat(silent.isConnected()).isTrue();
        }
        assertThatThrownBy(() -> new Socket("127.0.0.1", port()).close()).isInstanceOf(ConnectException.class);
    }

    @Test
    void slowClientsLoseTheirConnections() throws Exception {
        try (CallbackServer hasty = CallbackServer.open("127.0.0.1", 0, Duration.ofMillis(200));
                Socket slow = new Socket("127.0.0.1", hasty.redirectUri().getPort())) {
            slow.setSoTimeout(20_000);
            slow.getOutputStream().write("GET /callback HTTP/1.1\r\nHo".getBytes(StandardCharsets.US_ASCII));

            assertThat(endOf(slow)).isTrue();
        }
    }

    @Test
    void aByteNowAndThenBuysNoTime() throws Exception {
        try (CallbackServer hasty = CallbackServer.open("127.0.0.1", 0, Duration.ofMillis(200));
                Socket slow = new Socket("127.0.0.1", hasty.redirectUri().getPort())) {
            slow.setSoTimeout(20);
            slow.getOutputStream().write("GET /callback".getBytes(StandardCharsets.US_ASCII));

            // Far less than would fill the request.
            assertThat(dripped(slow, 1_000)).isLessThan(1_000);
        }
    }

    /** Sends a byte whenever nothing has come for a while, until the connection ends. */
    private static int dripped(Socket socket, int most) throws IOException {
        for (int sent = 0; sent < most; sent++) {
            try {
                if (endOf(socket)) {
                    return sent;
                }
            } catch (SocketTimeoutException e) {
                try {
                    socket.getOutputStream().write('x');
                } catch (SocketException closed) {
                    return sent;
                }
            }
        }
        return most;
    }

    private static boolean endOf(Socket socket) throws IOException {
        try {
            return socket.getInputStream().read() < 0;
        } catch (SocketException e) {
            return true;
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "GET /callback HTTP/1.1\r\n", "GET /x HTTP/1.1\r\n\r\n"})
    void manySlowClientsDoNotKeepTheBrowserOut(String begun) throws Exception {
        List<Socket> slow = new ArrayList<>();
        try {
            for (int i = 0; i < 100; i++) {
                Socket socket = new Socket("127.0.0.1", port());
                socket.setSoTimeout(10_000);
                slow.add(socket);
                socket.getOutputStream().write(begun.getBytes(StandardCharsets.US_ASCII));
            }

            assertTheLoginGoesOn();
            assertThat(slow.subList(0, 80))
                    .allSatisfy(socket -> assertThat(endReached(socket)).isTrue());
        } finally {
            for (Socket socket : slow) {
                socket.close();
            }
        }
    }

    private static boolean endReached(Socket socket) throws IOException {
        try {
            socket.getInputStream().readAllBytes();
            return true;
        } catch (SocketException e) {
            return true;
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://127.0.0.1:PORT/callback",
                "http://localhost:PORT/callback",
                "http://127.0.0.1:1/callback",
                "http://127.0.0.1:PORT/callback/",
                "http://127.0.0.1:PORT/",
                "http://evil.example/callback",
                "mailto:x"
            })
    void whatCameBackToAnotherPlaceIsNotTaken(String place) throws Exception {
        String query = place.startsWith("mailto") ? "" : "?code=bad&state=" + STATE;

        assertThat(callback.offer(URI.create(place.replace("PORT", String.valueOf(port())) + query)))
                .isFalse();
        assertTheLoginGoesOn();
    }

    @Test
    void onlyAGoodAnswerLooksLikeOne() throws Exception {
        callback.expect(STATE, "", answer -> false);

        assertThat(get("/callback?code=of-another-server&state=" + STATE))
                .contains("The login did not succeed")
                .doesNotContain("Your login has arrived");
    }

    @Test
    void closingEndsTheWait() throws Exception {
        Thread waiting = Thread.currentThread();
        Thread.ofVirtual().start(() -> {
            Waiting.until("the login waits", () -> waiting.getState() == Thread.State.TIMED_WAITING);
            callback.close();
        });

        assertThatThrownBy(() -> callback.await(Duration.ofSeconds(20)))
                .isInstanceOfSatisfying(
                        AuthorizationException.class, e -> assertThat(e.kind()).isEqualTo(Kind.CANCELLED))
                .hasMessage("The login was cancelled");
    }

    @Test
    void closingTwiceIsFineAndWaitsForNobody() {
        long begin = System.nanoTime();
        callback.close();
        callback.close();

        assertThat(Duration.ofNanos(System.nanoTime() - begin)).isLessThan(Duration.ofMillis(900));
    }

    @Test
    void nobodyComingIsNoAnswer() throws Exception {
        Optional<AuthorizationResponse> answer = callback.await(Duration.ofMillis(20));

        assertThat(answer).isEmpty();
    }

    @Test
    void aPortThatIsTakenIsExplained() throws Exception {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
            assertThatThrownBy(() -> CallbackServer.open("127.0.0.1", taken.getLocalPort()))
                    .isInstanceOfSatisfying(
                            AuthorizationException.class,
                            e -> assertThat(e.kind()).isEqualTo(Kind.UNSUPPORTED))
                    .hasMessageContaining("Nothing can listen on 127.0.0.1 at port " + taken.getLocalPort())
                    .hasMessageContaining("choose another callbackPort, or 0 for a free one");
        }
    }

    @Test
    void theAnswerShowsNoValues() throws Exception {
        get("/callback?code=very-secret&state=" + STATE);

        assertThat(callback.await(PATIENCE).toString())
                .doesNotContain("very-secret")
                .doesNotContain(STATE);
    }
}
