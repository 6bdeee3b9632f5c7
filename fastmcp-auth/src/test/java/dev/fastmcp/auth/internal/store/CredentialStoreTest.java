package dev.fastmcp.auth.internal.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fastmcp.auth.FileTokenStorage;
import dev.fastmcp.auth.InMemoryTokenStorage;
import dev.fastmcp.auth.internal.discovery.AuthorizationServer;
import dev.fastmcp.auth.internal.token.ClientRegistration;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CredentialStoreTest {

    private static final URI SERVER = URI.create("https://mcp.example/mcp");
    private static final Instant PAST = Instant.parse("2020-01-01T00:00:00Z");

    @TempDir
    Path parent;

    private static StoredTokens tokens(String access) {
        AuthorizationServer server = new AuthorizationServer(
                "https://as.example/",
                Optional.of(URI.create("https://as.example/authorize")),
                URI.create("https://as.example/token"),
                Optional.of(URI.create("https://as.example/register")),
                Optional.of(List.of("read", "offline_access")),
                Optional.of(List.of("none")),
                Optional.of(List.of("S256")),
                true,
                true,
                List.of("ES256"),
                false);
        return new StoredTokens(
                server,
                "client",
                SERVER.toString(),
                access,
                "Bearer",
                Optional.of(PAST),
                Optional.of("refresh"),
                Set.of("read"),
                Optional.of("{}"));
    }

    private static ClientRegistration client(String issuer) {
        return new ClientRegistration(
                issuer,
                "client",
                Optional.of("s3cret"),
                Optional.of(PAST),
                Optional.of("client_secret_basic"),
                List.of("http://127.0.0.1:1/callback"),
                ClientRegistration.Origin.DYNAMIC);
    }

    @Test
    void givesBackEverythingAfterARestart() {
        FileTokenStorage files = FileTokenStorage.in(parent.resolve("tokens"));
        CredentialStore store = new CredentialStore(files, SERVER, "");
        store.save(tokens("a1"));
        store.save(client("https://as.example/"));

        CredentialStore later = new CredentialStore(files, URI.create("HTTPS://MCP.example:443/mcp"), "");

        assertThat(later.tokens()).contains(tokens("a1"));
        assertThat(later.client()).contains(client("https://as.example/"));
        later.clear();
        assertThat(store.tokens()).isEmpty();
        assertThat(store.client()).isEmpty();
    }

    @Test
    void usesTheTwoFilesThatPeopleKnow() throws Exception {
        CredentialStore store = new CredentialStore(FileTokenStorage.in(parent.resolve("tokens")), SERVER, "");
        store.save(tokens("a1"));
        store.save(client("https://as.example/"));

        try (Stream<Path> files = Files.list(parent.resolve("tokens"))) {
            assertThat(files.map(path -> path.getFileName().toString()))
                    .hasSize(2)
                    .allMatch(name -> name.matches("mcp_example_mcp_[0-9a-f]{20}_(tokens|client_info)\\.json"));
        }
    }

    @Test
    void keepsServersAndClientsApart() {
        Set<String> names = new HashSet<>();
        for (String server : List.of(
                "https://h.example/a/b",
                "https://h.example/a_b",
                "https://h.example/a/b?x=1",
                "https://h.example:8443/a/b",
                "http://h.example/a/b",
                "https://h.example/../../etc/passwd",
                "https://h.example/" + "x".repeat(5000),
                "https://[::1]:1/")) {
            for (String client : List.of("", "one", "two")) {
                String name = CredentialNames.of(URI.create(server), client);
                assertThat(name).matches("[A-Za-z0-9_-][A-Za-z0-9._-]{0,120}");
                assertThat(names.add(name)).as(server + " " + client).isTrue();
            }
        }
    }

    @Test
    void ignoresWhatWasStoredForAnotherServer() throws Exception {
        InMemoryTokenStorage storage = new InMemoryTokenStorage();
        new CredentialStore(storage, URI.create("https://other.example/"), "").save(tokens("a1"));
        byte[] planted = storage.load(CredentialNames.of(URI.create("https://other.example/"), "") + "_tokens")
                .orElseThrow();
        storage.save(CredentialNames.of(SERVER, "") + "_tokens", planted);

        assertThat(new CredentialStore(storage, SERVER, "").tokens()).isEmpty();
    }

    @Test
    void ignoresWhatNoHeaderCanCarry() throws Exception {
        InMemoryTokenStorage storage = new InMemoryTokenStorage();
        CredentialStore store = new CredentialStore(storage, SERVER, "");
        store.save(tokens("a1"));
        String name = CredentialNames.of(SERVER, "") + "_tokens";
        String edited = new String(storage.load(name).orElseThrow(), StandardCharsets.UTF_8)
                .replace("\"a1\"", "\"a1\\r\\nX: y\"");
        storage.save(name, edited.getBytes(StandardCharsets.UTF_8));

        assertThat(store.tokens()).isEmpty();
    }

    @Test
    void remembersForThisProcessWhatItCannotSave() throws Exception {
        Path file = Files.writeString(parent.resolve("file"), "");
        CredentialStore store = new CredentialStore(FileTokenStorage.in(file.resolve("tokens")), SERVER, "");

        store.save(tokens("a1"));

        assertThat(store.tokens()).contains(tokens("a1"));
        store.forgetTokens();
        assertThat(store.tokens()).isEmpty();
        store.lock().close();
    }

    @Test
    void showsNoSecretAsText() {
        assertThat(tokens("a1s3cret").toString()).doesNotContain("a1s3cret").doesNotContain("refresh");
        assertThat(client("https://as.example/").toString()).doesNotContain("s3cret");
    }
}
