package dev.fastmcp.auth.internal.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fastmcp.api.json.JsonValue;
import dev.fastmcp.api.spi.StorageBusyException;
import dev.fastmcp.api.spi.TokenStorage;
import dev.fastmcp.auth.EncryptedTokenStorage;
import dev.fastmcp.auth.FileTokenStorage;
import dev.fastmcp.auth.InMemoryTokenStorage;
import dev.fastmcp.auth.internal.discovery.AuthorizationServer;
import dev.fastmcp.auth.internal.token.ClientRegistration;
import dev.fastmcp.auth.internal.token.ClientRegistration.Origin;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class CredentialStoreTest {

    private static final URI SERVER = URI.create("https://mcp.example/team/mcp");
    private static final Instant END = Instant.parse("2040-01-02T03:04:05.678Z");

    private static final AuthorizationServer FULL = new AuthorizationServer(
            "https://login.example/t/",
            Optional.of(URI.create("https://login.example/authorize?x=1")),
            URI.create("https://login.example/token"),
            Optional.of(URI.create("https://login.example/register")),
            Optional.of(List.of("read", "offline_access")),
            Optional.of(List.of("none", "client_secret_post")),
            Optional.of(List.of("S256")),
            true,
            true,
            List.of("ES256"),
            false);

    private static final AuthorizationServer BARE = new AuthorizationServer(
            "https://login.example",
            Optional.empty(),
            URI.create("https://login.example/token"),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            false,
            false,
            List.of(),
            true);

    @TempDir
    private Path temp;

    private Path folder;
    private StoreLog log;

    @BeforeEach
    void open() throws ReflectiveOperationException {
        folder = temp.resolve("tokens");
        log = new StoreLog();
    }

    @AfterEach
    void stop() throws ReflectiveOperationException {
        log.close();
    }

    private CredentialStore store() {
        return store(SERVER, "");
    }

    private CredentialStore store(URI server, String client) {
        return new CredentialStore(FileTokenStorage.in(folder), server, client);
    }

    private static StoredTokens full() {
        return new StoredTokens(
                FULL,
                "client-1",
                "https://mcp.example/team/mcp",
                "secret-access",
                "DPoP",
                Optional.of(END),
                Optional.of("secret-refresh"),
                Set.of("read", "write"),
                Optional.of("{\"kty\":\"EC\",\"d\":\"secret-key\"}"));
    }

    private static StoredTokens bare() {
        return new StoredTokens(
                BARE,
                "client-1",
                "https://mcp.example",
                "secret-access",
                "Bearer",
                Optional.empty(),
                Optional.empty(),
                Set.of(),
                Optional.empty());
    }

    private static ClientRegistration client(Origin origin) {
        return new ClientRegistration(
                FULL.issuer(),
                "client-1",
                Optional.of("secret-secret"),
                Optional.of(Instant.ofEpochSecond(2_000_000_000)),
                Optional.of("client_secret_post"),
                List.of("http://127.0.0.1:1/callback"),
                origin);
    }

    private Path file(String kind) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> file.getFileName().toString().endsWith(kind + ".json"))
                    .findFirst()
                    .orElseThrow();
        }
    }

    private List<String> files() throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString()).sorted().toList();
        }
    }

    private static JsonValue member(JsonValue value, String... names) {
        JsonValue found = value;
        for (String name : names) {
            found = found.member(name).orElseThrow();
        }
        return found;
    }

    @Test
    void readsBackEverythingAfterARestart() {
        store().save(full());
        store().save(client(Origin.DYNAMIC));

        assertThat(store().tokens()).contains(full());
        assertThat(store().client()).contains(client(Origin.DYNAMIC));
        assertThat(log.lines()).isEmpty();
    }

    @Test
    void readsBackWhatIsEmpty() {
        ClientRegistration client = new ClientRegistration(
                "https://login.example",
                "c",
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                List.of(),
                Origin.DYNAMIC);
        store().save(bare());
        store().save(client);

        assertThat(store().tokens()).contains(bare());
        assertThat(store().client()).contains(client);
    }

    @ParameterizedTest
    @EnumSource(Origin.class)
    void remembersWhereAnIdComesFrom(Origin origin) {
        store().save(client(origin));

        assertThat(store().client()).contains(client(origin));
    }

    @Test
    void worksOverEveryStorage() {
        for (TokenStorage storage : List.of(
                new InMemoryTokenStorage(), EncryptedTokenStorage.of(FileTokenStorage.in(folder), new byte[32]))) {
            new CredentialStore(storage, SERVER, "").save(full());

            assertThat(new CredentialStore(storage, SERVER, "").tokens()).contains(full());
        }
    }

    @Test
    void writesTheNamesOfTheStandards() throws IOException {
        StoredTokens tokens = full();
        store().save(tokens);
        store().save(client(Origin.DYNAMIC));

        JsonValue data = member(JsonValue.parse(Files.readString(file("_tokens"))), "data");
        assertThat(member(data, "server_url").asObject()).isEqualTo("https://mcp.example/team/mcp");
        assertThat(member(data, "expires_at").asObject()).isEqualTo(END.toString());
        assertThat(member(data, "client_id").asObject()).isEqualTo("client-1");
        assertThat(member(data, "authorization_server", "issuer").asObject()).isEqualTo(FULL.issuer());
        assertThat(member(data, "authorization_server", "token_endpoint").asObject())
                .isEqualTo("https://login.example/token");
        assertThat(member(data, "token_payload").asMap())
                .containsOnlyKeys("access_token", "token_type", "expires_in", "refresh_token", "scope");
        assertThat(member(data, "token_payload", "expires_in").as(Long.class))
                .isCloseTo(Duration.between(Instant.now(), END).toSeconds(), org.assertj.core.data.Offset.offset(60L));
        assertThat(member(JsonValue.parse(Files.readString(file("_client_info"))), "data")
                        .asMap())
                .containsOnlyKeys(
                        "server_url",
                        "issuer",
                        "client_id",
                        "client_secret",
                        "client_secret_expires_at",
                        "token_endpoint_auth_method",
                        "redirect_uris",
                        "origin");
    }

    @Test
    void keepsTheRefreshTokenOfTokensThatHaveEnded() {
        StoredTokens ended = new StoredTokens(
                FULL,
                "client-1",
                "https://mcp.example",
                "secret-access",
                "Bearer",
                Optional.of(Instant.EPOCH),
                Optional.of("secret-refresh"),
                Set.of(),
                Optional.empty());
        store().save(ended);

        StoredTokens loaded = store().tokens().orElseThrow();
        assertThat(loaded.expired(Instant.now())).isTrue();
        assertThat(loaded.refreshToken()).contains("secret-refresh");
    }

    @Test
    void forgetsOneOrBoth() throws IOException {
        store().save(full());
        store().save(client(Origin.DYNAMIC));
        store().forgetTokens();
        assertThat(store().tokens()).isEmpty();
        assertThat(store().client()).isPresent();

        store().save(full());
        store().forgetClient();
        assertThat(store().tokens()).isPresent();
        assertThat(store().client()).isEmpty();

        store().clear();
        store().clear();
        assertThat(files()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "https://mcp.example/mcp,    HTTPS://MCP.Example:443/mcp#part",
        "http://mcp.example,         http://mcp.example:80/",
        "http://[::1]:8080/mcp,      http://[::1]:8080/mcp",
        "http://my_server:8080/mcp,  http://user@MY_server:8080/mcp",
    })
    void sharesCredentialsBetweenSpellingsOfOneAddress(URI one, URI two) {
        store(one, "").save(full());

        assertThat(store(two, "").tokens()).contains(full());
    }

    @ParameterizedTest
    @CsvSource({
        "https://h.example/a/b,   https://h.example/a_b",
        "https://h.example/mcp,   https://h.example/MCP",
        "https://h.example/mcp,   https://h.example/mcp/",
        "https://h.example/mcp,   http://h.example/mcp",
        "https://h.example/mcp,   https://h.example:8443/mcp",
        "https://h.example/mcp,   https://h.example/mcp?tenant=1",
        "http://h.example/mcp,    http://h.example:443/mcp",
        "https://h.example/a%2Fb, https://h.example/a/b",
        "https://a-b.example/,    https://a.b.example/",
        "http://my_server/mcp,    http://my_other/mcp",
        "http://my_server:1/mcp,  http://my_server:2/mcp",
    })
    void keepsServersApart(URI one, URI two) throws IOException {
        store(one, "").save(full());

        assertThat(store(two, "").tokens()).isEmpty();
        store(two, "").save(bare());
        assertThat(store(one, "").tokens()).contains(full());
        assertThat(files()).hasSize(2);
    }

    @Test
    void keepsClientsApart() {
        store(SERVER, "one").save(full());

        assertThat(store(SERVER, "two").tokens()).isEmpty();
        assertThat(store(SERVER, "").tokens()).isEmpty();
        assertThat(store(SERVER, "one").tokens()).isPresent();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://h.example/../../../etc/passwd",
                "https://h.example/%2e%2e%2f%2e%2e%2fetc%2fpasswd",
                "https://h.example/%00",
                "https://h.example/a:stream",
                "https://con/",
                "https://h.example/.ssh/",
                "https://h.example/%E2%80%AE%0A",
                "http://[fe80::1]:80/",
                "https://-/",
            })
    void makesNamesOfHostileAddressesThatStayInTheFolder(URI server) throws IOException {
        store(server, "../../client\n\0").save(full());

        assertThat(files()).hasSize(1).allMatch(name -> name.matches("[a-zA-Z0-9_]{1,90}_[0-9a-f]{20}_tokens\\.json"));
        assertThat(temp).isDirectoryNotContaining(path -> !path.equals(folder));
        assertThat(store(server, "../../client\n\0").tokens()).contains(full());
    }

    @Test
    void cutsLongNames() throws IOException {
        URI server = URI.create("https://h.example/" + "a/".repeat(5_000));
        store(server, "").save(full());

        assertThat(files()).hasSize(1).allMatch(name -> name.length() < 120 && name.startsWith("h_example_a_a"));
        assertThat(store(server, "").tokens()).isPresent();
    }

    @Test
    void doesNotBelieveAFileOfAnotherServer() throws IOException {
        store(URI.create("https://evil.example/mcp"), "").save(full());
        String evil = Files.readString(file("_tokens"));
        store().save(bare());
        Path own = folder.resolve(files().stream()
                .filter(name -> name.startsWith("mcp"))
                .findFirst()
                .orElseThrow());
        Files.writeString(own, evil);

        assertThat(store().tokens()).isEmpty();
        assertThat(own).doesNotExist();
        String name = own.getFileName().toString().replace(".json", "");
        assertThat(log.lines())
                .containsExactly("WARNING " + name + " in FileTokenStorage[" + folder
                        + "] does not hold what belongs there for https://mcp.example/team/mcp; it counts as absent,"
                        + " and was moved to " + name + ".corrupt-1");
        assertThat(folder.resolve(name + ".corrupt-1.json")).exists();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "'token_payload':{'access_token':7}",
                "'token_payload':{'access_token':''}",
                "'token_payload':{'access_token':'a\\r\\nX-Evil: 1'}",
                "'token_payload':'x'",
                "'token_payload':[]",
                "'token_payload':{'access_token':'t'}",
                "'token_payload':{'access_token':'t'},'authorization_server':{'issuer':'https://i.example'}",
                "'token_payload':{'access_token':'t'},'authorization_server':{'issuer':1,'token_endpoint':'https://i.example'}",
                "'token_payload':{'access_token':'t'},'authorization_server':{'issuer':'i','token_endpoint':'::'}",
            })
    void setsTokensOfWrongTypesAside(String members) throws IOException {
        store().save(full());
        Path file = file("_tokens");
        Files.writeString(
                file, ("{'data':{'server_url':'https://mcp.example/team/mcp'," + members + "}}").replace('\'', '"'));

        assertThat(store().tokens()).isEmpty();
        assertThat(files()).hasSize(1).allMatch(name -> name.endsWith("_tokens.corrupt-1.json"));
        assertThat(log.lines()).hasSize(1);
        store().save(full());
        assertThat(store().tokens()).contains(full());
    }

    @Test
    void takesWrongDetailsForAbsent() throws IOException {
        store().save(full());
        Files.writeString(file("_tokens"), """
            {"data":{"server_url":"https://mcp.example/team/mcp","expires_at":99,"client_id":"c","resource":"r",
            "token_payload":{"access_token":"t","refresh_token":{},"scope":7},
            "authorization_server":{"issuer":"https://i.example","token_endpoint":"https://i.example/t",
            "scopes_supported":"x","registration_endpoint":"relative"}}}\
            """);

        StoredTokens tokens = store().tokens().orElseThrow();
        assertThat(tokens.expiresAt()).isEmpty();
        assertThat(tokens.refreshToken()).isEmpty();
        assertThat(tokens.scopes()).isEmpty();
        assertThat(tokens.type()).isEqualTo("Bearer");
        assertThat(tokens.server().registrationEndpoint()).isEmpty();
        assertThat(tokens.server().scopes()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "-1", "1e300", "\"never\"", "99999999999999999999"})
    void takesImpossibleTimesForNever(String seconds) throws IOException {
        store().save(client(Origin.DYNAMIC));
        Path file = file("_client_info");
        Files.writeString(file, Files.readString(file).replace("2000000000", seconds));

        assertThat(store().client().orElseThrow().secretExpiresAt()).isEmpty();
    }

    @Test
    void showsAfterACrashBetweenTheTwoWritesThatTheyDoNotBelongTogether() {
        store().save(client(Origin.DYNAMIC));
        store().save(full());
        // A new registration elsewhere was saved, and then the process died before it had tokens.
        store().save(new ClientRegistration(
                "https://new.example",
                "client-2",
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                List.of(),
                Origin.DYNAMIC));

        StoredTokens tokens = store().tokens().orElseThrow();
        ClientRegistration client = store().client().orElseThrow();
        assertThat(List.of(tokens.clientId(), tokens.server().issuer())).containsExactly("client-1", FULL.issuer());
        assertThat(List.of(client.clientId(), client.issuer())).containsExactly("client-2", "https://new.example");
    }

    @Test
    void goesOnInMemoryIfNothingCanBeSaved() throws Exception {
        Path file = Files.createFile(temp.resolve("file"));
        CredentialStore store = new CredentialStore(FileTokenStorage.in(file.resolve("tokens")), SERVER, "");
        TokenStorage.Lock lock = store.lock();
        store.save(full());
        store.save(client(Origin.DYNAMIC));
        lock.close();

        assertThat(store.tokens()).contains(full());
        assertThat(store.client()).contains(client(Origin.DYNAMIC));
        store.forgetTokens();
        assertThat(store.tokens()).isEmpty();
        assertThat(log.lines())
                .singleElement()
                .asString()
                .startsWith("WARNING The tokens for https://mcp.example/team/mcp in FileTokenStorage["
                        + file.resolve("tokens") + "] cannot be locked, so a login is good for this process only: ")
                .doesNotContain("secret");
    }

    @Test
    void letsOneThreadInAlthoughNoFileCanBeLocked() throws Exception {
        Path file = Files.createFile(temp.resolve("file"));
        CredentialStore store = new CredentialStore(FileTokenStorage.in(file), SERVER, "");
        TokenStorage.Lock lock = store.lock();
        Thread second = Thread.ofVirtual().start(() -> {
            try {
                store.lock().close();
            } catch (IOException | InterruptedException e) {
                throw new IllegalStateException(e);
            }
        });

        assertThat(second.join(Duration.ofMillis(200))).isFalse();
        lock.close();
        assertThat(second.join(Duration.ofSeconds(20))).isTrue();
    }

    @Test
    void savesAgainOnceTheStorageIsWell() throws IOException {
        Path file = Files.createFile(folder);
        CredentialStore store = store();
        store.save(full());
        Files.delete(file);

        store.save(bare());

        assertThat(store.tokens()).contains(bare());
        assertThat(store().tokens()).contains(bare());
    }

    @Test
    void doesNotGoOnWhileSomebodyElseHasTheLock() throws Exception {
        FileTokenStorage storage = FileTokenStorage.in(folder).withLockTimeout(Duration.ofMillis(100));
        TokenStorage.Lock lock = new CredentialStore(storage, SERVER, "").lock();
        try {
            assertThatThrownBy(() -> new CredentialStore(storage, SERVER, "").lock())
                    .isInstanceOf(StorageBusyException.class)
                    .hasMessageContaining("somebody else has been logging in");
            new CredentialStore(storage, SERVER, "other").lock().close();
        } finally {
            lock.close();
        }
        assertThat(log.lines()).isEmpty();
    }

    @Test
    void takesAStorageThatCannotBeReadForEmpty() {
        TokenStorage broken = new TokenStorage() {
            @Override
            public Optional<byte[]> load(String name) throws IOException {
                throw new IOException("the wire\nis cut");
            }

            @Override
            public void save(String name, byte[] value) {}

            @Override
            public void delete(String name) {}

            @Override
            public Lock lock(String name) {
                return () -> {};
            }

            @Override
            public String toString() {
                return "Broken";
            }
        };
        CredentialStore store = new CredentialStore(broken, SERVER, "");

        assertThat(store.tokens()).isEmpty();
        assertThat(store.client()).isEmpty();
        assertThat(log.lines())
                .containsExactly(
                        "WARNING The tokens for https://mcp.example/team/mcp in Broken cannot be read, so a login is"
                                + " good for this process only: the wire is cut");
    }

    @Test
    void setsAsideWhatIsNoJson() throws IOException {
        InMemoryTokenStorage storage = new InMemoryTokenStorage();
        String name = CredentialNames.of(SERVER, "") + "_tokens";
        storage.save(name, "secret".getBytes(StandardCharsets.UTF_8));

        assertThat(new CredentialStore(storage, SERVER, "").tokens()).isEmpty();
        assertThat(storage.load(name)).isEmpty();
        assertThat(storage.load(name + ".corrupt-1")).isPresent();
        assertThat(log.lines()).hasSize(1).noneMatch(line -> line.contains("secret"));
    }

    @Test
    void forgetsWhatWasSetAsideWithEverythingElse() throws IOException {
        InMemoryTokenStorage storage = new InMemoryTokenStorage();
        String name = CredentialNames.of(SERVER, "") + "_tokens";
        CredentialStore store = new CredentialStore(storage, SERVER, "");
        for (int i = 0; i < 2; i++) {
            storage.save(name, "secret".getBytes(StandardCharsets.UTF_8));
            assertThat(store.tokens()).isEmpty();
        }
        assertThat(storage.load(name + ".corrupt-2")).isPresent();

        store.clearAll();

        assertThat(storage.load(name + ".corrupt-1")).isEmpty();
        assertThat(storage.load(name + ".corrupt-2")).isEmpty();
    }

    @Test
    void doesNotGoOnWhileAForeignStorageIsBusy() {
        TokenStorage busy = new ForeignStorage() {
            @Override
            public Lock lock(String name) throws IOException {
                throw new StorageBusyException("row 7", Duration.ofSeconds(30));
            }
        };

        assertThatThrownBy(() -> new CredentialStore(busy, SERVER, "").lock())
                .isInstanceOf(StorageBusyException.class)
                .hasMessage("somebody else has been logging in, or renewing tokens, for 30 seconds (row 7); try again"
                        + " later");
    }

    @Test
    void keepsOutOtherThreadsWhereAForeignStorageCannotLock() throws Exception {
        TokenStorage unlockable = new ForeignStorage() {
            @Override
            public Lock lock(String name) throws IOException {
                throw new IOException("read-only");
            }
        };

        new CredentialStore(unlockable, SERVER, "").lock().close();

        assertThat(log.lines()).hasSize(1).allMatch(line -> line.contains("cannot be locked"));
    }

    /** As somebody else might write one. */
    private abstract static class ForeignStorage implements TokenStorage {

        @Override
        public Optional<byte[]> load(String name) {
            return Optional.empty();
        }

        @Override
        public void save(String name, byte[] value) {}

        @Override
        public void delete(String name) {}
    }

    @Test
    void showsNoSecrets() {
        CredentialStore store = store(URI.create("https://user:secret@mcp.example/mcp?key=secret"), "");
        store.save(full());

        assertThat(List.of(store, full(), client(Origin.DYNAMIC), Map.of("k", full())))
                .allMatch(shown -> !shown.toString().contains("secret"));
        assertThat(store).hasToString("CredentialStore[https://mcp.example/mcp]");
    }
}
