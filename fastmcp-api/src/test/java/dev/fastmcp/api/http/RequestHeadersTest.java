package dev.fastmcp.api.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RequestHeadersTest {

    private static final Map<String, List<String>> INCOMING = Map.ofEntries(
            Map.entry("X-Tenant", List.of("acme")),
            Map.entry("Traceparent", List.of("00-1-2-01")),
            Map.entry("Accept-Language", List.of("de", "en")),
            Map.entry("Authorization", List.of("Bearer s3cret")),
            Map.entry("Cookie", List.of("id=s3cret")),
            Map.entry("X-Api-Key", List.of("s3cret")),
            Map.entry("Host", List.of("front.example")),
            Map.entry("Content-Type", List.of("application/json")),
            Map.entry("Content-Length", List.of("12")),
            Map.entry("Mcp-Session-Id", List.of("front")),
            Map.entry("Last-Event-ID", List.of("7")),
            Map.entry("Connection", List.of("keep-alive, X-Hop")),
            Map.entry("X-Hop", List.of("1")),
            Map.entry("Transfer-Encoding", List.of("chunked")));

    @Test
    void namesDoNotDependOnCase() {
        RequestHeaders headers =
                RequestHeaders.NONE.with("authorization", "one").with("Authorization", "two");

        assertThat(headers.asMap()).hasSize(1).containsEntry("Authorization", "two");
        assertThat(headers.value("AUTHORIZATION")).contains("two");
        assertThat(headers).isEqualTo(RequestHeaders.of(Map.of("AUTHORIZATION", "two")));
        assertThat(headers).hasSameHashCodeAs(RequestHeaders.of(Map.of("AUTHORIZATION", "two")));
    }

    @Test
    void addedHeadersWin() {
        RequestHeaders fixed = RequestHeaders.of(Map.of("X-A", "fixed", "X-B", "fixed"));
        RequestHeaders call = RequestHeaders.of(Map.of("x-a", "call"));

        assertThat(fixed.with(call).asMap())
                .hasSize(2)
                .containsEntry("X-A", "call")
                .containsEntry("X-B", "fixed");
        assertThat(fixed.with(RequestHeaders.NONE)).isSameAs(fixed);
    }

    @Test
    void forwardsWhatIsHarmless() {
        RequestHeaders forwarded = RequestHeaders.forwarding(INCOMING, Set.of());

        assertThat(forwarded.asMap().keySet()).containsExactlyInAnyOrder("X-Tenant", "Traceparent", "Accept-Language");
        assertThat(forwarded.value("accept-language")).contains("de, en");
    }

    @Test
    void forwardsCredentialsThatAreNamed() {
        RequestHeaders forwarded = RequestHeaders.forwarding(INCOMING, Set.of("authorization"));

        assertThat(forwarded.value("Authorization")).contains("Bearer s3cret");
        assertThat(forwarded.value("Cookie")).isEmpty();
    }

    @Test
    void forwardsBytesThatMeanNothingToIt() {
        // The UTF-8 of an umlaut, as a server reads it that takes each byte for a character.
        Map<String, List<String>> incoming =
                Map.of("X-User", List.of("J\u00C3\u00BCrgen"), "X-Tenant", List.of("acme"));

        assertThat(RequestHeaders.forwarding(incoming, Set.of()).asMap())
                .containsOnly(Map.entry("X-User", "J\u00C3\u00BCrgen"), Map.entry("X-Tenant", "acme"));
    }

    @Test
    void leavesOutOfWhatItForwardsWhatNoRequestCanCarry() {
        Map<String, List<String>> incoming = Map.of(
                "X-Tenant", List.of("acme"),
                "X-Wide", List.of("fine", "\u20AC"),
                "X-Control", List.of("a\u0001b"),
                "X-Evil", List.of("a\r\nX-Other: b"),
                "X-Delete", List.of("a\u007Fb"),
                "X Name", List.of("fine"));

        assertThat(RequestHeaders.forwarding(incoming, Set.of()).asMap()).containsOnly(Map.entry("X-Tenant", "acme"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"Host", "content-length", "MCP-Session-Id", "Transfer-Encoding", "last-event-id"})
    void refusesToForwardWhatBelongsToTheConnectionOrTheProtocol(String name) {
        assertThatThrownBy(() -> RequestHeaders.forwarding(INCOMING, Set.of(name)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("header " + name + " cannot be forwarded: it belongs to the connection or to the protocol");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "X Y", "X:Y", "X\r\nY", "Ü"})
    void refusesNamesThatAreNoTokens(String name) {
        assertThatThrownBy(() -> RequestHeaders.NONE.with(name, "value"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("is no header name: use letters, digits and !#$%&'*+-.^_`|~ only");
    }

    @ParameterizedTest
    @ValueSource(strings = {"s3cret\r\nX-Evil: 1", "s3cret\n", "s3cret\0", "s3crét"})
    void refusesValuesThatCouldEndTheHeaderAndDoesNotRepeatThem(String value) {
        assertThatThrownBy(() -> RequestHeaders.of(Map.of("X-Key", value)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(
                        "the value of header X-Key has characters that a header cannot carry: use printable ASCII only")
                .hasMessageNotContaining("s3cr");
    }

    @Test
    void refusesTheSameNameInTwoCases() {
        assertThatThrownBy(() -> RequestHeaders.of(Map.of("X-A", "1", "x-a", "2")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("is given twice: names do not depend on case");
    }

    @Test
    void showsNamesOnly() {
        assertThat(RequestHeaders.NONE.with("Authorization", "Bearer s3cret"))
                .hasToString("RequestHeaders[Authorization]");
    }
}
