package dev.fastmcp.core.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fastmcp.api.jsonrpc.RequestId;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class LongLineTest {

    private static LongLine line(String text, int max, int piece) {
        LongLine line = new LongLine(max);
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        for (int from = 0; from < bytes.length; from += piece) {
            line.add(bytes, from, Math.min(bytes.length, from + piece));
        }
        return line;
    }

    private static LongLine tooLong(String text) {
        return line(text.replace("…", "é".repeat(5_000)), 1_000, 16);
    }

    @Test
    void whatIsNotTooLongIsKept() {
        LongLine line = line("0123456789", 10, 3);

        assertThat(line.isTooLong()).isFalse();
        assertThat(line.bytes()).asString().isEqualTo("0123456789");
    }

    @Test
    void oneByteMoreIsTooLong() {
        assertThat(line("01234567890", 10, 3).isTooLong()).isTrue();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '\0',
            value = {
                "{\"jsonrpc\":\"2.0\",\"id\":7,\"method\":\"tools/call\",\"params\":{\"a\":\"…\"}}|7",
                "{\"jsonrpc\":\"2.0\",\"method\":\"tools/call\",\"id\":7,\"params\":{\"a\":\"…\"}}|7",
                " { \"id\" : -7 , \"method\" : \"m\" , \"params\" : [ \"…\" ] } |-7",
                "{\"method\":\"tools/call\",\"params\":{\"a\":\"…\"},\"jsonrpc\":\"2.0\",\"id\":7}|7",
                "{\"params\":{\"a\":\"…\"},\"id\":7,\"jsonrpc\":\"2.0\",\"method\":\"tools/call\"}\r|7",
                "{\"method\":\"m\",\"params\":{\"a\":\"…\",\"id\":1},\"id\":\"x-7\"}|\"x-7\"",
                "{\"method\":\"m\",\"params\":{\"id\":1,\"a\":\"…,\\\"id\\\":2}\"},\"id\":7}|7"
            })
    void theIdOfARequestIsFoundAtBothEnds(String text, String id) {
        assertThat(tooLong(text).requestId()).map(RequestId::toString).contains(id);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"jsonrpc\":\"2.0\",\"id\":7,\"result\":{\"a\":\"…\"}}",
                "{\"jsonrpc\":\"2.0\",\"result\":{\"a\":\"…\"},\"id\":7}",
                "{\"method\":\"m\",\"params\":{\"id\":1,\"a\":\"…\"}}",
                "{\"method\":\"m\",\"params\":{\"a\":\"…\",\"id\":1}}",
                "{\"method\":\"m\",\"params\":{\"a\":\"…,\\\"id\\\":2}\"}}",
                "{\"params\":{\"a\":\"…\"},\"id\":7,\"method\":\"m\",\"more\":{\"a\":\"…\"}}",
                "…"
            })
    void idsOfAnythingElseAreNot(String text) {
        assertThat(tooLong(text).requestId()).isEmpty();
    }
}
