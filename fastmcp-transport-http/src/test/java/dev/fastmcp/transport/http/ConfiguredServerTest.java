package dev.fastmcp.transport.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fastmcp.api.config.CommandServer;
import dev.fastmcp.api.config.McpServerConfig;
import dev.fastmcp.api.config.RemoteServer;
import dev.fastmcp.api.spi.ClientTransport;
import dev.fastmcp.api.spi.Limits;
import dev.fastmcp.api.spi.TransportSource;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ConfiguredServerTest {

    private static TransportSource.Server entry(McpServerConfig config) {
        return new TransportSource.Server("a", config);
    }

    private static ClientTransport create(McpServerConfig config) {
        return new StreamableHttpTransportFactory().create(entry(config), () -> Limits.DEFAULT);
    }

    @Test
    void theAddressOfAnEntryDecidesLikeAnyOther() {
        assertThat(new StreamableHttpTransportFactory().accepts(entry(RemoteServer.of("https://h/mcp"))))
                .isTrue();
        assertThat(new StreamableHttpTransportFactory().accepts(entry(RemoteServer.of("https://h/sse"))))
                .isFalse();
        assertThat(new SseTransportFactory().accepts(entry(RemoteServer.of("https://h/sse"))))
                .isTrue();
        assertThat(new StreamableHttpTransportFactory().accepts(entry(RemoteServer.of("no address"))))
                .isFalse();
        assertThat(new StreamableHttpTransportFactory().accepts(entry(CommandServer.of("x"))))
                .isFalse();
        assertThat(create(RemoteServer.of("https://h/mcp")).endpoint()).contains("h/mcp");
    }

    @Test
    void headersThatCannotBeSentAreRefusedWithoutTheirValue() {
        for (String name : new String[] {"X-Key", "Mcp-Session-Id"}) {
            RemoteServer server = RemoteServer.of("https://h/mcp").with("headers", Map.of(name, "s3cret\r\nX: y"));
            assertThatThrownBy(() -> create(server))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageNotContaining("s3cret");
        }
    }

    @Test
    void aMissingFileOfCertificatesIsNamed() {
        assertThatThrownBy(() -> create(RemoteServer.of("https://h/mcp").with("tls", Map.of("ca", "no-such.pem"))))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("tls.ca: the file no-such.pem cannot be read: give a PEM file with certificates");
    }
}
