package dev.fastmcp.core.json;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fastmcp.api.json.JsonCodec;
import dev.fastmcp.api.jsonrpc.JsonRpcMessage;
import dev.fastmcp.api.jsonrpc.RequestId;
import dev.fastmcp.api.spi.Limits;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class EnvelopeReaderTest {

    private final JsonCodec values = new JacksonCodec();
    private final JsonRpcCodec codec = new JsonRpcCodec(values, Limits.DEFAULT);

    private List<JsonRpcMessage> read(String text) {
        byte[] bytes = ("##" + text + "##").getBytes(StandardCharsets.UTF_8);
        List<JsonRpcMessage> messages = new ArrayList<>();
        codec.read(bytes, 2, bytes.length - 4, messages::add);
        return messages;
    }

    private JsonRpcMessage readOne(String text) {
        List<JsonRpcMessage> messages = read(text);
        assertThat(messages).hasSize(1);
        return messages.get(0);
    }

    @Test
    void readsARequestWithItsParametersUndecoded() {
        JsonRpcMessage message = readOne("""
            {"jsonrpc":"2.0","id":7,"method":"tools/call","params":{"name":"grüße \\"x\\"","n":[1,{"a":2}]}}\
            """);
        assertThat(message).isInstanceOfSatisfying(JsonRpcMessage.Request.class, request -> {
            assertThat(request.id()).isEqualTo(RequestId.of(7));
            assertThat(request.method()).isEqualTo("tools/call");
            assertThat(request.params().orElseThrow().toJson())
                    .isEqualTo("{\"name\":\"grüße \\\"x\\\"\",\"n\":[1,{\"a\":2}]}");
        });
    }

    @Test
    void readsMembersInAnyOrderWithWhiteSpaceAndUnknownOnes() {
        JsonRpcMessage message = readOne(" { \"result\" : { \"x\" : \"}\" } ,\t\"extra\":[[],\"]\"],\r\n"
                + "\"id\" : \"a-1\" , \"jsonrpc\":\"2.0\" } ");
        assertThat(message).isInstanceOfSatisfying(JsonRpcMessage.Success.class, success -> {
            assertThat(success.id()).isEqualTo(RequestId.of("a-1"));
            assertThat(success.result().asMap()).containsEntry("x", "}");
        });
    }

    @Test
    void unescapesMethodAndId() {
        assertThat(readOne("{\"jsonrpc\":\"2.0\",\"id\":\"\\u0061\\\"\",\"method\":\"tools\\/list\"}"))
                .isEqualTo(new JsonRpcMessage.Request(RequestId.of("a\""), "tools/list", java.util.Optional.empty()));
    }

    @Test
    void keepsNumberAndStringIdsApart() {
        assertThat(readOne("{\"jsonrpc\":\"2.0\",\"id\":1,\"result\":{}}"))
                .isNotEqualTo(readOne("{\"jsonrpc\":\"2.0\",\"id\":\"1\",\"result\":{}}"));
    }

    @Test
    void readsErrorsWithAndWithoutIdAndData() {
        assertThat(
                        readOne(
                                "{\"jsonrpc\":\"2.0\",\"id\":null,\"error\":{\"code\":-32700,\"message\":\"bad\",\"data\":null}}"))
                .isInstanceOfSatisfying(JsonRpcMessage.Failure.class, failure -> {
                    assertThat(failure.id()).isEmpty();
                    assertThat(failure.error().code()).isEqualTo(-32700);
                    assertThat(failure.error().data())
                            .hasValueSatisfying(
                                    data -> assertThat(data.isNull()).isTrue());
                });
        assertThat(readOne("{\"jsonrpc\":\"2.0\",\"id\":3,\"error\":\"what?\"}"))
                .isInstanceOfSatisfying(
                        JsonRpcMessage.Failure.class,
                        failure -> assertThat(failure.error().message()).contains("what?"));
    }

    @Test
    void readsBatchesAndWhatIsWrongInThem() {
        assertThat(read("[{\"jsonrpc\":\"2.0\",\"method\":\"a\"},5,{\"jsonrpc\":\"2.0\",\"id\":1,\"result\":{}}]"))
                .satisfiesExactly(
                        first -> assertThat(first).isInstanceOf(JsonRpcMessage.Notification.class),
                        second -> assertThat(second).isInstanceOf(JsonRpcMessage.Malformed.class),
                        third -> assertThat(third).isInstanceOf(JsonRpcMessage.Success.class));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "hello",
                "null",
                "[]",
                "{",
                "{}",
                "{\"jsonrpc\":\"2.0\"}",
                "{\"jsonrpc\":\"2.0\",\"id\":1}",
                "{\"jsonrpc\":\"1.0\",\"id\":1,\"result\":{}}",
                "{\"id\":1,\"result\":{}}",
                "{\"jsonrpc\":\"2.0\",\"result\":{}}",
                "{\"jsonrpc\":\"2.0\",\"id\":1.5,\"result\":{}}",
                "{\"jsonrpc\":\"2.0\",\"id\":true,\"result\":{}}",
                "{\"jsonrpc\":\"2.0\",\"id\":1,\"result\":{},\"error\":{\"code\":1,\"message\":\"\"}}",
                "{\"jsonrpc\":\"2.0\",\"id\":1,\"result\":{}",
                "{\"jsonrpc\":\"2.0\",\"id\":1,\"result\":\"open}",
                "{\"jsonrpc\":\"2.0\",\"id\":1,\"result\":}",
                "{\"jsonrpc\":\"2.0\",\"id\":1,\"result\":{}} {\"jsonrpc\":\"2.0\",\"id\":2,\"result\":{}}",
                "{\"jsonrpc\":\"2.0\",\"id\":1,\"result\":{}}]",
                "{\"jsonrpc\":\"2.0\" \"id\":1}",
                "{\"jsonrpc\":\"2.0\",}",
            })
    void reportsWhatIsNoMessageInsteadOfThrowing(String text) {
        assertThat(read(text)).hasSize(1).first().isInstanceOf(JsonRpcMessage.Malformed.class);
    }

    @ParameterizedTest
    @CsvSource({
        "'{\"jsonrpc\":\"2.0\",\"id\":5,\"result\":{},\"error\":{}}'",
        "'{\"jsonrpc\":\"2.0\",\"id\":5}'",
        "'{\"jsonrpc\":\"2.0\",\"id\":5,\"result\":{}}x'",
    })
    void namesTheCallThatAMalformedResponseBelongsTo(String text) {
        assertThat(readOne(text))
                .isInstanceOfSatisfying(
                        JsonRpcMessage.Malformed.class,
                        malformed -> assertThat(malformed.id()).contains(RequestId.of(5)));
    }

    @ParameterizedTest
    @CsvSource({
        "[], the batch is empty",
        "'{\"jsonrpc\":\"2.0\",\"id\":12345678901234567890,\"method\":\"ping\"}', an integer of 18 digits at most",
    })
    void saysWhatIsWrong(String text, String reason) {
        assertThat(readOne(text))
                .isInstanceOfSatisfying(
                        JsonRpcMessage.Malformed.class,
                        malformed -> assertThat(malformed.reason()).contains(reason));
    }

    @Test
    void refusesDeepNestingWithoutRecursion() {
        String deep = "[".repeat(100_000) + "]".repeat(100_000);
        assertThat(readOne("{\"jsonrpc\":\"2.0\",\"id\":1,\"result\":" + deep + "}"))
                .isInstanceOfSatisfying(
                        JsonRpcMessage.Malformed.class,
                        malformed -> assertThat(malformed.reason()).contains("deeper than 500"));
    }

    @Test
    void showsNoControlCharactersOfThePeer() {
        assertThat(readOne("\u001b[31mred"))
                .isInstanceOfSatisfying(
                        JsonRpcMessage.Malformed.class,
                        malformed -> assertThat(malformed.reason())
                                .doesNotContain("\u001b")
                                .contains("red"));
    }

    @Test
    void findsTheEndOfStringsOfEveryLength() {
        for (int length = 0; length < 40; length++) {
            for (int escapeAt = -1; escapeAt < length; escapeAt++) {
                StringBuilder text = new StringBuilder("é".repeat(length));
                if (escapeAt >= 0) {
                    text.insert(escapeAt, "\\\\\\\"");
                }
                JsonRpcMessage message = readOne("{\"jsonrpc\":\"2.0\",\"id\":1,\"result\":\"" + text + "\"}");
                assertThat(message)
                        .isInstanceOfSatisfying(
                                JsonRpcMessage.Success.class,
                                success -> assertThat(success.result().toJson()).isEqualTo("\"" + text + "\""));
            }
        }
    }

    @Test
    void writesNoLineBreakEvenIfItIsGivenOne() {
        JsonRpcMessage message = new JsonRpcMessage.Notification(
                "x", java.util.Optional.of(dev.fastmcp.api.json.JsonValue.parse("{\n  \"a\":\r\n[1]}")));
        assertThat(new String(codec.write(message), StandardCharsets.UTF_8))
                .isEqualTo("{\"jsonrpc\":\"2.0\",\"method\":\"x\",\"params\":{   \"a\":  [1]}}");
    }

    @Test
    void writesMessagesThatReadBackEqual() {
        for (JsonRpcMessage message : List.of(
                new JsonRpcMessage.Request(
                        RequestId.of(1),
                        "tools/call",
                        java.util.Optional.of(
                                dev.fastmcp.api.json.JsonValue.of(java.util.Map.of("a", "line\nbreak\u2028")))),
                new JsonRpcMessage.Notification("x/\"quoted\"", java.util.Optional.empty()),
                new JsonRpcMessage.Success(
                        RequestId.of("é\u0001"), dev.fastmcp.api.json.JsonValue.of(List.of(1, "two"))),
                new JsonRpcMessage.Failure(
                        java.util.Optional.empty(), dev.fastmcp.api.jsonrpc.JsonRpcError.of(-1, "no \\ way")))) {
            byte[] written = codec.write(message);
            assertThat(new String(written, StandardCharsets.UTF_8)).doesNotContain("\n");
            List<JsonRpcMessage> back = new ArrayList<>();
            codec.read(written, 0, written.length, back::add);
            assertThat(back).containsExactly(message);
        }
    }
}
