package dev.fastmcp.transport.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fastmcp.api.error.HttpStatusException;
import dev.fastmcp.api.error.McpException;
import dev.fastmcp.api.error.ProtocolException;
import dev.fastmcp.api.error.TransportException;
import dev.fastmcp.api.spi.Limits;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Servers that break HTTP or themselves: each fault ends one call, in time, with the right exception, and harms nothing else. */
class HttpFaultsTest {

    @AfterAll
    static void noThreadIsLeft() {
        Threads.awaitNone();
    }

    /** A way to fail, and what the caller is to see. */
    private record Fault(String name, RawHttpServer.Script script, Predicate<Throwable> expected, List<String> said) {

        @Override
        public String toString() {
            return name;
        }
    }

    private static Fault raw(String name, String response, Predicate<Throwable> expected, String... said) {
        return fault(name, exchange -> exchange.write(response).close(), expected, said);
    }

    private static Fault fault(
            String name, RawHttpServer.Script script, Predicate<Throwable> expected, String... said) {
        return new Fault(name, script, expected, List.of(said));
    }

    private static Predicate<Throwable> protocol() {
        return ProtocolException.class::isInstance;
    }

    static Stream<Fault> faults() {
        return Stream.of(connectionFaults(), httpFaults(), statusFaults(), contentFaults(), streamFaults())
                .flatMap(faults -> faults);
    }

    private static Stream<Fault> connectionFaults() {
        String chunked = RawHttpServer.OK_HEAD + "Transfer-Encoding: chunked\r\n\r\n";
        return Stream.of(
                fault(
                        "closed without an answer",
                        RawHttpServer.Exchange::close,
                        Expected.transport(TransportException.Kind.CLOSED_BY_SERVER),
                        "may or may not"),
                fault(
                        "reset without an answer",
                        RawHttpServer.Exchange::reset,
                        Expected.transport(
                                TransportException.Kind.CLOSED_BY_SERVER, TransportException.Kind.IO_FAILED)),
                raw("closed within the status line", "HTTP/1.1 20", e -> e instanceof McpException),
                raw("closed within the headers", "HTTP/1.1 200 OK\r\nContent-Ty", e -> e instanceof McpException),
                raw(
                        "closed after the headers",
                        RawHttpServer.OK_HEAD + "Content-Length: 50\r\n\r\n",
                        Expected.transport(TransportException.Kind.CLOSED_BY_SERVER),
                        "middle"),
                raw(
                        "truncated body",
                        RawHttpServer.OK_HEAD + "Content-Length: 50\r\n\r\n{\"jsonrpc\"",
                        Expected.transport(TransportException.Kind.CLOSED_BY_SERVER),
                        "middle"),
                fault(
                        "truncated body that parses",
                        exchange -> exchange.write(RawHttpServer.OK_HEAD + "Content-Length: 500\r\n\r\n"
                                        + Json.result(exchange.id(), "{}"))
                                .close(),
                        Expected.transport(TransportException.Kind.CLOSED_BY_SERVER)),
                fault(
                        "reset within the body",
                        exchange -> exchange.write(RawHttpServer.OK_HEAD + "Content-Length: 50\r\n\r\n{\"json")
                                .reset(),
                        Expected.transport(
                                TransportException.Kind.CLOSED_BY_SERVER, TransportException.Kind.IO_FAILED)),
                raw(
                        "closed within a chunk",
                        chunked + "20\r\n{\"jsonrpc\"",
                        Expected.transport(TransportException.Kind.CLOSED_BY_SERVER)),
                raw(
                        "closed between chunks",
                        chunked + "3\r\n{\"j\r\n",
                        Expected.transport(TransportException.Kind.CLOSED_BY_SERVER)),
                raw(
                        "closed before the last chunk",
                        chunked + "2\r\n{}\r\n",
                        Expected.transport(TransportException.Kind.CLOSED_BY_SERVER)),
                raw(
                        "stream closed within a chunk",
                        RawHttpServer.STREAM_HEAD + "Transfer-Encoding: chunked\r\n\r\n20\r\ndata: {",
                        Expected.transport(TransportException.Kind.CLOSED_BY_SERVER)),
                raw(
                        "stream closed between chunks",
                        RawHttpServer.STREAM_HEAD + "Transfer-Encoding: chunked\r\n\r\n3\r\n:a\n\r\n",
                        Expected.transport(TransportException.Kind.CLOSED_BY_SERVER)),
                fault(
                        "stream reset",
                        exchange -> exchange.stream().chunk(": hello\n").reset(),
                        Expected.transport(
                                TransportException.Kind.CLOSED_BY_SERVER, TransportException.Kind.IO_FAILED)));
    }

