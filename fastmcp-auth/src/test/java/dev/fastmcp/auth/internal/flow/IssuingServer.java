package dev.fastmcp.auth.internal.flow;

import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;

/** An authorization server that asks nobody, counts, and does what a test wants. Refresh tokens are good for one use; a second use revokes everything. */
public final class IssuingServer extends Site {

    /** A client that has registered. */
    private record Client(String secret, List<?> redirects) {}

    /** What a code or a refresh token stands for. */
    private record Granted(String client, String scope, String challenge) {}

    public final AtomicInteger registrations = new AtomicInteger();
    public final AtomicInteger authorizations = new AtomicInteger();
    public final AtomicInteger codes = new AtomicInteger();
    public final AtomicInteger refreshes = new AtomicInteger();
    public final AtomicInteger machines = new AtomicInteger();
    public final AtomicInteger reuses = new AtomicInteger();
    public final AtomicInteger metadataReads = new AtomicInteger();

    /** The members of the metadata; null takes one away. */
    public final Map<String, Object> metadata = new LinkedHashMap<>();

    public final List<Map<String, String>> tokenForms = new CopyOnWriteArrayList<>();
    public final List<Map<String, String>> loginQueries = new CopyOnWriteArrayList<>();

    /** Added to the answer to a login. */
    public volatile Map<String, String> loginExtras = Map.of();

    /** Instead of a code. */
    public volatile String loginError = "";

    /** Whether unknown clients get a page that says so, as they should. */
    public volatile boolean checksClients = true;

    public volatile Object expiresIn = 3600;
    public volatile String secret = "";
    public volatile long secretExpiresAt;
    public volatile String grantedScope = "";

    /** Answers in place of the token endpoint; null for the usual answer. */
    public volatile Page tokenFault;

    /** The same for refreshes only. */
    public volatile Page refreshFault;

    /** Makes refreshes last half a second. */
    public volatile boolean refreshDelayed;

    private final Map<String, Client> clients = new ConcurrentHashMap<>();
    private final Map<String, Granted> open = new ConcurrentHashMap<>();
    private final Map<String, Granted> refreshable = new ConcurrentHashMap<>();
    private final Set<String> used = ConcurrentHashMap.newKeySet();
    private final Map<String, Set<String>> live = new ConcurrentHashMap<>();
    private final AtomicInteger serial = new AtomicInteger();

    public IssuingServer() throws IOException {
        metadata.put("issuer", origin());
        metadata.put("authorization_endpoint", origin() + "/authorize");
        metadata.put("token_endpoint", origin() + "/token");
        metadata.put("registration_endpoint", origin() + "/register");
        metadata.put("code_challenge_methods_supported", List.of("S256"));
        metadata.put("token_endpoint_auth_methods_supported", List.of("none", "client_secret_basic"));
        page("/.well-known/oauth-authorization-server", visit -> {
            metadataReads.incrementAndGet();
            visit.answer(200, metadata);
        });
        page("/authorize", this::authorize);
        page("/register", this::register);
        page("/token", this::token);
    }

    private String next(String kind) {
        return kind + "-" + serial.incrementAndGet() + "-" + Long.toHexString(System.nanoTime());
    }

    private void register(Visit visit) throws IOException {
        registrations.incrementAndGet();
        String id = next("client");
        List<?> redirects = (List<?>) visit.json().get("redirect_uris");
        clients.put(id, new Client(secret, redirects));
        Map<String, Object> answer = new LinkedHashMap<>();
        answer.put("client_id", id);
        answer.put("redirect_uris", redirects);
        if (!secret.isEmpty()) {
            answer.put("client_secret", secret);
            answer.put("client_secret_expires_at", secretExpiresAt);
            answer.put("token_endpoint_auth_method", "client_secret_basic");
        }
        visit.answer(201, answer);
    }

    /** Makes a client known, as operators do. */
    public void know(String id, String clientSecret) {
        clients.put(id, new Client(clientSecret, List.of()));
    }

    public void forgetClients() {
        clients.clear();
    }

    private void authorize(Visit visit) throws IOException {
        Map<String, String> query = visit.query();
        loginQueries.add(query);
        Client client = clients.get(query.get("client_id"));
        boolean described = query.getOrDefault("client_id", "").startsWith("https://");
        boolean known = described
                || client != null
                        && (client.redirects().isEmpty() || client.redirects().contains(query.get("redirect_uri")));
        if (checksClients && !known) {
            visit.answer(400, "<h1>unknown client</h1>");
            return;
        }
        authorizations.incrementAndGet();
        Map<String, String> back = new LinkedHashMap<>();
        back.put("state", query.get("state"));
        if (loginError.isEmpty()) {
            String code = next("code");
            open.put(
                    code,
                    new Granted(query.get("client_id"), query.getOrDefault("scope", ""), query.get("code_challenge")));
            back.put("code", code);
        } else {
            back.put("error", loginError);
        }
        back.putAll(loginExtras);
        visit.redirect(query.get("redirect_uri") + "?"
                + back.entrySet().stream()
                        .map(pair -> pair.getKey() + "=" + URLEncoder.encode(pair.getValue(), StandardCharsets.UTF_8))
                        .collect(Collectors.joining("&")));
    }

