package dev.fastmcp.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.BindException;
import java.net.HttpURLConnection;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A server answers under the address that it gives out. */
@Timeout(30)
class HttpAddressTest {

    private final FastMcpServer server = FastMcpServer.builder("test").build();
    private final HttpServing.Builder builder = HttpServing.builder(server);

    @AfterEach
    void end() {
        server.close();
    }

    /** The status of the answer to a request for the address as it is given out. */
    private static int introduced(HttpServing serving) throws IOException {
        HttpURLConnection connection = (HttpURLConnection) serving.uri().toURL().openConnection();
        connection.setRequestProperty("Content-Type", "application/json");
        connection.setRequestProperty("Accept", "application/json, text/event-stream");
        connection.setDoOutput(true);
        connection.getOutputStream().write(RawHttp.INITIALIZE.getBytes(StandardCharsets.UTF_8));
        return connection.getResponseCode();
    }

    @ParameterizedTest
    @ValueSource(strings = {"127.0.0.1", "localhost", "LocalHost", "0.0.0.0"})
    void answersWhereItSaysThatItIs(String host) throws Exception {
        try (HttpServing serving = builder.host(host).start()) {
            assertThat(introduced(serving)).isEqualTo(200);
        }
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void isCalledByTheAddressItListensOn() throws Exception {
        try (HttpServing serving = builder.host("127.0.0.2").start()) {
            assertThat(introduced(serving)).isEqualTo(200);
        }
    }

    @Test
    void allAddressesAreShownAsLoopback() throws Exception {
        try (HttpServing serving = builder.host("0.0.0.0").start()) {
            assertThat(serving.uri().getHost()).isEqualTo("127.0.0.1");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"/", "/mcp/", "/a/b-c_d.e~f", "/v1/mcp:call"})
    void answersAtItsPath(String path) throws Exception {
        try (HttpServing serving = builder.path(path).start()) {
            assertThat(serving.uri().getPath()).isEqualTo(path);
            assertThat(introduced(serving)).isEqualTo(200);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "mcp", "/a b", "/a?b", "/a#b", "//a", "/a%20b", "/a//b"})
    void refusesPathsThatNoRequestCouldHave(String path) {
        assertThatThrownBy(() -> builder.path(path))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("such as /mcp");
    }

    @Test
    void refusesWhatIsNoName() {
        refuses(it -> it.host(" "), "host is blank");
        refuses(it -> it.allowedHosts("example.com:80"), "without a port");
        refuses(it -> it.allowedHosts("::1"), "without a port");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "nonsense",
                "",
                "null",
                "*",
                "app.example",
                "https://",
                "https://*",
                "https://*.example",
                "https://app.example/",
                "https://app.example/page",
                "https://app.example:port",
                "https://app.example:443:1",
                "https://u@app.example",
                "https://a.example https://b.example",
                "https://a.example,https://b.example"
            })
    void refusesWhatIsNoOrigin(String origin) {
        refuses(
                it -> it.allowedOrigins(origin),
                "\"" + origin + "\" is no origin: give one such as https://app.example, without a path");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://app.example",
                "http://[::1]:3000",
                "chrome-extension://abc",
                "https://My-App.example:8443"
            })
    void takesOrigins(String origin) {
        assertThat(builder.allowedOrigins(origin)).isSameAs(builder);
    }

    private void refuses(UnaryOperator<HttpServing.Builder> change, String message) {
        assertThatThrownBy(() -> change.apply(builder))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(message);
    }

    @Test
    void takesAnOriginTwice() {
        assertThat(builder.allowedOrigins("https://a.example", "https://a.example"))
                .isSameAs(builder);
    }

    @Test
    void saysWhichPortIsTaken() throws Exception {
        try (ServerSocket other = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
            assertThatThrownBy(() -> builder.port(other.getLocalPort()).start())
                    .isInstanceOf(BindException.class)
                    .hasMessageContaining("127.0.0.1:" + other.getLocalPort())
                    .hasMessageContaining("give another port, or 0");
        }
    }

    @Test
    void saysThatItIsTheNameThatIsRefused() throws Exception {
        try (HttpServing serving = builder.start()) {
            assertThat(new RawHttp(serving).sendAs("POST /mcp", "Host: other.example\r\n", RawHttp.INITIALIZE))
                    .startsWith("HTTP/1.1 403 ")
                    .contains("Host or Origin");
        }
    }
}
