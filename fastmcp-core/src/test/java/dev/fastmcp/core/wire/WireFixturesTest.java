package dev.fastmcp.core.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fastmcp.api.error.DataMappingException;
import dev.fastmcp.api.model.InputRequiredResult;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.RecordComponent;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Real messages, read and written again. A file is named after the record it holds, then what is special about it. */
class WireFixturesTest {

    /** What the records leave in {@code extra} on purpose. */
    private static final Set<String> KEPT = Set.of("resultType", "mode", "serverInfo");

    private static final JsonMapper MAPPER = JsonMapper.builder().build();

    private final WireCodec codec = new WireCodec(new NoForeignTypes());

    static Stream<Path> fixtures() throws IOException, URISyntaxException {
        URL root = Objects.requireNonNull(WireFixturesTest.class.getResource("/wire"));
        try (Stream<Path> files = Files.walk(Path.of(root.toURI()))) {
            return files.filter(file -> file.toString().endsWith(".json")).sorted().toList().stream();
        }
    }

    private Object read(byte[] json, Class<?> type) {
        return Objects.requireNonNull(codec.decode(json, 0, json.length, type));
    }

    private static byte[] bytes(Path file) {
        try {
            return Files.readAllBytes(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Class<?> type(Path file) throws ClassNotFoundException {
        String name = file.getFileName().toString().split("[-.]")[0];
        return Class.forName("dev.fastmcp.api.model." + name);
    }

    @ParameterizedTest
    @MethodSource("fixtures")
    void writesWhatItRead(Path file) throws ClassNotFoundException {
        Object value = read(bytes(file), type(file));

        assertThat(MAPPER.readTree(codec.encode(value))).isEqualTo(MAPPER.readTree(bytes(file)));
    }

    @ParameterizedTest
    @MethodSource("fixtures")
    void readsWhatItWrote(Path file) throws ClassNotFoundException {
        Object value = read(bytes(file), type(file));

        assertThat(read(codec.encode(value), type(file))).isEqualTo(value);
    }

    @ParameterizedTest
    @MethodSource("fixtures")
    void knowsAllMembersOfTheSpecification(Path file) throws ClassNotFoundException {
        List<String> unknown = new ArrayList<>();
        collectUnknown(read(bytes(file), type(file)), unknown);

        assertThat(unknown)
                .filteredOn(name -> !KEPT.contains(name) && !name.startsWith("x"))
                .filteredOn(name -> !file.toString().contains("bad-hints")
                        && !file.toString().contains("strange-hints"))
                .isEmpty();
    }

    @ParameterizedTest
    @MethodSource("fixtures")
    void failsOnlyAsDocumentedWhenTextIsCut(Path file) throws ClassNotFoundException {
        byte[] json = bytes(file);
        Class<?> type = type(file);
        int end = new String(json, StandardCharsets.UTF_8).stripTrailing().getBytes(StandardCharsets.UTF_8).length;

        for (int length = 0; length < end; length += 7) {
            int cut = length;
            assertThatThrownBy(() -> codec.decode(json, 0, cut, type)).isInstanceOf(DataMappingException.class);
        }
    }

    @ParameterizedTest
    @MethodSource("fixtures")
    void losesNothingWhenAMemberHasAnotherType(Path file) throws ClassNotFoundException {
        ObjectNode message = (ObjectNode) MAPPER.readTree(bytes(file));
        for (String member : List.copyOf(message.propertyNames())) {
            if (type(file) == InputRequiredResult.class && member.equals("resultType")) {
                continue; // is what it is, or nobody would have asked for this record
            }
            for (String other : List.of("17", "1.5", "\"text\"", "true", "[[1]]", "{\"a\":{\"b\":[2]}}")) {
                ObjectNode changed = message.deepCopy();
                changed.set(member, MAPPER.readTree(other));
                assertReadsOrRefuses(changed, type(file));
            }
        }
    }

    /** Either the member was required, or its value is still there. */
    private void assertReadsOrRefuses(ObjectNode changed, Class<?> type) {
        byte[] json = MAPPER.writeValueAsBytes(changed);
        Object value;
        try {
            value = read(json, type);
        } catch (DataMappingException e) {
            assertThat(e).hasMessageStartingWith(type.getSimpleName() + ".");
            return;
        }
        JsonNode written = MAPPER.readTree(codec.encode(value));
        assertThat(written).as("%s", changed).isEqualTo(MAPPER.readTree(json));
    }

    private static void collectUnknown(Object value, List<String> unknown) {
        switch (value) {
            case Optional<?> optional -> optional.ifPresent(inner -> collectUnknown(inner, unknown));
            case List<?> list -> list.forEach(inner -> collectUnknown(inner, unknown));
            case Map<?, ?> map ->
                map.values().stream().filter(Record.class::isInstance).forEach(inner -> collectUnknown(inner, unknown));
            case Record record -> {
                for (RecordComponent component : record.getClass().getRecordComponents()) {
                    Object inner = component(record, component);
                    if (component.getName().equals("extra")) {
                        ((Map<?, ?>) inner).keySet().forEach(name -> unknown.add((String) name));
                    } else {
                        collectUnknown(inner, unknown);
                    }
                }
            }
            default -> {}
        }
    }

    private static Object component(Record record, RecordComponent component) {
        try {
            return component.getAccessor().invoke(record);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(e);
        }
    }
}
