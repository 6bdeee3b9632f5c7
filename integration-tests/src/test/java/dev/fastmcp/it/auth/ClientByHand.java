package dev.fastmcp.it.auth;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fastmcp.api.json.JsonValue;
import java.io.IOException;
import java.net.URI;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;

/** The least that an OAuth client does, on the HTTP client of the JDK, to find out what the servers do. */
final class ClientByHand implements AutoCloseable {

    private static final String JSON = "application/json";

    final String state = UUID.randomUUID().toString();
    private final String verifier = UUID.randomUUID() + "-" + UUID.randomUUID();
    private final HttpClient http = HttpClient.newHttpClient();
    private final String issuer;
    private final String resource;
    private final URI callback;
    private String clientId = "";

    ClientByHand(String issuer, String resource, URI callback) {
        this.issuer = issuer;
        this.resource = resource;
        this.callback = callback;
    }

    ClientByHand withClientId(String id) {
        clientId = id;
        return this;
    }

    String clientId() {
        return clientId;
    }

    JsonValue metadata() throws IOException, InterruptedException {
        return body(get(issuer + "/.well-known/oauth-authorization-server"));
    }

    HttpResponse<String> get(String url) throws IOException, InterruptedException {
        return send(HttpRequest.newBuilder(URI.create(url)));
    }

    /** Registers a public client of this computer, and is that client from now on. */
    ClientByHand register() throws IOException, InterruptedException {
        Map<String, Object> client = Map.of(
                "client_name", "A client <by hand>",
                "redirect_uris", List.of(callback.toString()),
                "grant_types", List.of("authorization_code", "refresh_token"),
                "token_endpoint_auth_method", "none",
                "application_type", "native");
        HttpResponse<String> response = send(HttpRequest.newBuilder(URI.create(issuer + "/reg"))
                .header("content-type", JSON)
                .POST(BodyPublishers.ofString(JsonValue.of(client).toJson())));
        assertThat(response.statusCode()).isEqualTo(201);
        return withClientId(text(body(response), "client_id"));
    }

    URI authorizationUrl(String scope) {
        Map<String, String> parameters = new LinkedHashMap<>();
        parameters.put("response_type", "code");
        parameters.put("client_id", clientId);
        parameters.put("redirect_uri", callback.toString());
        parameters.put("scope", scope);
        parameters.put("state", state);
        parameters.put("resource", resource);
        parameters.put("code_challenge", hash(verifier));
        parameters.put("code_challenge_method", "S256");
        return URI.create(issuer + "/auth?" + encoded(parameters));
    }

    /** Goes all the way through an authorization server that answers by itself. */
    JsonValue login(String scope) throws IOException, InterruptedException {
        try (PlainBrowser browser = new PlainBrowser()) {
            return exchange(query(browser.follow(authorizationUrl(scope)).getRawQuery()), Map.of());
        }
    }

    /** Exchanges the code of a callback. */
    JsonValue exchange(Map<String, String> answer, Map<String, String> headers)
            throws IOException, InterruptedException {
        assertThat(answer).containsEntry("state", state).containsEntry("iss", issuer);
        HttpResponse<String> response = token(
                Map.of(
                        "grant_type",
                        "authorization_code",
                        "client_id",
                        clientId,
                        "code",
                        answer.get("code"),
                        "redirect_uri",
                        callback.toString(),
                        "code_verifier",
                        verifier),
                headers);
        assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
        return body(response);
    }

    HttpResponse<String> refresh(String refreshToken) throws IOException, InterruptedException {
        return token(
                Map.of("grant_type", "refresh_token", "client_id", clientId, "refresh_token", refreshToken), Map.of());
    }

    /** Asks the token endpoint, for a token of the resource. */
    HttpResponse<String> token(Map<String, String> form, Map<String, String> headers)
            throws IOException, InterruptedException {
        Map<String, String> all = new LinkedHashMap<>(form);
        all.put("resource", resource);
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(issuer + "/token"))
                .header("content-type", "application/x-www-form-urlencoded")
                .POST(BodyPublishers.ofString(encoded(all)));
        headers.forEach(request::header);
        return send(request);
    }

    /** Calls a tool of the resource in the modern era, with a header for the credentials or without. */
    HttpResponse<String> call(String tool, Map<String, ?> arguments, Map<String, String> headers)
            throws IOException, InterruptedException {
        Map<String, Object> meta = Map.of(
                "io.modelcontextprotocol/protocolVersion",
                "2026-07-28",
                "io.modelcontextprotocol/clientInfo",
                Map.of("name", "by-hand", "version", "1"),
                "io.modelcontextprotocol/clientCapabilities",
                Map.of());
        Map<String, Object> params = Map.of("name", tool, "arguments", arguments, "_meta", meta);
        Map<String, Object> call = Map.of("jsonrpc", "2.0", "id", 1, "method", "tools/call", "params", params);
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(resource))
                .header("content-type", JSON)
                .header("accept", JSON + ", text/event-stream")
                .header("mcp-protocol-version", "2026-07-28")
                .header("mcp-method", "tools/call")
                .header("mcp-name", tool)
                .POST(BodyPublishers.ofString(JsonValue.of(call).toJson()));
        headers.forEach(request::header);
        return send(request);
    }

    private HttpResponse<String> send(HttpRequest.Builder request) throws IOException, InterruptedException {
        return http.send(request.build(), HttpResponse.BodyHandlers.ofString());
    }

    static JsonValue body(HttpResponse<String> response) {
        return JsonValue.parse(response.body());
    }

    static String text(JsonValue object, String member) {
        return AuthorizationServer.text(object, member);
    }

    static Map<String, String> bearer(JsonValue tokens) {
        return Map.of("authorization", "Bearer " + text(tokens, "access_token"));
    }

    static String challenge(HttpResponse<String> response) {
        return response.headers().firstValue("www-authenticate").orElse("");
    }

    /** The parameters of a query. */
    static Map<String, String> query(String raw) {
        return Arrays.stream(raw.split("&"))
                .map(each -> each.split("=", 2))
                .collect(Collectors.toMap(each -> each[0], each -> URLDecoder.decode(each[1], StandardCharsets.UTF_8)));
    }

    private static String encoded(Map<String, String> parameters) {
        return parameters.entrySet().stream()
                .map(each -> each.getKey() + "=" + URLEncoder.encode(each.getValue(), StandardCharsets.UTF_8))
                .collect(Collectors.joining("&"));
    }

    static String hash(String text) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.US_ASCII));
            return Base64.getUrlEncoder().withoutPadding().encodeToString(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError(e);
        }
    }

    @Override
    public void close() {
        http.close();
    }
}