    private void token(Visit visit) throws IOException {
        Map<String, String> form = visit.form();
        tokenForms.add(form);
        Page fault = tokenFault;
        String grant = form.getOrDefault("grant_type", "");
        if (fault != null) {
            fault.serve(visit);
        } else if (grant.equals("authorization_code")) {
            codes.incrementAndGet();
            redeem(visit, form);
        } else if (grant.equals("refresh_token")) {
            refreshes.incrementAndGet();
            Page refreshing = refreshFault;
            if (refreshing == null) {
                refresh(visit, form);
            } else {
                refreshing.serve(visit);
            }
        } else {
            machines.incrementAndGet();
            issue(visit, new Granted("machine", form.getOrDefault("scope", ""), ""), false);
        }
    }

    private void redeem(Visit visit, Map<String, String> form) throws IOException {
        String client = client(visit, form);
        if (client.isEmpty()) {
            visit.answer(401, Map.of("error", "invalid_client"));
            return;
        }
        Granted granted = open.remove(form.get("code"));
        if (granted == null
                || !granted.client().equals(client)
                || !granted.challenge().equals(s256(form.get("code_verifier")))) {
            visit.answer(400, Map.of("error", "invalid_grant"));
            return;
        }
        issue(visit, granted, true);
    }

    private void refresh(Visit visit, Map<String, String> form) throws IOException {
        if (refreshDelayed) {
            LockSupport.parkNanos(Duration.ofMillis(500).toNanos());
        }
        String client = client(visit, form);
        String token = form.get("refresh_token");
        Granted granted = refreshable.remove(token);
        if (client.isEmpty()) {
            visit.answer(401, Map.of("error", "invalid_client"));
        } else if (granted == null || !granted.client().equals(client)) {
            if (used.contains(token)) {
                reuses.incrementAndGet();
                revoke();
            }
            visit.answer(400, Map.of("error", "invalid_grant"));
        } else {
            used.add(token);
            issue(visit, granted, true);
        }
    }

    private String client(Visit visit, Map<String, String> form) {
        String id = form.getOrDefault("client_id", "");
        String given = form.getOrDefault("client_secret", "");
        String header = visit.header("Authorization");
        if (header.startsWith("Basic ")) {
            String[] pair =
                    new String(Base64.getDecoder().decode(header.substring(6)), StandardCharsets.UTF_8).split(":");
            id = pair[0];
            given = pair[1];
        }
        Client known = clients.get(id);
        boolean proven =
                id.startsWith("https://") || known != null && known.secret().equals(given);
        return proven ? id : "";
    }

    private void issue(Visit visit, Granted granted, boolean renewable) throws IOException {
        String access = next("access");
        String scope = grantedScope.isEmpty() ? granted.scope() : grantedScope;
        live.put(access, Set.copyOf(Arrays.asList(scope.split(" "))));
        Map<String, Object> answer = new LinkedHashMap<>();
        answer.put("access_token", access);
        answer.put("token_type", "Bearer");
        answer.put("expires_in", expiresIn);
        if (!grantedScope.isEmpty()) {
            answer.put("scope", grantedScope);
        }
        if (renewable) {
            String refresh = next("refresh");
            refreshable.put(refresh, granted);
            answer.put("refresh_token", refresh);
        }
        visit.answer(200, answer);
    }

    /** Ends access tokens; refresh tokens stay good. */
    public void endAccess() {
        live.clear();
    }

    /** Takes everything back. */
    public void revoke() {
        live.clear();
        refreshable.clear();
    }

    public boolean isLive(String token) {
        return live.containsKey(token);
    }

    public Set<String> scopes(String token) {
        return live.getOrDefault(token, Set.of());
    }

    /** All that must not be told: tokens, codes, secrets, states, verifiers. */
    public List<String> secrets() {
        List<String> secrets = new ArrayList<>(live.keySet());
        secrets.addAll(refreshable.keySet());
        secrets.addAll(used);
        secrets.addAll(open.keySet());
        for (Map<String, String> form : tokenForms) {
            for (String name : List.of("code", "code_verifier", "refresh_token", "client_secret", "assertion")) {
                if (form.containsKey(name)) {
                    secrets.add(form.get(name));
                }
            }
        }
        loginQueries.forEach(query -> secrets.add(query.get("state")));
        if (!secret.isEmpty()) {
            secrets.add(secret);
        }
        return secrets;
    }

    static String s256(String verifier) {
        try {
            return Base64.getUrlEncoder()
                    .withoutPadding()
                    .encodeToString(MessageDigest.getInstance("SHA-256")
                            .digest(String.valueOf(verifier).getBytes(StandardCharsets.US_ASCII)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
