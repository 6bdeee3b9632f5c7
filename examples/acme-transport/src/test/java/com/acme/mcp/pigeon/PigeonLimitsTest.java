package com.acme.mcp.pigeon;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fastmcp.api.Client;
import dev.fastmcp.api.ClientSession;
import dev.fastmcp.api.Era;
import dev.fastmcp.api.error.TransportException;
import dev.fastmcp.api.spi.Limits;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What the contract cannot know. */
class PigeonLimitsTest {

    @Test
    void endsAConnectionWhoseMessagesAreTooLargeAndMakesANewOne() throws Exception {
        try (Loft loft = Loft.scripted(Era.AUTO);
                Client<?> client = Client.builder(new PigeonTransport(Loft.host(), loft.port()))
                        .limits(Limits.DEFAULT.withMaxMessageBytes(4096))
                        .build();
                ClientSession session = client.connect()) {
            assertThatThrownBy(() -> session.callTool("big", Map.of("length", 100_000)))
                    .isInstanceOfSatisfying(
                            TransportException.class,
                            e -> assertThat(e.kind()).isEqualTo(TransportException.Kind.LIMIT_EXCEEDED))
                    .hasMessageContaining(loft.address() + " sent a message of more than 4096 bytes");

            assertThat(session.callTool("echo", Map.of("text", "small again")).text())
                    .isEqualTo("small again");
        }
    }

    @Test
    void saysWhereItCouldNotConnect() throws Exception {
        String address = "pigeon://" + Loft.host() + ":" + Loft.emptyPort();

        assertThatThrownBy(() -> Client.connect(address))
                .isInstanceOf(TransportException.class)
                .hasMessageContaining("Cannot connect to " + address)
                .hasMessageContaining("is the server running?");
    }
}
