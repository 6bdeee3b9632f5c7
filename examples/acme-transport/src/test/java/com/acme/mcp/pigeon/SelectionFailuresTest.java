package com.acme.mcp.pigeon;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fastmcp.api.Client;
import dev.fastmcp.api.error.TransportSelectionException;
import java.nio.file.Path;
import java.util.List;
import org.assertj.core.api.AbstractThrowableAssert;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What people read when no transport can be chosen. Run twice: on the module path and on the class path. */
class SelectionFailuresTest {

    private static final String PIGEON = PigeonTransportFactory.class.getName();
    private static final String ADDRESS = "pigeon://localhost:1";

    @TempDir
    Path folder;

    private static AbstractThrowableAssert<?, ? extends Throwable> assertSelectionFails(Client.Builder<?> builder) {
        return assertThatThrownBy(builder::build).isInstanceOf(TransportSelectionException.class);
    }

    private static AbstractThrowableAssert<?, ? extends Throwable> assertSelectionFails(
            Object source, ClassLoader loader) {
        return assertSelectionFails(Client.builder(source).pluginLoader(loader));
    }

    /** How a message shows where the factory of this project comes from. */
    private static String pigeonWithOrigin() {
        String module = System.getProperty("expected.module");
        return "\"pigeon\" (class " + PIGEON + (module == null ? ")" : " in module " + module + ")");
    }

    @Test
    void nobodyAcceptsTheAddress() {
        assertSelectionFails(Client.builder("carrier://pigeon/post"))
                .hasMessageContaining("\"carrier://pigeon/post\"")
                .hasMessageContaining(pigeonWithOrigin());
    }

    @Test
    void nobodyAcceptsTheObject() {
        assertSelectionFails(Client.builder((Object) 7L))
                .hasMessageContaining("java.lang.Long")
                .hasMessageContaining(pigeonWithOrigin());
    }

    @Test
    void artifactForTheWebIsMissing() {
        assertSelectionFails(Client.builder("https://example.com/mcp"))
                .hasMessageContaining("\"https://example.com/mcp\"")
                .hasMessageContaining(pigeonWithOrigin())
                .hasMessageContaining("dev.fastmcp:fastmcp-transport-http");
    }

    @Test
    void artifactForWebSocketsIsMissing() {
        assertSelectionFails(Client.builder("wss://example.com/mcp"))
                .hasMessageContaining("dev.fastmcp:fastmcp-transport-websocket");
    }

    @Test
    void artifactForScriptsAndCommandsIsMissing() {
        assertSelectionFails(Client.builder("server.py"))
                .hasMessageContaining("\"server.py\"")
                .hasMessageContaining("dev.fastmcp:fastmcp-transport-stdio");
        assertSelectionFails(Client.builder(List.of("node", "--token=abc123")))
                .hasMessageContaining("\"node\"")
                .hasMessageContaining("dev.fastmcp:fastmcp-transport-stdio")
                .hasMessageNotContaining("abc123");
    }

    @Test
    void addressIsShownWithoutSecrets() {
        assertSelectionFails(Client.builder("https://anna:secret@example.com/mcp?token=hidden#part"))
                .hasMessageContaining("example.com/mcp")
                .hasMessageNotContaining("secret")
                .hasMessageNotContaining("hidden");
    }

    @Test
    void idAskedForIsUnknown() {
        assertSelectionFails(Client.builder(ADDRESS).transport("raven"))
                .hasMessageContaining("\"raven\"")
                .hasMessageContaining(pigeonWithOrigin());
    }

    @Test
    void idIsGivenTwice() throws Exception {
        try (var loader = Plugin.called("Dove").withId("pigeon").installIn(folder)) {
            assertSelectionFails(ADDRESS, loader)
                    .hasMessageContaining("\"pigeon\"")
                    .hasMessageContaining("com.example.Dove")
                    .hasMessageContaining(PIGEON);
        }
    }

    @Test
    void twoAcceptWithTheSamePriority() throws Exception {
        try (var loader =
                Plugin.called("Dove").withId("dove").withAccepts("return true;").installIn(folder)) {
            assertSelectionFails(ADDRESS, loader)
                    .hasMessageContaining("\"" + ADDRESS + "\"")
                    .hasMessageContaining("\"dove\" (class com.example.Dove)")
                    .hasMessageContaining(pigeonWithOrigin())
                    .hasMessageContaining("priority 0")
                    .hasMessageContaining("transport(id)");
        }
    }

    @Test
    void tieIsBrokenByPriorityOrId() throws Exception {
        try (var loader = Plugin.called("Falcon")
                .withId("falcon")
                .withPriority(1)
                .withAccepts("return true;")
                .installIn(folder)) {
            assertThatThrownBy(
                            () -> Client.builder(ADDRESS).pluginLoader(loader).build())
                    .hasMessage("chosen: Falcon");
            Client.builder(ADDRESS)
                    .pluginLoader(loader)
                    .transport("pigeon")
                    .build()
                    .close();
        }
    }

    @Test
    void constructorThrows() throws Exception {
        try (var loader = Plugin.called("Ostrich")
                .withConstructor("if (true) throw new IllegalStateException(\"cannot fly\");")
                .installIn(folder)) {
            assertSelectionFails(ADDRESS, loader)
                    .hasMessageContaining("com.example.Ostrich")
                    .hasMessageContaining("cannot fly")
                    .hasRootCauseMessage("cannot fly");
        }
    }

    @Test
    void acceptsThrows() throws Exception {
        try (var loader = Plugin.called("Ostrich")
                .withId("ostrich")
                .withAccepts("throw new IllegalStateException(\"head in the sand\");")
                .installIn(folder)) {
            assertSelectionFails(ADDRESS, loader)
                    .hasMessageContaining("\"ostrich\" (class com.example.Ostrich)")
                    .hasMessageContaining("\"" + ADDRESS + "\"")
                    .hasMessageContaining("head in the sand")
                    .hasRootCauseMessage("head in the sand");
        }
    }

    @Test
    void idIsNoId() throws Exception {
        try (var loader = Plugin.called("Ostrich").withId("Big Bird").installIn(folder)) {
            assertSelectionFails(ADDRESS, loader)
                    .hasMessageContaining("\"Big Bird\"")
                    .hasMessageContaining("com.example.Ostrich");
        }
    }

    @Test
    void classIsMissing() throws Exception {
        try (var loader = Plugin.loader(folder, "com.example.Dodo")) {
            assertSelectionFails(ADDRESS, loader).hasMessageContaining("com.example.Dodo");
        }
    }
}
