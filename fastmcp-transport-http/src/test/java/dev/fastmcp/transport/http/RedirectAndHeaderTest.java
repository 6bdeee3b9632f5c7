package dev.fastmcp.transport.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fastmcp.api.CallOptions;
import dev.fastmcp.api.Client;
import dev.fastmcp.api.ClientSession;
import dev.fastmcp.api.error.HttpStatusException;
import dev.fastmcp.api.error.ProtocolException;
import dev.fastmcp.api.error.RequestTimeoutException;
import dev.fastmcp.api.http.AuthChallenge;
import dev.fastmcp.api.http.AuthRequest;
import dev.fastmcp.api.http.RequestAuthenticator;
import dev.fastmcp.api.http.RequestHeaders;
import dev.fastmcp.api.spi.ExchangeOptions;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What leaves this machine: which headers, and to whom. */
class RedirectAndHeaderTest {

    @AfterAll
    static void noThreadIsLeft() {
        Threads.awaitNone();
    }

    private static RawHttpServer redirecting(int status, String location) throws Exception {
        return RawHttpServer.start(exchange -> {
            if (exchange.request().path().startsWith("/mcp")) {
                exchange.status(status, "Location: " + location);
            } else {
                exchange.result("{\"said\":\"" + exchange.request().path() + "\"}");
            }
        });
    }

    @ParameterizedTest
    @CsvSource({"307, /other", "308, /other?a=b", "307, other", "308, ./x/../other", "307, '  /spaces  '"})
    void followsWithinTheOrigin(int status, String location) throws Exception {
        try (RawHttpServer server = redirecting(status, location);
                Opened opened = Opened.with(Opened.builder(server).header("X-Secret", "s"))) {
            assertThat(opened.call()).startsWith("/").doesNotContain("mcp");

            RawHttpServer.Request followed = server.requests().get(1);
            assertThat(followed.method()).isEqualTo("POST");
            assertThat(followed.body())
                    .isEqualTo(server.requests().get(0).body())
                    .isNotEmpty();
            assertThat(followed.header("X-Secret")).isEqualTo("s");
        }
    }

