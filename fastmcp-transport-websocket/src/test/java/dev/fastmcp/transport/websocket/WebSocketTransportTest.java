package dev.fastmcp.transport.websocket;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fastmcp.api.http.RequestHeaders;
import java.net.URI;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.Map;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Addresses and options. */
class WebSocketTransportTest {

    private final WebSocketTransport.Builder builder = WebSocketTransport.builder("wss://example.com/mcp");

    @ParameterizedTest
    @CsvSource({
        "ws://example.com, ws://example.com",
        "WS://example.com:8080/, ws://example.com:8080/",
        "wSs://example.com/a/b%20c?key=secret, wss://example.com/a/b%20c",
        "wss://[::1]:9000/x?y, wss://[::1]:9000/x",
    })
    void showsTheAddressWithoutItsQuery(String address, String shown) {
        WebSocketTransport transport = WebSocketTransport.of(address);

        assertThat(transport.endpoint()).isEqualTo(shown);
        assertThat(transport).hasToString("WebSocketTransport[" + shown + "]");
        assertThat(WebSocketTransport.of(URI.create(address)).endpoint()).isEqualTo(shown);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "http://example.com/x?key=secret | its scheme is \"http\"",
                "example.com?key=secret | it has no scheme",
                "ws:example.com?key=secret | it has no host",
                "ws:///x?key=secret | it has no host",
                "ws://under_score/x?key=secret | it has no host, or one that is no valid name",
                "ws://user:secret@example.com/ | it contains a user name or password",
                "ws://user:secret@under_score/ | it contains a user name or password",
                "ws://example.com/x#secret | it has a fragment",
                "ws://example.com:70000/?key=secret | its port is 70000",
                "ws://example.com/a b?key=secret | illegal character in path at index 18",
            })
    void refusesOtherAddressesAndSaysWhatWouldDo(String address, String why) {
        assertThatThrownBy(() -> WebSocketTransport.of(address))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("Not the address of a WebSocket server: ")
                .hasMessageContaining(why)
                .hasMessageEndingWith("; give one such as wss://example.com:8443/mcp")
                .hasMessageNotContaining("secret")
                .hasNoCause();
    }

    @ParameterizedTest
    @ValueSource(strings = {"Host", "upgrade", "Sec-WebSocket-Key", "sec-websocket-protocol", "Mcp-Session-Id"})
    void refusesHeadersOfTheProtocol(String name) {
        assertThatThrownBy(() -> builder.header(name, "secret"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("header " + name + " cannot be set: it belongs to the protocol")
                .hasMessageNotContaining("secret");
        assertThatThrownBy(() -> builder.headers(RequestHeaders.of(Map.of(name, "secret"))))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void refusesHeadersThatNoLineCanCarry() {
        assertThatThrownBy(() -> builder.header("X-Key", "secret\r\nX-Other: 1"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("X-Key")
                .hasMessageNotContaining("secret");
    }

    @Test
    void refusesTlsForAnAddressThatIsNotEncrypted() throws NoSuchAlgorithmException {
        SSLContext tls = SSLContext.getDefault();

        assertThatThrownBy(() -> WebSocketTransport.builder("ws://example.com/?key=secret")
                        .tls(tls))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("tls is of no use with ws://example.com/, which is not encrypted: use wss://");
        assertThatCode(() -> builder.tls(tls).build()).doesNotThrowAnyException();
    }

    @Test
    void refusesTimesThatMakeNoSense() {
        assertThatThrownBy(() -> builder.connectTimeout(Duration.ZERO))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("connectTimeout is PT0S: give a time of more than zero, such as 10 seconds");
        assertThatThrownBy(() -> builder.pingInterval(Duration.ofSeconds(-1)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("pingInterval is PT-1S: give 10 milliseconds to 1 day, or zero for no pings");
        assertThatThrownBy(() -> builder.pingInterval(Duration.ofMillis(9)))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> builder.pingInterval(Duration.ofDays(1).plusNanos(1)))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatCode(() -> builder.pingInterval(Duration.ZERO).build()).doesNotThrowAnyException();
    }
}
