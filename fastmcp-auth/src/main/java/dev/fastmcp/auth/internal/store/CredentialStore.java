package dev.fastmcp.auth.internal.store;

import dev.fastmcp.api.error.DataMappingException;
import dev.fastmcp.api.json.JsonCodec;
import dev.fastmcp.api.json.JsonValue;
import dev.fastmcp.api.spi.TokenStorage;
import dev.fastmcp.auth.internal.token.ClientRegistration;
import dev.fastmcp.auth.internal.wire.JsonMembers;
import java.io.IOException;
import java.net.URI;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * What is stored about one client of one server. If the storage fails, this object remembers by itself what it was told, so that a login is good for the rest of the process. Thread-safe.
 */
public final class CredentialStore {

    private static final System.Logger LOG = System.getLogger(CredentialStore.class.getName());
    private static final String SERVER_URL = "server_url";

    private final TokenStorage storage;
    private final String server;
    private final String tokensName;
    private final String clientName;
    private final String lockName;

    /** What the storage did not take; an empty value stands for something deleted. */
    private final ConcurrentMap<String, Optional<Map<String, Object>>> unsaved = new ConcurrentHashMap<>();

    private final AtomicBoolean complained = new AtomicBoolean();

    /**
     * Opens the part of a storage.
     *
     * @param client tells different clients of the same user apart
     */
    public CredentialStore(TokenStorage storage, URI server, String client) {
        String name = CredentialNames.of(server, client);
        this.storage = storage;
        this.server = CredentialNames.canonical(server);
        this.tokensName = name + "_tokens";
        this.clientName = name + "_client_info";
        this.lockName = name;
    }

    public Optional<StoredTokens> tokens() {
        return load(tokensName).flatMap(TokensJson::read);
    }

    public void save(StoredTokens tokens) {
        save(tokensName, TokensJson.write(tokens));
    }

    public Optional<ClientRegistration> client() {
        return load(clientName).flatMap(ClientJson::read);
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

    /** Keeps others from changing the same credentials, in this process and others. */
    public TokenStorage.Lock lock() throws IOException, InterruptedException {
        try {
            return storage.lock(lockName);
        } catch (IOException e) {
            if (unsaved.isEmpty() && !complained.get()) {
                throw e;
            }
            // The storage cannot be used at all, so there is nothing that others could change.
            return () -> {};
        }
    }

    private Optional<JsonMembers> load(String name) {
        Optional<Map<String, Object>> kept = unsaved.get(name);
        if (kept != null) {
            return kept.map(JsonMembers::new);
        }
        try {
            return storage.load(name).flatMap(CredentialStore::members).filter(this::isOurs);
        } catch (IOException e) {
            complain("read", e);
            return Optional.empty();
        }
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
                    "Tokens cannot be {0}, so they are good for this process only: {1}",
                    what,
                    e.getMessage());
        }
    }
}
