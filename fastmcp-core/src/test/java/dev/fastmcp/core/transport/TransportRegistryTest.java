package dev.fastmcp.core.transport;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fastmcp.api.error.TransportSelectionException;
import dev.fastmcp.api.spi.ClientTransport;
import dev.fastmcp.api.spi.Limits;
import dev.fastmcp.api.spi.TransportContext;
import dev.fastmcp.api.spi.TransportFactory;
import dev.fastmcp.api.spi.TransportSource;
import dev.fastmcp.core.FakeServer;
import java.io.File;
import java.net.URI;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class TransportRegistryTest {

    private static final TransportContext CONTEXT = () -> Limits.DEFAULT;

    private record Factory(String id, int priority, Predicate<TransportSource> accepting, ClientTransport product)
            implements TransportFactory {

        static Factory accepting(String id, Predicate<TransportSource> predicate) {
            return new Factory(id, 0, predicate, new FakeServer());
        }

        Factory withPriority(int other) {
            return new Factory(id, other, accepting, product);
        }

        @Override
        public boolean accepts(TransportSource source) {
            return accepting.test(source);
        }

        @Override
        public ClientTransport create(TransportSource source, TransportContext context) {
            return product;
        }
    }

    private static ClientTransport choose(Object source, TransportFactory... factories) {
        return new TransportRegistry(List.of(factories), List.of()).create(source, Optional.empty(), CONTEXT);
    }

    static Stream<Arguments> sources() {
        return Stream.of(
                Arguments.of("https://h/p?q#f", new TransportSource.Url(URI.create("https://h/p?q#f"))),
                Arguments.of("HTTP://h", new TransportSource.Url(URI.create("HTTP://h"))),
                Arguments.of("pigeon://loft:7", new TransportSource.Url(URI.create("pigeon://loft:7"))),
                Arguments.of(URI.create("ws://h/"), new TransportSource.Url(URI.create("ws://h/"))),
                Arguments.of("server.py", new TransportSource.Script(Path.of("server.py"))),
                Arguments.of("dir/https.py", new TransportSource.Script(Path.of("dir/https.py"))),
                Arguments.of(Path.of("a.js"), new TransportSource.Script(Path.of("a.js"))),
                Arguments.of(new File("a.jar"), new TransportSource.Script(Path.of("a.jar"))),
                Arguments.of(URI.create("file:///tmp/a.py"), new TransportSource.Script(Path.of("/tmp/a.py"))),
                Arguments.of(List.of("npx", "x"), new TransportSource.Command(List.of("npx", "x"))),
                Arguments.of(new String[] {"ls"}, new TransportSource.Command(List.of("ls"))),
                Arguments.of(42, new TransportSource.Other(42)));
    }

    @ParameterizedTest
    @MethodSource("sources")
    void namesWhatWasPassedWithoutTouchingFiles(Object source, TransportSource expected) {
        assertThat(TransportSources.of(source)).isEqualTo(expected);
    }

    @Test
    void refusesSourcesThatCannotBeAnything() {
        assertThatThrownBy(() -> TransportSources.of(" ")).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> TransportSources.of(List.of())).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> TransportSources.of(Arrays.asList("ls", null)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("null");
    }

    @Test
    void choosesTheHighestPriorityAmongThoseThatAccept() {
        Factory low = Factory.accepting("low", source -> true);
        Factory high = Factory.accepting("high", source -> true).withPriority(1);
        Factory higher = Factory.accepting("higher", source -> false).withPriority(2);
        assertThat(choose("x.py", low, high, higher)).isSameAs(high.product());
    }

    @Test
    void listsEverybodyAskedWhenNobodyAccepts() {
        assertThatThrownBy(
                        () -> choose("https://user:pw@host/mcp?token=t", Factory.accepting("pigeon", source -> false)))
                .isInstanceOf(TransportSelectionException.class)
                .hasMessageContaining("\"https://host/mcp\"")
                .hasMessageContaining("\"pigeon\"")
                .hasMessageContaining(Factory.class.getName())
                .hasMessageContaining("add dev.fastmcp:fastmcp-transport-http for https:// addresses")
                .hasMessageNotContaining("pw")
                .hasMessageNotContaining("token");
    }

    @Test
    void namesTheArtifactThatIsMissing() {
        assertThatThrownBy(() -> choose("ws://h")).hasMessageContaining("fastmcp-transport-websocket");
        assertThatThrownBy(() -> choose("a.py")).hasMessageContaining("fastmcp-transport-stdio");
        assertThatThrownBy(() -> choose(List.of("ls"))).hasMessageContaining("fastmcp-transport-stdio");
        assertThatThrownBy(() -> choose("a.txt")).hasMessageContaining(".py, .js, .mjs, .cjs or .jar");
        assertThatThrownBy(() -> choose(Optional.empty()))
                .hasMessageContaining("java.util")
                .hasMessageContaining("no transport is installed");
    }

    @Test
    void refusesATieNamingBoth() {
        assertThatThrownBy(() -> choose(
                        "a.py", Factory.accepting("one", source -> true), Factory.accepting("two", source -> true)))
                .isInstanceOf(TransportSelectionException.class)
                .hasMessageContaining("\"one\"")
                .hasMessageContaining("\"two\"")
                .hasMessageContaining("transport(id)");
    }

    @Test
    void refusesTwoFactoriesWithOneId() {
        Factory factory = Factory.accepting("same", source -> true);
        assertThatThrownBy(() -> choose("a.py", factory, Factory.accepting("same", source -> true)))
                .isInstanceOf(TransportSelectionException.class)
                .hasMessageContaining("\"same\"")
                .hasMessageContaining(Factory.class.getName());
    }

    @Test
    void letsAFactoryGivenByHandTakeThePlaceOfADiscoveredOne() {
        Factory discovered = Factory.accepting("same", source -> true);
        Factory byHand = Factory.accepting("same", source -> true);
        TransportRegistry registry = new TransportRegistry(List.of(discovered), List.of(byHand));
        assertThat(registry.create("a.py", Optional.empty(), CONTEXT)).isSameAs(byHand.product());
    }

    @Test
    void choosesByIdWhoeverElseAccepts() {
        Factory named = Factory.accepting("named", source -> false);
        Factory other = Factory.accepting("other", source -> true);
        TransportRegistry registry = new TransportRegistry(List.of(named, other), List.of());
        assertThat(registry.create("x", Optional.of("named"), CONTEXT)).isSameAs(named.product());
        assertThatThrownBy(() -> registry.create("x", Optional.of("nobody"), CONTEXT))
                .isInstanceOf(TransportSelectionException.class)
                .hasMessageContaining("\"nobody\"")
                .hasMessageContaining("\"named\"");
    }

    @Test
    void blamesAFactoryThatFailsWhenAsked() {
        Factory broken = Factory.accepting("broken", source -> {
            throw new IllegalStateException("boom");
        });
        assertThatThrownBy(() -> choose("a.py", broken))
                .isInstanceOf(TransportSelectionException.class)
                .hasMessageContaining("\"broken\"")
                .hasMessageContaining("boom")
                .hasRootCauseMessage("boom");
    }

    @Test
    void refusesAnImproperId() {
        assertThatThrownBy(() -> choose("a.py", Factory.accepting("Not An Id", source -> true)))
                .isInstanceOf(TransportSelectionException.class)
                .hasMessageContaining("Not An Id");
    }
}