    @Test
    void followsAnAbsoluteAddressOfTheSameOriginInAnyCase() throws Exception {
        AtomicInteger port = new AtomicInteger();
        try (RawHttpServer server = RawHttpServer.start(exchange -> {
                    if (exchange.request().path().startsWith("/mcp")) {
                        exchange.status(308, "location: HTTP://127.0.0.1:" + port + "/there");
                    } else {
                        exchange.result("{\"said\":\"there\"}");
                    }
                });
                Opened opened = Opened.to(server)) {
            port.set(server.port());
            assertThat(opened.call()).isEqualTo("there");
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {301, 302, 303})
    void aPostNeverBecomesAGet(int status) throws Exception {
        try (RawHttpServer server = redirecting(status, "/other?token=abc");
                Opened opened = Opened.to(server)) {
            assertThatThrownBy(opened::call)
                    .isInstanceOfSatisfying(HttpStatusException.class, e -> {
                        assertThat(e.status()).isEqualTo(status);
                        assertThat(e.header("Location")).isPresent();
                    })
                    .hasMessageContaining("a redirect to /other, which is not followed")
                    .hasMessageNotContaining("abc");
            assertThat(server.requests()).hasSize(1);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {301, 302, 303, 307, 308})
    void aGetFollowsAllOfThem(int status) throws Exception {
        try (McpOverHttp server = McpOverHttp.legacy(exchange -> {
                    if (exchange.method().equals("GET")
                            && exchange.request().path().equals("/mcp")) {
                        exchange.status(status, "Location: /listen");
                        return true;
                    }
                    return false;
                });
                Client<?> client = server.client();
                ClientSession session = client.connect()) {
            Await.until("it listens elsewhere", () -> server.requests("GET").size() == 2);
            assertThat(server.requests("GET").get(1).path()).isEqualTo("/listen");
            session.ping();
        }
    }

    @Test
    void followsFiveInARowAndNoMore() throws Exception {
        AtomicInteger wanted = new AtomicInteger(5);
        try (RawHttpServer server = RawHttpServer.start(exchange -> {
                    if (wanted.getAndDecrement() > 0) {
                        exchange.status(307, "Location: /mcp?again=" + wanted);
                    } else {
                        exchange.result("{\"said\":\"fine\"}");
                    }
                });
                Opened opened = Opened.to(server)) {
            assertThat(opened.call()).isEqualTo("fine");
            assertThat(server.requests()).hasSize(6);

            wanted.set(1000);
            assertThatThrownBy(opened::call)
                    .isInstanceOf(ProtocolException.class)
                    .hasMessageContaining("more than 5 redirects");
            assertThat(server.requests()).hasSize(12);
            wanted.set(0);
            assertThat(opened.call()).isEqualTo("fine");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://127.0.0.1:%d/steal",
                "//127.0.0.1:%d/steal",
                "http://localhost:%d/steal",
                "http:\\\\127.0.0.1:%d/steal",
                "/\\127.0.0.1:%d/steal",
                "\\\\127.0.0.1:%d\\steal",
                "http://user:pw@127.0.0.1:%d/steal",
                "http://127.0.0.1:%d@127.0.0.1:%d/steal",
                "https://127.0.0.1:%d/steal",
                "ftp://127.0.0.1:%d/steal",
                "file:///etc/passwd",
                "javascript:alert(1)",
                "jar:http://127.0.0.1:%d/x!/y",
                "http://127.0.0.1:%d /steal",
                "http://",
                "http:///steal",
                "http:/steal:%d",
                "://",
                "%%"
            })
    void sendsNothingElsewhere(String location) throws Exception {
        try (RawHttpServer other = RawHttpServer.start(exchange -> exchange.result("{\"said\":\"stolen\"}"))) {
            String target = location.replace("%d", String.valueOf(other.port()));
            try (RawHttpServer server = redirecting(307, target);
                    Opened opened = Opened.with(Opened.builder(server).header("Authorization", "hidden"))) {
                assertThatThrownBy(opened::call)
                        .isInstanceOf(HttpStatusException.class)
                        .hasMessageContaining("a redirect to " + target)
                        .hasMessageContaining("which is not followed")
                        .hasMessageContaining(server.url("/mcp"))
                        .hasMessageNotContaining("hidden");
                assertThat(server.requests()).hasSize(1);
            }
            assertThat(other.connections()).isZero();
        }
    }

    @Test
    void followsNothingIfToldSo() throws Exception {
        try (RawHttpServer server = redirecting(307, "/other");
                Opened opened = Opened.with(Opened.builder(server).followRedirects(false))) {
            assertThatThrownBy(opened::call)
                    .isInstanceOf(HttpStatusException.class)
                    .hasMessageContaining("/other");
            assertThat(server.requests()).hasSize(1);
        }
    }

    @Test
    void asksThePolicy() throws Exception {
        List<String> asked = new CopyOnWriteArrayList<>();
        try (RawHttpServer server = redirecting(307, "/other");
                Opened opened = Opened.with(Opened.builder(server).urlPolicy((named, by) -> {
                    asked.add(named.getPath() + " by " + by.getPath());
                    return false;
                }))) {
            assertThatThrownBy(opened::call).isInstanceOf(HttpStatusException.class);
            assertThat(asked).containsExactly("/other by /mcp");
        }
    }

    @Test
    void aRedirectWithoutATargetIsAnError() throws Exception {
        try (RawHttpServer server = RawHttpServer.start(exchange -> exchange.status(308));
                Opened opened = Opened.to(server)) {
            assertThatThrownBy(opened::call)
                    .isInstanceOfSatisfying(
                            HttpStatusException.class,
                            e -> assertThat(e.status()).isEqualTo(308));
        }
    }

    private static RawHttpServer good() throws Exception {
        return RawHttpServer.start(exchange -> exchange.result("{\"said\":\"fine\"}"));
    }

    private static ExchangeOptions withHeaders(Map<String, String> headers) {
        return new ExchangeOptions(Opened.PATIENCE, notification -> {}, headers, Map.of(), Duration.ZERO);
    }

    @Test
    void laterHeadersWinWhateverTheirCase() throws Exception {
        AtomicInteger number = new AtomicInteger();
        RequestAuthenticator auth = new FixedAuthenticator(Map.of("x-FOUR", "auth"));
        try (RawHttpServer server = good();
                Opened opened = Opened.with(Opened.builder(server)
                        .header("X-One", "fixed")
                        .header("X-Two", "fixed")
                        .header("x-three", "fixed")
                        .header("X-Four", "fixed")
                        .headers(() -> RequestHeaders.of(
                                Map.of("x-two", "supplied " + number.incrementAndGet(), "X-Three", "supplied")))
                        .auth(auth))) {
            opened.exchange("test/a", withHeaders(Map.of("X-THREE", "call", "X-Four", "call")));
            opened.exchange("test/b", Opened.PATIENCE);

            assertThat(server.requests().get(0).headers())
                    .containsEntry("X-One", "fixed")
                    .containsEntry("X-Two", "supplied 1")
                    .containsEntry("X-Three", "call")
                    .containsEntry("X-Four", "auth");
            assertThat(server.requests().get(1).headers())
                    .containsEntry("X-Two", "supplied 2")
                    .containsEntry("X-Three", "supplied");
        }
    }

    private record FixedAuthenticator(Map<String, String> fixed) implements RequestAuthenticator {

        @Override
        public Map<String, String> headers(AuthRequest request) {
            return fixed;
        }

        @Override
        public boolean onChallenge(AuthChallenge challenge) {
            return false;
        }
    }

    @Test
    void sendsTheHeadersOfACallWithThatCallOnly() throws Exception {
        try (McpOverHttp server = McpOverHttp.modern(exchange -> false)) {
            try (Client<?> client = server.client();
                    ClientSession session = client.connect()) {
                session.callTool(
                        "tool", Map.of(), CallOptions.DEFAULT.withHeaders(RequestHeaders.of(Map.of("X-Call", "only"))));
                session.callTool("tool", Map.of());
            }
            assertThat(server.http.requests())
                    .extracting(request -> request.header("X-Call"))
                    .containsExactly("", "only", "");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Accept", "content-type", "Content-Length", "HOST", "Connection", "Transfer-Encoding", "Mcp-Session-Id",
                "MCP-Protocol-Version", "mcp-method", "Mcp-Param-X", "Last-Event-ID", "Expect", "Upgrade",
                        "Accept-Encoding"
            })
    void headersOfTheProtocolBelongToTheTransport(String name) throws Exception {
        assertThatThrownBy(() -> StreamableHttpTransport.builder("http://h/").header(name, "x"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(name)
                .hasMessageContaining("the transport sets it itself");
        try (RawHttpServer server = good();
                Opened opened = Opened.with(Opened.builder(server)
                        .headers(() -> RequestHeaders.of(Map.of(name, "supplied")))
                        .auth(new FixedAuthenticator(Map.of(name, "auth"))))) {
            opened.exchange("test/a", withHeaders(Map.of(name, "call")));

            assertThat(server.requests().get(0).header(name)).doesNotContain("supplied", "auth", "call");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"a\r\nInjected: yes", "a\nb", "größe", "nul\0"})
    void refusesValuesThatNoHeaderCarries(String value) {
        assertThatThrownBy(() -> StreamableHttpTransport.builder("http://h/").header("X-Name", value))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("X-Name")
                .hasMessageNotContaining(value);
    }

    /** Knows better each time it is asked. */
    private static class Learning implements RequestAuthenticator {

        final List<AuthChallenge> challenges = new CopyOnWriteArrayList<>();
        private final int useful;

        Learning(int useful) {
            this.useful = useful;
        }

        @Override
        public Map<String, String> headers(AuthRequest request) {
            return Map.of("Authorization", "hidden-" + challenges.size());
        }

        @Override
        public boolean onChallenge(AuthChallenge challenge) throws InterruptedException {
            challenges.add(challenge);
            return challenges.size() <= useful;
        }
    }

    private static RawHttpServer wanting(String credentials) throws Exception {
        return RawHttpServer.start(exchange -> {
            if (exchange.request().header("Authorization").equals(credentials)) {
                exchange.result("{\"said\":\"welcome\"}");
            } else {
                exchange.respond(
                        401, "text/plain", "who are you?", "WWW-Authenticate: Bearer", "WWW-Authenticate: Basic");
            }
        });
    }

    @Test
    void answersAChallenge() throws Exception {
        Learning auth = new Learning(9);
        try (RawHttpServer server = wanting("hidden-2");
                Opened opened = Opened.with(Opened.builder(server).auth(auth))) {
            assertThat(opened.call()).isEqualTo("welcome");

            assertThat(server.requests())
                    .extracting(request -> request.header("Authorization"))
                    .containsExactly("hidden-0", "hidden-1", "hidden-2");
            assertThat(server.requests())
                    .extracting(RawHttpServer.Request::body)
                    .containsOnly(server.requests().get(0).body());
            assertThat(auth.challenges).extracting(AuthChallenge::attempt).containsExactly(1, 2);
            assertThat(auth.challenges.get(0)).satisfies(challenge -> {
                assertThat(challenge.status()).isEqualTo(401);
                assertThat(challenge.wwwAuthenticate()).containsExactly("Bearer", "Basic");
                assertThat(challenge.request().method()).isEqualTo("POST");
            });
        }
    }

    @Test
    void givesUpAfterThreeChallenges() throws Exception {
        Learning auth = new Learning(99);
        try (RawHttpServer server = wanting("never");
                Opened opened = Opened.with(Opened.builder(server).auth(auth))) {
            assertThatThrownBy(opened::call)
                    .isInstanceOfSatisfying(
                            HttpStatusException.class,
                            e -> assertThat(e.status()).isEqualTo(401))
                    .hasMessageContaining("it wants credentials")
                    .hasMessageContaining("who are you?")
                    .hasMessageNotContaining("hidden");
            assertThat(server.requests()).hasSize(4);
            assertThat(auth.challenges).extracting(AuthChallenge::attempt).containsExactly(1, 2, 3);
        }
    }

    @Test
    void anAuthenticatorThatKnowsNothingElseEndsIt() throws Exception {
        Learning auth = new Learning(0);
        try (RawHttpServer server = wanting("never");
                Opened opened = Opened.with(Opened.builder(server).auth(auth))) {
            assertThatThrownBy(opened::call)
                    .isInstanceOf(HttpStatusException.class)
                    .hasMessageContaining("401");
            assertThat(server.requests()).hasSize(1);
            assertThat(auth.challenges).hasSize(1);
        }
    }

    @Test
    void theClockStandsStillWhileTheAuthenticatorThinks() throws Exception {
        CountDownLatch never = new CountDownLatch(1);
        Learning auth = new Learning(9) {
            @Override
            public boolean onChallenge(AuthChallenge challenge) throws InterruptedException {
                never.await(700, TimeUnit.MILLISECONDS);
                return super.onChallenge(challenge);
            }
        };
        try (RawHttpServer server = RawHttpServer.start(exchange -> {
                    switch (exchange.request().header("Authorization")) {
                        case "hidden-0" -> exchange.status(401);
                        default -> {
                            if (exchange.rpc().equals("test/answered")) {
                                exchange.result("{\"said\":\"welcome\"}");
                            }
                        }
                    }
                });
                Opened opened = Opened.with(Opened.builder(server).auth(auth))) {
            assertThat(Opened.said(opened.exchange("test/answered", Duration.ofMillis(400))))
                    .isEqualTo("welcome");
            assertThatThrownBy(() -> opened.exchange("test/silent", Duration.ofMillis(300)))
                    .isInstanceOf(RequestTimeoutException.class);
        }
    }

    @Test
    void anInterruptReachesTheAuthenticator() throws Exception {
        CountDownLatch thinking = new CountDownLatch(1);
        Learning auth = new Learning(9) {
            @Override
            public boolean onChallenge(AuthChallenge challenge) throws InterruptedException {
                thinking.countDown();
                new CountDownLatch(1).await();
                return true;
            }
        };
        try (RawHttpServer server = wanting("never");
                Opened opened = Opened.with(Opened.builder(server).auth(auth))) {
            Background<String> call = opened.calling();
            assertThat(thinking.await(5, TimeUnit.SECONDS)).isTrue();

            call.interrupt();

            assertThat(call.failure()).isInstanceOf(InterruptedException.class);
        }
    }

    @Test
    void credentialsDoNotFollowARedirectElsewhere() throws Exception {
        try (RawHttpServer other = good();
                RawHttpServer server = RawHttpServer.start(
                        exchange -> exchange.status(308, "Location: http://localhost:" + other.port() + "/"));
                Opened opened = Opened.with(Opened.builder(server).auth(new Learning(9)))) {
            assertThatThrownBy(opened::call).hasMessageContaining("http://localhost:" + other.port() + "/");
            assertThat(other.connections()).isZero();
        }
    }

    @Test
    void whatASupplierThrowsReachesTheCaller() throws Exception {
        try (RawHttpServer server = good();
                Opened opened = Opened.with(Opened.builder(server).headers(() -> {
                    throw new IllegalStateException("no headers today");
                }))) {
            assertThatThrownBy(opened::call)
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessage("no headers today");
            assertThat(server.requests()).isEmpty();
        }
    }
}