    private static Stream<Fault> httpFaults() {
        String chunked = RawHttpServer.OK_HEAD + "Transfer-Encoding: chunked\r\n\r\n";
        String invalid = "does not speak HTTP";
        return Stream.of(
                raw("another protocol", "SSH-2.0-OpenSSH_9.6\r\n", protocol(), invalid),
                raw("binary", "\u0000\u0001\u0002\r\n\r\n", protocol(), invalid),
                raw("HTTP/3.7", "HTTP/3.7 200 OK\r\n\r\n", protocol(), invalid),
                raw("status that is no number", "HTTP/1.1 abc OK\r\n\r\n", protocol(), invalid),
                raw("header without colon", "HTTP/1.1 200 OK\r\nnonsense\r\n\r\n", protocol(), invalid),
                raw("endless interim responses", "HTTP/1.1 100 Continue\r\n\r\n".repeat(100), protocol(), invalid),
                raw("switching protocols", "HTTP/1.1 101 Switching\r\nUpgrade: x\r\n\r\n", protocol(), invalid),
                raw("negative length", RawHttpServer.OK_HEAD + "Content-Length: -1\r\n\r\n{}", protocol(), invalid),
                raw(
                        "length that is no number",
                        RawHttpServer.OK_HEAD + "Content-Length: many\r\n\r\n{}",
                        protocol(),
                        invalid),
                raw(
                        "two lengths",
                        RawHttpServer.OK_HEAD + "Content-Length: 2\r\nContent-Length: 3\r\n\r\n{} ",
                        protocol(),
                        invalid),
                raw(
                        "length and chunks",
                        RawHttpServer.OK_HEAD
                                + "Content-Length: 2\r\nTransfer-Encoding: chunked\r\n\r\n2\r\n{}\r\n0\r\n\r\n",
                        protocol(),
                        invalid),
                raw(
                        "unknown transfer coding",
                        RawHttpServer.OK_HEAD + "Transfer-Encoding: gzip\r\n\r\n{}",
                        protocol(),
                        invalid),
                raw("chunk size that is no number", chunked + "xyz\r\n{}\r\n0\r\n\r\n", protocol(), invalid),
                raw("negative chunk size", chunked + "-2\r\n{}\r\n0\r\n\r\n", protocol(), invalid),
                raw("huge chunk size", chunked + "fffffffffffffffff\r\n{}\r\n0\r\n\r\n", protocol(), invalid),
                raw("chunk longer than its size", chunked + "2\r\n{}{}{}\r\n0\r\n\r\n", protocol(), invalid),
                // The one answer that is complete, so its connection is used again, and must not be closed at that
                // moment.
                fault(
                        "unasked compression",
                        exchange -> exchange.write(
                                RawHttpServer.OK_HEAD + "Content-Encoding: gzip\r\nContent-Length: 2\r\n\r\n{}"),
                        protocol(),
                        "compressed"),
                raw(
                        "long header line",
                        RawHttpServer.OK_HEAD + "X: " + "x".repeat(100_000) + "\r\n\r\n",
                        e -> e instanceof McpException),
                raw(
                        "many headers",
                        RawHttpServer.OK_HEAD + "X: y\r\n".repeat(5_000) + "\r\n",
                        e -> e instanceof McpException),
                fault("endless header", HttpFaultsTest::endlessHeader, e -> e instanceof McpException),
                fault(
                        "endless body",
                        HttpFaultsTest::endlessBody,
                        Expected.transport(TransportException.Kind.LIMIT_EXCEEDED),
                        "maxMessageBytes"),
                fault(
                        "endless line in a stream",
                        HttpFaultsTest::endlessLine,
                        Expected.transport(TransportException.Kind.LIMIT_EXCEEDED),
                        "maxMessageBytes"),
                fault(
                        "endless event",
                        HttpFaultsTest::endlessEvent,
                        Expected.transport(TransportException.Kind.LIMIT_EXCEEDED),
                        "maxMessageBytes"),
                raw(
                        "announced length beyond all limits",
                        RawHttpServer.OK_HEAD + "Content-Length: 9223372036854775807\r\n\r\n{}",
                        Expected.transport(TransportException.Kind.CLOSED_BY_SERVER)));
    }

    private static void endlessHeader(RawHttpServer.Exchange exchange) throws IOException {
        exchange.write(RawHttpServer.OK_HEAD + "X: ");
        forever(exchange, "x".repeat(10_000));
    }

    private static void endlessBody(RawHttpServer.Exchange exchange) throws IOException {
        exchange.write(RawHttpServer.OK_HEAD + "\r\n");
        forever(exchange, " ".repeat(10_000));
    }

