package dev.fastmcp.server;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fastmcp.api.Client;
import dev.fastmcp.api.Era;
import dev.fastmcp.api.error.JsonRpcException;
import dev.fastmcp.api.error.TransportException;
import dev.fastmcp.api.spi.Channel;
import dev.fastmcp.api.spi.ChannelContext;
import dev.fastmcp.api.spi.ClientTransport;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@Timeout(60)
class UnreachableServerTest {

    private static final class Down implements ClientTransport {

        @Override
        public Channel open(ChannelContext context) {
            throw new TransportException(TransportException.Kind.CONNECT_FAILED, "cannot connect to nowhere");
        }

        @Override
        public String endpoint() {
            return "nowhere";
        }

        @Override
        public void close() {}
    }

    @ParameterizedTest
    @EnumSource(
            value = Era.class,
            names = {"AUTO", "LEGACY", "MODERN"})
    void tellsTheClientWhyTheServerCannotBeReached(Era era) {
        try (Client<?> behind = Client.of(new Down());
                FastMcpServer proxy = FastMcpServer.proxy(behind);
                Client<?> client = Client.builder((Object) proxy).era(era).build()) {
            assertThatThrownBy(client::connect)
                    .isInstanceOf(JsonRpcException.class)
                    .hasMessageContaining("cannot connect to nowhere");
        }
    }
}
