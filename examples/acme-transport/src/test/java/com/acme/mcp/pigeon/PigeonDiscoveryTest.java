package com.acme.mcp.pigeon;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fastmcp.api.Client;
import dev.fastmcp.api.ClientSession;
import dev.fastmcp.api.Era;
import dev.fastmcp.api.error.TransportSelectionException;
import dev.fastmcp.api.spi.TransportFactory;
import java.io.InputStream;
import java.lang.module.ModuleDescriptor;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Run twice: on the module path and on the class path. */
class PigeonDiscoveryTest {

    @Test
    void runsWhereItShould() {
        String expected = System.getProperty("expected.module");

        assertThat(PigeonTransportFactory.class.getModule().getName()).isEqualTo(expected);
    }

    @Test
    void isFoundByTheSchemeOfTheAddress() throws Exception {
        try (Loft loft = Loft.scripted(Era.AUTO);
                ClientSession session = Client.connect(loft.address())) {
            assertThat(session.callTool("add", Map.of("a", 20, "b", 22)).text()).isEqualTo("42");
        }
    }

    @Test
    void isFoundForUrisAndInAnyCase() {
        for (Object source : List.of(URI.create("pigeon://localhost:1"), "PIGEON://localhost:1")) {
            try (Client<?> client = Client.of(source)) {
                assertThat(client.transport()).isInstanceOf(PigeonTransport.class);
                assertThat(client.transport().endpoint()).isEqualTo("pigeon://localhost:1");
            }
        }
    }

    @Test
    void isFoundById() {
        try (Client<?> client =
                Client.builder("pigeon://localhost:1").transport("pigeon").build()) {
            assertThat(client.transport()).isInstanceOf(PigeonTransport.class);
        }
    }

    @Test
    void canBeGivenByHandInstead() {
        Client.Builder<?> builder = Client.builder("pigeon://localhost:1").discovery(false);
        assertThatThrownBy(builder::build)
                .isInstanceOf(TransportSelectionException.class)
                .hasMessageContaining("no transport is installed");

        try (Client<?> client =
                builder.transportFactory(new PigeonTransportFactory()).build()) {
            assertThat(client.transport()).isInstanceOf(PigeonTransport.class);
        }
    }

    @Test
    void saysWhatAnAddressLooksLike() {
        for (String source : List.of("pigeon://localhost", "pigeon:///nowhere")) {
            assertThatThrownBy(() -> Client.of(source))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("pigeon://host:port");
        }
        assertThatThrownBy(
                        () -> Client.builder("pigeons.txt").transport("pigeon").build())
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("pigeon://host:port");
    }

    @Test
    void isNamedByDescriptorAndServiceFileAlike() throws Exception {
        String service = TransportFactory.class.getName();
        Path classes = Path.of(PigeonTransportFactory.class
                .getProtectionDomain()
                .getCodeSource()
                .getLocation()
                .toURI());
        try (InputStream descriptor = Files.newInputStream(classes.resolve("module-info.class"))) {
            List<String> provided = ModuleDescriptor.read(descriptor).provides().stream()
                    .filter(provides -> provides.service().equals(service))
                    .flatMap(provides -> provides.providers().stream())
                    .toList();

            assertThat(Files.readAllLines(classes.resolve("META-INF/services").resolve(service)))
                    .isEqualTo(provided)
                    .containsExactly(PigeonTransportFactory.class.getName());
        }
    }
}
