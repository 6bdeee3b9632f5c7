package dev.fastmcp.transport.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fastmcp.api.Client;
import dev.fastmcp.api.ClientSession;
import dev.fastmcp.api.http.RequestHeaders;
import dev.fastmcp.api.spi.Limits;
import dev.fastmcp.api.spi.TransportContext;
import dev.fastmcp.api.spi.TransportFactory;
import dev.fastmcp.api.spi.TransportOption;
import dev.fastmcp.api.spi.TransportSource;
import java.net.ProxySelector;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Which transport an address means, and what cannot be set. */
class AddressesTest {

    private static final TransportFactory HTTP = new StreamableHttpTransportFactory();
    private static final TransportFactory SSE = new SseTransportFactory();
    private static final TransportContext PLAIN = () -> Limits.DEFAULT;

    @ParameterizedTest
    @CsvSource({
        "http://h/mcp, streamable-http",
        "https://h/mcp, streamable-http",
        "HTTP://h/mcp, streamable-http",
        "https://h, streamable-http",
        "http://h/, streamable-http",
        "http://h/ssex, streamable-http",
        "http://h/sservice, streamable-http",
        "http://h/mysse, streamable-http",
        "http://h/SSE, streamable-http",
        "http://h/mcp?x=/sse, streamable-http",
        "http://sse/mcp, streamable-http",
        "http://h/sse, sse",
        "https://h/sse/, sse",
        "Https://h/sse, sse",
        "http://h/sse?x=1, sse",
        "http://h/api/sse/stream, sse",
        "http://h/sse&x, sse",
        "ws://h/sse, none",
        "ftp://h/mcp, none",
        "file:///sse, none",
        "mailto:sse@h, none",
        "/sse, none",
        "h/mcp, none"
    })
    void acceptsAddresses(String address, String expected) {
        TransportSource source = new TransportSource.Url(URI.create(address));

        assertThat(Stream.of(HTTP, SSE)
                        .filter(factory -> factory.accepts(source))
                        .map(TransportFactory::id))
                .isEqualTo(expected.equals("none") ? List.of() : List.of(expected));
    }

    static Stream<TransportSource> others() {
        return Stream.of(
                new TransportSource.Script(Path.of("server.py")),
                new TransportSource.Command(List.of("http://h/mcp")),
                new TransportSource.Other("http://h/mcp"));
    }

    @ParameterizedTest
    @MethodSource("others")
    void acceptsNothingElse(TransportSource source) {
        for (TransportFactory factory : List.of(HTTP, SSE)) {
            assertThat(factory.accepts(source)).isFalse();
            assertThatThrownBy(() -> factory.create(source, PLAIN))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining(factory.id())
                    .hasMessageContaining("http:// or https://");
        }
    }

    @Test
    void createsWhatTheClientWasTold() {
        TransportContext context = new TransportContext() {
            @Override
            public Limits limits() {
                return Limits.DEFAULT;
            }

            @Override
            public RequestHeaders headers() {
                return RequestHeaders.of(Map.of("X-A", "hidden"));
            }

            @Override
            public boolean unverifiedTls() {
                return true;
            }
        };
        TransportSource source = new TransportSource.Url(URI.create("https://h/x?key=hidden"));

        assertThat(HTTP.create(source, context)).hasToString("StreamableHttpTransport[https://h/x]");
        assertThat(SSE.create(source, context)).hasToString("SseTransport[https://h/x]");
        for (TransportOption option : TransportOption.values()) {
            assertThat(HTTP.supports(option)).isTrue();
            assertThat(SSE.supports(option)).isTrue();
        }
    }

    @Test
    void aClientFindsTheTransportByTheAddress() throws Exception {
        try (McpOverHttp server = McpOverHttp.modern(exchange -> false)) {
            try (ClientSession session = Client.connect(server.url())) {
                assertThat(session.callTool("tool", Map.of()).text()).isEqualTo("fine");
            }
            try (Client<?> client = Client.builder(server.url())
                            .headers(RequestHeaders.of(Map.of("X-Client", "told")))
                            .build();
                    ClientSession session = client.connect()) {
                session.ping();
            }
            assertThat(server.http.requests().getLast().header("X-Client")).isEqualTo("told");
        }
        Threads.awaitNone();
    }

    @Test
    void anAddressAlreadyMeansItsOwnTransport() {
        try (Client<?> client = Client.of("http://h/api/sse/stream")) {
            assertThat(client.transport()).isInstanceOf(SseTransport.class);
        }
        try (Client<?> client = Client.of(URI.create("HTTPS://h/ssex"))) {
            assertThat(client.transport()).isInstanceOf(StreamableHttpTransport.class);
        }
    }

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '\'',
            value = {
                "ws://h/, begins with http:// or https://",
                "/mcp, begins with http:// or https://",
                "'', begins with http:// or https://",
                "http:///mcp, no valid host",
                "http://under_score/mcp, no valid host",
                "http://user:hidden@h/mcp, send them as a header",
                "http://hidden@h/mcp, remove them",
                "http://h/mcp#hidden, fragment",
                "http://h:0/, port 0",
                "http://h:65536/, port 65536",
                "http://h/a b?hidden, index 10",
                "http://h/%zz?hidden, invalid"
            })
    void refusesAddressesThatCannotBeUsed(String address, String said) {
        assertThatThrownBy(() -> StreamableHttpTransport.builder(address))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(said)
                .hasMessageNotContaining("hidden");
        assertThatThrownBy(() -> SseTransport.of(address)).hasMessageContaining(said);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"http://h", "https://h:65535/a/b/?x=y&z", "http://[::1]:81/", "HTTPS://H/x", "http://h/%C3%B6"})
    void takesAddressesAsTheyAre(String address) {
        StreamableHttpTransport transport = StreamableHttpTransport.of(address);

        assertThat(address.split("\\?")[0]).isEqualToIgnoringCase(transport.endpoint());
    }

    @Test
    void refusesTimesThatMakeNoSense() {
        StreamableHttpTransport.Builder builder = StreamableHttpTransport.builder("http://h/");

        assertThatThrownBy(() -> builder.responseTimeout(Duration.ofMillis(-1)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("responseTimeout is PT-0.001S: give a positive duration, or zero for no limit");
        assertThatThrownBy(() -> builder.idleTimeout(Duration.ofMillis(-1)))
                .hasMessageContaining("idleTimeout is PT-0.001S");
        assertThatThrownBy(() -> builder.connectTimeout(Duration.ZERO))
                .hasMessage("connectTimeout is PT0S: give a positive duration");
        assertThatThrownBy(() -> HttpConnections.builder().keepAlive(Duration.ofSeconds(-1)))
                .hasMessageContaining("keepAlive");
    }

    @Test
    void refusesOptionsThatContradictEachOther() {
        HttpConnections connections = HttpConnections.builder().build();

        for (StreamableHttpTransport.Builder builder : List.of(
                StreamableHttpTransport.builder("http://h/").tls(Tls.system()),
                StreamableHttpTransport.builder("http://h/").proxy(ProxySelector.of(null)),
                StreamableHttpTransport.builder("http://h/").connectTimeout(Duration.ofSeconds(1)))) {
            assertThatThrownBy(() -> builder.connections(connections).build())
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining("must be set there and not here");
        }
    }
}
