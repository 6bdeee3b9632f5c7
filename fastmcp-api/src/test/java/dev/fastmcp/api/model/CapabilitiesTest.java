package dev.fastmcp.api.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CapabilitiesTest {

    private static final TasksCapability TASKS = new TasksCapability(
            Optional.empty(), Optional.empty(), Map.of("tools", Map.of("call", Map.of())), Map.of());

    @ParameterizedTest
    @CsvSource({
        "tools/call,true",
        "tools/list,false",
        "tools/call/now,false",
        "sampling/createMessage,false",
        "'',false"
    })
    void knowsWhichMethodsMayBeTasks(String method, boolean allowed) {
        assertThat(TASKS.allows(method)).isEqualTo(allowed);
    }

    @ParameterizedTest
    @CsvSource({"false,false,true", "true,false,true", "false,true,false", "true,true,true"})
    void allowsFormsUnlessOnlyUrlsAreDeclared(boolean form, boolean url, boolean allowed) {
        ClientCapabilities.Elicitation elicitation =
                new ClientCapabilities.Elicitation(present(form), present(url), Map.of());

        assertThat(elicitation.allowsForms()).isEqualTo(allowed);
    }

    private static Optional<Map<String, Object>> present(boolean present) {
        return present ? Optional.of(Map.of()) : Optional.empty();
    }

    @Test
    void offersNothingByDefault() {
        assertThat(ServerCapabilities.NONE.tools()).isEmpty();
        assertThat(ClientCapabilities.NONE.roots()).isEmpty();
    }
}
