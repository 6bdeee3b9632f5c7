package dev.fastmcp.core.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fastmcp.api.error.JsonRpcException;
import dev.fastmcp.api.json.JsonValue;
import dev.fastmcp.api.model.LoggingLevel;
import org.junit.jupiter.api.Test;

class SendersTest {

    private final Senders senders = new Senders(true);

    private static JsonValue meta(String more) {
        return JsonValue.parse("{\"io.modelcontextprotocol/protocolVersion\":\"2026-07-28\","
                + "\"io.modelcontextprotocol/clientCapabilities\":{\"sampling\":{}}" + more + "}");
    }

    @Test
    void whatAClientSaysAgainIsNotReadAgain() {
        assertThat(senders.read(meta(""))).isSameAs(senders.read(meta("")));
    }

    @Test
    void whatIsSaidInAnotherWayIsRead() {
        Senders.Sender quiet = senders.read(meta(""));

        Senders.Sender curious = senders.read(meta(",\"io.modelcontextprotocol/logLevel\":\"debug\""));

        assertThat(quiet.logLevel()).isNull();
        assertThat(curious.logLevel()).isEqualTo(LoggingLevel.DEBUG);
        assertThat(curious.peer().capabilities().sampling()).isPresent();
    }

    @Test
    void theTokenOfEachRequestIsItsOwn() {
        assertThat(senders.read(meta(",\"progressToken\":1")).members()).containsEntry("progressToken", 1);
        assertThat(senders.read(meta(",\"progressToken\":2")).members()).containsEntry("progressToken", 2);
    }

    @Test
    void anObjectIsKnownAgainInTheSameProcess() {
        Senders byObject = new Senders(false);
        JsonValue meta = meta("");

        assertThat(byObject.read(meta)).isSameAs(byObject.read(meta)).isNotSameAs(byObject.read(meta("")));
    }

    @Test
    void whatIsWrongIsRefusedEachTime() {
        JsonValue wrong = JsonValue.parse("{\"io.modelcontextprotocol/protocolVersion\":\"2026-07-28\"}");

        for (int time = 0; time < 2; time++) {
            assertThatThrownBy(() -> senders.read(wrong))
                    .isInstanceOf(JsonRpcException.class)
                    .hasMessageContaining("clientCapabilities is missing");
        }
    }
}
