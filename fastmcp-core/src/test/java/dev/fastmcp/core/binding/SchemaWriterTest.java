package dev.fastmcp.core.binding;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fastmcp.api.Description;
import dev.fastmcp.api.json.JsonValue;
import java.net.URI;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Which schemas Java types have. */
class SchemaWriterTest {

    enum Colour {
        RED,
        GREEN
    }

    record Scalars(String text, char letter, boolean flag, int whole, Long large, double real, byte[] bytes) {}

    record Times(Instant moment, LocalDate day, UUID id, URI address) {}

    record Containers(List<String> list, Set<Integer> set, Map<String, Colour> map, int[] array, Object anything) {}

    record Choices(Optional<String> optional, @Nullable String nullable, String needed) {}

    @Description("A tree")
    record Tree(String name, List<Tree> children) {}

    record Forest(Tree oldest, Optional<Tree> youngest) {}

    private static String schema(Class<?> type) {
        return JsonValue.of(SchemaWriter.of(type)).toJson().replace('"', '\'');
    }

    private static String properties(Class<?> type) {
        return JsonValue.of(SchemaWriter.of(type).get("properties")).toJson().replace('"', '\'');
    }

    @Test
    void writesScalars() {
        assertThat(properties(Scalars.class))
                .isEqualTo("{'text':{'type':'string'},'letter':{'type':'string'},'flag':{'type':'boolean'},"
                        + "'whole':{'type':'integer'},'large':{'type':'integer'},'real':{'type':'number'},"
                        + "'bytes':{'type':'string','contentEncoding':'base64'}}");
    }

    @Test
    void writesFormats() {
        assertThat(properties(Times.class))
                .isEqualTo("{'moment':{'type':'string','format':'date-time'},'day':{'type':'string','format':'date'},"
                        + "'id':{'type':'string','format':'uuid'},'address':{'type':'string','format':'uri'}}");
    }

    @Test
    void writesContainers() {
        assertThat(properties(Containers.class))
                .isEqualTo("{'list':{'type':'array','items':{'type':'string'}},"
                        + "'set':{'type':'array','items':{'type':'integer'},'uniqueItems':true},"
                        + "'map':{'type':'object','additionalProperties':{'type':'string','enum':['RED','GREEN']}},"
                        + "'array':{'type':'array','items':{'type':'integer'}},'anything':{}}");
    }

    @Test
    void requiresWhatCannotBeMissing() {
        assertThat(SchemaWriter.of(Choices.class)).containsEntry("required", List.of("needed"));
    }

    @Test
    void writesARecordThatHoldsItselfOnce() {
        assertThat(schema(Tree.class))
                .startsWith("{'type':'object','properties':{'name':{'type':'string'},"
                        + "'children':{'type':'array','items':{'$ref':'#/$defs/Tree'}}}")
                .contains("'description':'A tree','$defs':{'Tree':{'type':'object'");
        assertThat(schema(Forest.class))
                .contains("'oldest':{'$ref':'#/$defs/Tree'}")
                .contains("'youngest':{'$ref':'#/$defs/Tree'}")
                .contains("'$defs':{'Tree':{'type':'object'");
    }

    @Test
    void writesOtherTypesAsTheyAre() {
        assertThat(schema(String.class)).isEqualTo("{'type':'string'}");
        assertThat(schema(int[].class)).isEqualTo("{'type':'array','items':{'type':'integer'}}");
        assertThat(schema(Object.class)).isEqualTo("{}");
    }
}
