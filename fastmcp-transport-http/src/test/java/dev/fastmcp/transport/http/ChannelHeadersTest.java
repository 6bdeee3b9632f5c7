package dev.fastmcp.transport.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fastmcp.api.http.RequestHeaders;
import dev.fastmcp.api.jsonrpc.JsonRpcMessage;
import dev.fastmcp.api.jsonrpc.RequestId;
import dev.fastmcp.api.spi.Channel;
import dev.fastmcp.api.spi.ChannelContext;
import dev.fastmcp.api.spi.ExchangeOptions;
import dev.fastmcp.api.spi.Limits;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

/** The headers of a channel go with all that it sends but exchanges, which have their own. */
class ChannelHeadersTest {

    private static final String INITIALIZED = "{\"protocolVersion\":\"2025-11-25\",\"capabilities\":{},"
            + "\"serverInfo\":{\"name\":\"s\",\"version\":\"1\"}}";

    @AfterAll
    static void noThreadIsLeft() {
        Threads.awaitNone();
    }

    private static void exchange(Channel channel, int id, String method) throws InterruptedException {
        channel.exchange(
                new JsonRpcMessage.Request(RequestId.of(id), method, Optional.empty()),
                ExchangeOptions.timeout(Opened.PATIENCE));
    }

    @Test
    void goWithNotificationsAndListeningAndTheEnd() throws Exception {
        AtomicReference<RequestHeaders> headers = new AtomicReference<>(RequestHeaders.NONE.with("X-Who", "one"));
        try (RawHttpServer server = RawHttpServer.start(exchange -> {
            if (exchange.rpc().equals("initialize")) {
                exchange.result(INITIALIZED, "Mcp-Session-Id: s1");
            } else if (!exchange.method().equals("POST")) {
                exchange.status(405);
            } else if (exchange.request().body().contains("\"id\"")) {
                exchange.result("{}");
            } else {
                exchange.status(202);
            }
        })) {
            StreamableHttpTransport transport = Opened.builder(server).build();
            Channel channel = transport.open(
                    new ChannelContext(Opened.codec(), Limits.DEFAULT, new Recorder(), Opened.PATIENCE, headers::get));
            exchange(channel, 1, "initialize");
            channel.agreed("2025-11-25");
            channel.send(new JsonRpcMessage.Notification("notifications/initialized", Optional.empty()));
            Await.until("it tries to listen", () -> !server.requests("GET").isEmpty());
            headers.set(RequestHeaders.NONE.with("X-Who", "two"));
            exchange(channel, 2, "ping");
            channel.close();
            transport.close();

            assertThat(server.requests("POST"))
                    .extracting(request -> request.header("X-Who"))
                    .containsExactly("", "one", "");
            assertThat(server.requests("GET").getFirst().header("X-Who")).isEqualTo("one");
            assertThat(server.requests("DELETE").getFirst().header("X-Who")).isEqualTo("two");
        }
    }
}