    private static void endlessLine(RawHttpServer.Exchange exchange) throws IOException {
        exchange.write(RawHttpServer.STREAM_HEAD + "\r\ndata: ");
        forever(exchange, "x".repeat(10_000));
    }

    private static void endlessEvent(RawHttpServer.Exchange exchange) throws IOException {
        exchange.write(RawHttpServer.STREAM_HEAD + "\r\n");
        forever(exchange, "data: 12345678\n".repeat(1_000));
    }

    /** Until the client closes the connection, which is then an exception here. */
    private static void forever(RawHttpServer.Exchange exchange, String text) throws IOException {
        while (true) {
            exchange.write(text);
        }
    }

    private static Stream<Fault> statusFaults() {
        Stream<Fault> plain = Stream.of(
                        400, 401, 402, 403, 404, 405, 406, 409, 413, 415, 422, 429, 431, 500, 502, 503, 504, 599)
                .map(status -> fault(
                        "status " + status,
                        exchange -> exchange.respond(status, "text/plain", "It went\nwrong"),
                        Expected.status(status),
                        "HTTP status " + status,
                        "It went wrong"));
        return Stream.concat(
                plain,
                Stream.of(
                        fault(
                                "status with an HTML page",
                                exchange -> exchange.respond(502, "text/html", "<h1>" + "x".repeat(100_000) + "</h1>"),
                                e -> Expected.status(502).test(e)
                                        && String.valueOf(e.getMessage()).length() < 1_000),
                        fault("status without a body", exchange -> exchange.status(500), Expected.status(500)),
                        fault(
                                "status with a body that does not come",
                                exchange -> exchange.write("HTTP/1.1 503 No\r\nContent-Length: 10\r\n\r\nab")
                                        .close(),
                                Expected.status(503)),
                        fault("endless status body", HttpFaultsTest::endlessError, Expected.status(500)),
                        fault("200 with no body", exchange -> exchange.status(200), protocol(), "no content type"),
                        fault("200 with empty JSON", exchange -> exchange.json(""), protocol()),
                        fault("202 for a request", exchange -> exchange.status(202), protocol(), "202"),
                        fault("204 for a request", exchange -> exchange.status(204), protocol(), "204")));
    }

    private static void endlessError(RawHttpServer.Exchange exchange) throws IOException {
        exchange.write("HTTP/1.1 500 No\r\nContent-Type: text/plain\r\n\r\n");
        forever(exchange, "x".repeat(10_000));
    }

    private static Stream<Fault> contentFaults() {
        return Stream.of(
                fault(
                        "a page",
                        exchange -> exchange.respond(200, "text/html; charset=utf-8", "<html>"),
                        protocol(),
                        "text/html",
                        "address of an MCP server"),
                fault(
                        "no content type",
                        exchange -> exchange.respond(200, "", Json.result(exchange.id(), "{}")),
                        protocol(),
                        "no content type"),
                fault("broken JSON", exchange -> exchange.json("{\"jsonrpc\":"), protocol(), "invalid message"),
                fault("JSON that is no message", exchange -> exchange.json("42"), protocol(), "invalid message"),
                fault("an empty batch", exchange -> exchange.json("[]"), protocol()),
                fault("an answer to another request", exchange -> exchange.json(Json.result("99", "{}")), protocol()),
                fault(
                        "a notification only",
                        exchange -> exchange.json("{\"jsonrpc\":\"2.0\",\"method\":\"x/y\"}"),
                        protocol(),
                        "no response"));
    }

    private static Stream<Fault> streamFaults() {
        return Stream.of(
                fault(
                        "stream without an answer",
                        exchange -> exchange.stream().endStream(),
                        Expected.transport(TransportException.Kind.CLOSED_BY_SERVER),
                        "ended its stream"),
                fault(
                        "stream with an incomplete last event",
                        exchange -> exchange.stream()
                                .chunk("data: " + Json.result(exchange.id(), "{}") + "\n")
                                .endStream(),
                        Expected.transport(TransportException.Kind.CLOSED_BY_SERVER)),
                fault(
                        "stream with broken JSON",
                        exchange -> exchange.stream().event("{nonsense"),
                        protocol(),
                        "invalid message"),
                fault(
                        "stream with another answer",
                        exchange ->
                                exchange.stream().event(Json.result("99", "{}")).endStream(),
                        Expected.transport(TransportException.Kind.CLOSED_BY_SERVER)),
                fault(
                        "retry without an id",
                        exchange ->
                                exchange.stream().chunk("retry: 100\ndata:\n\n").endStream(),
                        Expected.transport(TransportException.Kind.CLOSED_BY_SERVER)));
    }

