package dev.fastmcp.auth.internal.token;

import dev.fastmcp.api.error.DataMappingException;
import dev.fastmcp.api.json.JsonValue;
import dev.fastmcp.auth.internal.wire.JsonMembers;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/** What authorization servers demand of the document about a client and of its address (OAuth Client ID Metadata Document). */
public final class MetadataRules {

    private MetadataRules() {}

    /** Returns what is wrong about an address; empty if nothing is. */
    public static List<String> problems(URI url) {
        List<String> problems = new ArrayList<>();
        if (!"https".equalsIgnoreCase(url.getScheme()) || url.getHost() == null) {
            problems.add("it must be an https address with a host");
        }
        String path = url.getRawPath() == null ? "" : url.getRawPath();
        if (path.isEmpty() || path.equals("/")) {
            problems.add("it must have a path, such as /oauth/client.json");
        }
        if (Arrays.stream(path.split("/")).anyMatch(segment -> segment.equals(".") || segment.equals(".."))) {
            problems.add("its path must not hold . or ..");
        }
        if (url.getRawUserInfo() != null) {
            problems.add("it must not hold a user");
        }
        if (url.getRawFragment() != null) {
            problems.add("it must not have a fragment");
        }
        return problems;
    }

    /** Returns what is wrong about a document; empty if nothing is. */
    public static List<String> problems(String json, URI publishedAt) {
        JsonMembers members;
        try {
            Map<String, Object> map = JsonValue.parse(json).asMap();
            members = new JsonMembers(map);
        } catch (DataMappingException e) {
            return List.of("it is no JSON object");
        }
        List<String> problems = new ArrayList<>();
        if (!members.text("client_id").orElse("").equals(publishedAt.toString())) {
            problems.add("its client_id must be this address, character by character");
        }
        if (members.text("client_name").map(String::isBlank).orElse(true)) {
            problems.add("it needs a client_name");
        }
        redirects(members, problems);
        String method = members.text("token_endpoint_auth_method").orElse("none");
        if (method.startsWith("client_secret_")) {
            problems.add("its token_endpoint_auth_method must be none or private_key_jwt: who can read it would know a"
                    + " secret");
        }
        for (String secret : List.of("client_secret", "client_secret_expires_at")) {
            if (members.document().containsKey(secret)) {
                problems.add("it must not hold " + secret);
            }
        }
        if (!members.texts("grant_types").orElse(List.of("authorization_code")).contains("authorization_code")) {
            problems.add("its grant_types must hold authorization_code");
        }
        if (!members.texts("response_types").orElse(List.of("code")).contains("code")) {
            problems.add("its response_types must hold code");
        }
        return problems;
    }

    private static void redirects(JsonMembers members, List<String> problems) {
        List<String> redirects = members.texts("redirect_uris").orElse(List.of());
        if (redirects.isEmpty()) {
            problems.add("it needs redirect_uris");
        }
        for (String redirect : redirects) {
            if (!isRedirect(redirect)) {
                problems.add("the redirect address " + redirect
                        + " must be https, or http to 127.0.0.1, [::1] or localhost, without a fragment");
            }
        }
    }

    private static boolean isRedirect(String text) {
        try {
            URI uri = new URI(text);
            String host = String.valueOf(uri.getHost());
            boolean here = host.equals("localhost") || host.equals("127.0.0.1") || host.equals("[::1]");
            return uri.getHost() != null
                    && uri.getRawFragment() == null
                    && ("https".equals(uri.getScheme()) || "http".equals(uri.getScheme()) && here);
        } catch (URISyntaxException e) {
            return false;
        }
    }
}
