package dev.fastmcp.auth.internal.store;

import dev.fastmcp.api.error.DataMappingException;
import dev.fastmcp.api.error.ServerText;
import dev.fastmcp.api.json.JsonCodec;
import dev.fastmcp.api.json.JsonValue;
import dev.fastmcp.api.spi.StorageBusyException;
import dev.fastmcp.api.spi.TokenStorage;
import dev.fastmcp.auth.internal.token.ClientRegistration;
import dev.fastmcp.auth.internal.wire.AuthFailures;
import dev.fastmcp.auth.internal.wire.JsonMembers;
import java.io.IOException;
import java.net.URI;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Function;

/**
 * What is stored about one client of one server. If the storage fails, this object remembers by itself what it was told, so that a login is good for the rest of the process. Thread-safe.
 */
public final class CredentialStore {

    private static final System.Logger LOG = System.getLogger(CredentialStore.class.getName());
    private static final String SERVER_URL = "server_url";
    private static final int MAX_REASON = 300;
    private static final NamedLocks WITHIN_PROCESS = new NamedLocks();

    private final TokenStorage storage;
    private final String server;
    private final String shown;
    private final String tokensName;
    private final String clientName;
    private final String lockName;

    /** What the storage did not take; an empty value stands for something deleted. */
    private final ConcurrentMap<String, Optional<Map<String, Object>>> unsaved = new ConcurrentHashMap<>();

    private final AtomicBoolean complained = new AtomicBoolean();

    /**
     * Opens the part of a storage.
     *
     * @param server the address of the MCP server
     * @param client tells different clients of the same user apart
     */
    public CredentialStore(TokenStorage storage, URI server, String client) {
        String name = CredentialNames.of(server, client);
        this.storage = storage;
        this.server = CredentialNames.canonical(server);
        this.shown = AuthFailures.shown(server);
        this.tokensName = name + "_tokens";
        this.clientName = name + "_client_info";
        this.lockName = name;
    }

    public Optional<StoredTokens> tokens() {
        return load(tokensName, TokensJson::read);
    }

    public void save(StoredTokens tokens) {
        save(tokensName, TokensJson.write(tokens));
    }

    public Optional<ClientRegistration> client() {
        return load(clientName, ClientJson::read);
    }

    public void save(ClientRegistration client) {
        save(clientName, ClientJson.write(client));
    }

    public void forgetTokens() {
        delete(tokensName);
    }

    public void forgetClient() {
        delete(clientName);
    }

    public void clear() {
        forgetTokens();
        forgetClient();
    }

    /** Forgets also what was moved aside because this program did not understand it: it may hold secrets all the same. */
    public void clearAll() {
        clear();
        try {
            StorageNames.forgetAside(storage, tokensName);
            StorageNames.forgetAside(storage, clientName);
        } catch (IOException e) {
            complain("deleted", e);
        }
    }

    /**
     * Keeps others from changing the same credentials, in this process and others.
     *
     * @throws StorageBusyException if somebody else keeps this process from it for too long
     */
    public TokenStorage.Lock lock() throws IOException, InterruptedException {
        try {
            return storage.lock(lockName);
        } catch (StorageBusyException e) {
            throw e;
        } catch (IOException e) {
            // Where no lock can be made nothing can be saved either, so other processes do not matter; other threads
            // do.
            complain("locked", e);
            return WITHIN_PROCESS.acquire(lockName, NamedLocks.PATIENCE);
        }
    }

    private <T> Optional<T> load(String name, Function<JsonMembers, Optional<T>> reader) {
        Optional<Map<String, Object>> kept = unsaved.get(name);
        if (kept != null) {
            return kept.map(JsonMembers::new).flatMap(reader);
        }
        try {
            Optional<byte[]> stored = storage.load(name);
            Optional<T> read = stored.flatMap(CredentialStore::members)
                    .filter(this::isOurs)
                    .flatMap(reader);
            if (stored.isPresent() && read.isEmpty()) {
                setAside(name, stored.get());
            }
            return read;
        } catch (IOException e) {
            complain("read", e);
            return Optional.empty();
        }
    }

    /** Keeps for people what this program does not understand, instead of writing over it. */
    private void setAside(String name, byte[] value) throws IOException {
        Optional<byte[]> now = storage.load(name);
        if (now.isEmpty() || !Arrays.equals(now.get(), value)) {
            // Another process has saved something else.
            return;
        }
        String aside = StorageNames.aside(storage, name);
        storage.save(aside, value);
        storage.delete(name);
        LOG.log(
                System.Logger.Level.WARNING,
                "{0} in {1} does not hold what belongs there for {2}; it counts as absent, and was moved to {3}",
                name,
                storage,
                shown,
                aside);
    }

    private static Optional<JsonMembers> members(byte[] json) {
        try {
            Object value =
                    JsonValue.raw(JsonCodec.discovered(), json, 0, json.length).asObject();
            if (value instanceof Map<?, ?> map) {
                @SuppressWarnings("unchecked")
                Map<String, Object> members = (Map<String, Object>) map;
                return Optional.of(new JsonMembers(members));
            }
        } catch (DataMappingException e) {
            // As good as absent.
        }
        return Optional.empty();
    }

    private boolean isOurs(JsonMembers members) {
        return members.text(SERVER_URL).filter(server::equals).isPresent();
    }

    private void save(String name, Map<String, Object> members) {
        Map<String, Object> all = new LinkedHashMap<>();
        all.put(SERVER_URL, server);
        all.putAll(members);
        try {
            storage.save(name, JsonCodec.discovered().encode(all));
            unsaved.remove(name);
        } catch (IOException e) {
            unsaved.put(name, Optional.of(all));
            complain("saved", e);
        }
    }

    private void delete(String name) {
        try {
            storage.delete(name);
            unsaved.remove(name);
        } catch (IOException e) {
            unsaved.put(name, Optional.empty());
            complain("deleted", e);
        }
    }

    private void complain(String what, IOException e) {
        if (complained.compareAndSet(false, true)) {
            LOG.log(
                    System.Logger.Level.WARNING,
                    "The tokens for {0} in {1} cannot be {2}, so a login is good for this process only: {3}",
                    shown,
                    storage,
                    what,
                    ServerText.excerpt(reason(e), MAX_REASON));
        }
    }

    /** Many exceptions of file systems say no more than the name of the file. */
    private static String reason(IOException e) {
        return e.getClass() == IOException.class ? String.valueOf(e.getMessage()) : e.toString();
    }

    /** Leaves out everything that is kept. */
    @Override
    public String toString() {
        return "CredentialStore[" + shown + "]";
    }
}