    @ParameterizedTest
    @MethodSource("faults")
    void endsTheCallAndHarmsNothingElse(Fault fault) throws Exception {
        CountDownLatch held = new CountDownLatch(1);
        try (RawHttpServer server = RawHttpServer.start(exchange -> {
                    switch (exchange.rpc()) {
                        case "test/held" -> {
                            held.await(10, TimeUnit.SECONDS);
                            exchange.result("{\"said\":\"held\"}");
                        }
                        case "test/fault" -> fault.script().serve(exchange);
                        default -> exchange.result("{\"said\":\"fine\"}");
                    }
                });
                Opened opened = Opened.with(
                        Opened.builder(server).header("X-Secret", "hidden-header"),
                        Limits.DEFAULT.withMaxMessageBytes(100_000))) {
            Background<String> other = Background.run(() -> Opened.said(opened.exchange("test/held", Opened.PATIENCE)));
            Await.until(
                    "the other call is with the server",
                    () -> !server.requests().isEmpty());
            assertThat(opened.call()).isEqualTo("fine");

            Throwable failure = Background.run(() -> opened.exchange("test/fault", Opened.PATIENCE))
                    .failure();

            assertThat(failure)
                    .matches(fault.expected(), "is the right exception")
                    .isInstanceOf(McpException.class);
            assertThat(failure)
                    .hasMessageStartingWith("test/fault failed")
                    .hasMessageContaining(server.url("/mcp"))
                    .message()
                    .satisfies(message ->
                            fault.said().forEach(said -> assertThat(message).contains(said)))
                    .doesNotContain("hidden", "\n", "java.", "null");
            assertThat(opened.call()).isEqualTo("fine");
            held.countDown();
            assertThat(other.result()).isEqualTo("held");
            assertThat(opened.channel.isOpen()).isTrue();
            assertThat(opened.recorder.losses).isEmpty();
            opened.channel.close();
            Await.until("all connections are closed", () -> server.openConnections() == 0);
        }
    }

    @Test
    void tellsWhatARefusalSaysAboutTrying() throws Exception {
        try (RawHttpServer server = RawHttpServer.start(exchange -> exchange.respond(
                        429,
                        "application/json",
                        Json.error(exchange.id(), -32000, "slow down"),
                        "Retry-After: 7",
                        "WWW-Authenticate: Bearer realm=\\\"x\\\"",
                        "Set-Cookie: hidden"));
                Opened opened = Opened.to(server)) {
            assertThatThrownBy(opened::call)
                    .isInstanceOfSatisfying(HttpStatusException.class, refusal -> {
                        assertThat(refusal.retryAfter()).contains(Duration.ofSeconds(7));
                        assertThat(refusal.header("www-authenticate")).isPresent();
                        assertThat(refusal.header("Set-Cookie")).isEmpty();
                        assertThat(refusal.error().orElseThrow().code()).isEqualTo(-32000);
                    })
                    .hasMessageContaining("too many requests")
                    .hasMessageContaining("slow down");
        }
    }

    @Test
    void doesNotWaitForTheBodyOfARefusalThatDoesNotCome() throws Exception {
        try (RawHttpServer server = RawHttpServer.start(
                        exchange -> exchange.write("HTTP/1.1 500 No\r\nContent-Length: 100\r\n\r\nhalf"));
                Opened opened = Opened.to(server)) {
            long begun = System.nanoTime();

            assertThatThrownBy(opened::call).matches(Expected.status(500), "is the right exception");
            assertThat(Duration.ofNanos(System.nanoTime() - begun)).isLessThan(Duration.ofSeconds(4));
        }
    }

    @Test
    void hearsTheRefusalOfAMessageThatIsTooLarge() throws Exception {
        try (RawHttpServer server = RawHttpServer.start(exchange -> exchange.status(413, "Connection: close"));
                Opened opened = Opened.to(server)) {
            assertThatThrownBy(opened::call).matches(Expected.status(413), "is the right exception");
            Await.until("the connection is closed", () -> server.openConnections() == 0);
        }
    }

    @Test
    void endlessBodiesTakeNoMoreMemoryThanTheLimit() throws Exception {
        try (RawHttpServer server = RawHttpServer.start(HttpFaultsTest::endlessBody);
                Opened opened =
                        Opened.with(Opened.builder(server), Limits.DEFAULT.withMaxMessageBytes(4 * 1024 * 1024))) {
            System.gc();
            long before = used();
            for (int call = 0; call < 20; call++) {
                assertThatThrownBy(opened::call)
                        .matches(Expected.transport(TransportException.Kind.LIMIT_EXCEEDED), "is the right exception")
                        .hasMessageContaining("more than 4194304 bytes");
            }
            System.gc();
            assertThat(used() - before).isLessThan(8L * 1024 * 1024);
        }
    }

    private static long used() {
        return Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory();
    }
}
