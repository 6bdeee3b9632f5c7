package dev.fastmcp.auth.internal.flow;

import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * An identity provider that behaves as the public documentation of a real one says: it does not let clients register, and refuses what the real one refuses. In front of the same tokens stands an MCP
 * server, at {@code /mcp}. It answers for all hosts of the provider, which a {@link Detour} leads here.
 */
final class ProviderStandIn extends Site {

    /** What a code or a refresh token stands for. */
    private record Granted(Map<String, String> login) {}

    /** What is asked of it, in order. */
    final List<Map<String, String>> logins = new CopyOnWriteArrayList<>();

    final List<Map<String, String>> tokenForms = new CopyOnWriteArrayList<>();
    final AtomicInteger refreshes = new AtomicInteger();

    String issuer = "";
    String clientId = "CLIENT_ID";
    String secret = "";

    /** As the MCP server names it. */
    String authorizationServer = "";

    /** Judges an address that a login is to come back to. */
    Predicate<URI> redirects = uri -> true;

    /** What is wrong with a login, as an error code; empty if nothing is. */
    Function<Map<String, String>, String> loginFault = query -> "";

    /** Whether refusals are told by a page of the provider instead of a way back to the client. */
    boolean refusesOnAPage;

    /** Whether a login gets a refresh token. */
    Predicate<Map<String, String>> offline = query -> true;

    boolean rotates = true;
    Object expiresIn = 3600;
    int errorStatus = 400;

    /** Whether answers are forms unless the client says that it takes JSON. */
    boolean formByDefault;

    /** Whether tokens are good for the MCP server. */
    Predicate<Map<String, String>> goodForServer = login -> true;

    /** The scopes as the answer names them; empty to leave them out. */
    String grantedScope = "";

    private final Map<String, Granted> codes = new ConcurrentHashMap<>();
    private final Map<String, Granted> refreshTokens = new ConcurrentHashMap<>();
    private final Set<String> live = ConcurrentHashMap.newKeySet();
    private final AtomicInteger serial = new AtomicInteger();

    ProviderStandIn(String authorizePath, String tokenPath) throws IOException {
        page(authorizePath, this::authorize);
        page(tokenPath, this::token);
        page(
                "/.well-known/oauth-protected-resource/mcp",
                visit -> visit.answer(
                        200,
                        Map.of("resource", origin() + "/mcp", "authorization_servers", List.of(authorizationServer))));
        page("/mcp", this::serve);
    }

    /** Publishes metadata at a path, and nowhere else. */
    void metadata(String path, Map<String, Object> members) {
        page(path, visit -> visit.answer(200, members));
    }

    void endAccess() {
        live.clear();
    }

    private void authorize(Visit visit) throws IOException {
        Map<String, String> query = visit.query();
        logins.add(query);
        URI redirect = URI.create(query.getOrDefault("redirect_uri", ""));
        if (!clientId.equals(query.get("client_id")) || !redirects.test(redirect)) {
            visit.answer(400, "<h1>Redirect address mismatch</h1>");
            return;
        }
        String fault = loginFault.apply(query);
        if (!fault.isEmpty() && refusesOnAPage) {
            visit.answer(400, "<h1>" + fault + "</h1>");
            return;
        }
        Map<String, String> back = new LinkedHashMap<>();
        if (fault.isEmpty()) {
            String code = "code-" + serial.incrementAndGet();
            codes.put(code, new Granted(query));
            back.put("code", code);
        } else {
            back.put("error", fault);
            back.put("error_description", "see the documentation");
        }
        back.put("state", query.get("state"));
        visit.redirect(redirect + "?" + form(back));
    }

    private void token(Visit visit) throws IOException {
        Map<String, String> form = visit.form();
        tokenForms.add(form);
        if (!isClient(visit, form)) {
            answer(visit, errorStatus, Map.of("error", "invalid_client"));
            return;
        }
        boolean refresh = "refresh_token".equals(form.get("grant_type"));
        Granted granted = refresh ? refreshed(form) : codes.remove(form.getOrDefault("code", ""));
        if (granted == null || !refresh && !isProven(granted, form)) {
            answer(visit, errorStatus, Map.of("error", "invalid_grant", "error_description", "Bad code"));
            return;
        }
        Map<String, Object> tokens = new LinkedHashMap<>();
        String access = "access-" + serial.incrementAndGet();
        if (goodForServer.test(granted.login())) {
            live.add(access);
        }
        tokens.put("access_token", access);
        tokens.put("token_type", "bearer");
        if (expiresIn != null) {
            tokens.put("expires_in", expiresIn);
        }
        if (!grantedScope.isEmpty()) {
            tokens.put("scope", grantedScope);
        }
        if (refresh ? rotates : offline.test(granted.login())) {
            String token = "refresh-" + serial.incrementAndGet();
            refreshTokens.put(token, granted);
            tokens.put("refresh_token", token);
        }
        answer(visit, 200, tokens);
    }

    private Granted refreshed(Map<String, String> form) {
        refreshes.incrementAndGet();
        String token = form.getOrDefault("refresh_token", "");
        return rotates ? refreshTokens.remove(token) : refreshTokens.get(token);
    }

    private boolean isClient(Visit visit, Map<String, String> form) {
        String id = form.get("client_id");
        String given = form.getOrDefault("client_secret", "");
        if (visit.header("Authorization").startsWith("Basic ")) {
            String[] pair = new String(
                            Base64.getDecoder()
                                    .decode(visit.header("Authorization").substring(6)),
                            StandardCharsets.UTF_8)
                    .split(":");
            id = pair[0];
            given = pair[1];
        }
        return clientId.equals(id) && secret.equals(given);
    }

    private static boolean isProven(Granted granted, Map<String, String> form) {
        return IssuingServer.s256(form.get("code_verifier"))
                        .equals(granted.login().get("code_challenge"))
                && granted.login().get("redirect_uri").equals(form.get("redirect_uri"));
    }

    private void answer(Visit visit, int status, Map<String, Object> members) throws IOException {
        if (formByDefault && !visit.header("Accept").contains("application/json")) {
            visit.answer(status, form(members));
        } else {
            visit.answer(status, members);
        }
    }

    private static String form(Map<String, ?> members) {
        return members.entrySet().stream()
                .map(member -> member.getKey() + "="
                        + URLEncoder.encode(String.valueOf(member.getValue()), StandardCharsets.UTF_8))
                .collect(Collectors.joining("&"));
    }

    private void serve(Visit visit) throws IOException {
        String header = visit.header("Authorization");
        if (header.startsWith("Bearer ") && live.contains(header.substring(7))) {
            visit.answer(200, Map.of("jsonrpc", "2.0", "id", 1, "result", Map.of()));
            return;
        }
        visit.exchange()
                .getResponseHeaders()
                .set(
                        "WWW-Authenticate",
                        "Bearer resource_metadata=\"" + origin() + "/.well-known/oauth-protected-resource/mcp\"");
        visit.answer(401, "");
    }

    static Set<String> scopes(Map<String, String> login) {
        return Set.copyOf(Arrays.asList(login.getOrDefault("scope", "").split(" ")));
    }
}
