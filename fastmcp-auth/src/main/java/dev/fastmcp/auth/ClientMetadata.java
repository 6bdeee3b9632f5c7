package dev.fastmcp.auth;

import dev.fastmcp.api.json.JsonValue;
import dev.fastmcp.auth.internal.token.MetadataRules;
import java.net.URI;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A document about a client, published by its makers at an address that is then the id of the client (OAuth Client ID Metadata Document). Authorization servers that have never heard of the client fetch
 * it, so nobody has to register. The document holds nothing secret. Immutable and thread-safe.
 *
 * <pre>{@code
 * URI address = URI.create("https://example.com/oauth/client.json");
 * String document = ClientMetadata.builder(address).clientName("Example").build().toJson(); // publish this there
 * OAuth auth = OAuth.builder().clientMetadataUrl(address).build();
 * }</pre>
 *
 * @see <a href="https://datatracker.ietf.org/doc/draft-ietf-oauth-client-id-metadata-document/">The draft of the IETF</a>
 */
public final class ClientMetadata {

    private final URI url;
    private final Map<String, Object> members;

    private ClientMetadata(URI url, Map<String, Object> members) {
        this.url = url;
        this.members = members;
    }

    /**
     * Starts a document.
     *
     * @param url where it will be published: https, with a path, without user info, fragment and dots as path segments
     * @return a builder
     * @throws IllegalArgumentException if it cannot be published there
     */
    public static Builder builder(URI url) {
        return new Builder(checkedUrl(url));
    }

    /**
     * Checks a document that exists already, as authorization servers do.
     *
     * @param json the document
     * @param publishedAt where it is published
     * @throws IllegalArgumentException if the document is no JSON object, or authorization servers would refuse it; the message names all that is wrong
     */
    public static void check(String json, URI publishedAt) {
        checkedUrl(publishedAt);
        List<String> problems = MetadataRules.problems(json, publishedAt);
        if (!problems.isEmpty()) {
            throw new IllegalArgumentException("The document about the client at " + publishedAt + " would be refused: "
                    + String.join("; ", problems));
        }
    }

    static URI checkedUrl(URI url) {
        List<String> problems = MetadataRules.problems(url);
        if (!problems.isEmpty()) {
            throw new IllegalArgumentException(
                    "The address cannot be the id of a client: " + String.join("; ", problems));
        }
        return url;
    }

    /**
     * Returns the address that the document is for.
     *
     * @return the address, which is the id of the client
     */
    public URI url() {
        return url;
    }

    /**
     * Returns the document.
     *
     * @return a JSON object; publish it as {@code application/json}
     */
    public String toJson() {
        return JsonValue.of(members).toJson();
    }

    /** Returns the document. */
    @Override
    public String toString() {
        return toJson();
    }

    /** Collects what a document says. Not thread-safe. */
    public static final class Builder {

        /** Authorization servers accept any port where the document names none (RFC 8252, section 7.3). */
        private static final List<String> LOOPBACK =
                List.of("http://127.0.0.1/callback", "http://[::1]/callback", "http://localhost/callback");

        private final URI url;
        private final Map<String, Object> members = new LinkedHashMap<>();

        private Builder(URI url) {
            this.url = url;
            members.put("client_id", url.toString());
            members.put("client_name", "FastMCP Client");
            members.put("redirect_uris", LOOPBACK);
            members.put("grant_types", List.of("authorization_code", "refresh_token"));
            members.put("response_types", List.of("code"));
            members.put("token_endpoint_auth_method", "none");
            members.put("application_type", "native");
        }

        /**
         * Sets how the client is called to the person who logs in.
         *
         * @param name {@code FastMCP Client} by default
         * @return this builder
         */
        public Builder clientName(String name) {
            return member("client_name", name);
        }

        /**
         * Sets where logins come back to.
         *
         * @param uris https, or http to this machine; by default {@code /callback} on this machine with any port, where {@link OAuth} listens
         * @return this builder
         */
        public Builder redirectUris(URI... uris) {
            List<String> texts = new ArrayList<>();
            for (URI uri : uris) {
                texts.add(uri.toString());
            }
            return member("redirect_uris", List.copyOf(texts));
        }

        /**
         * Sets the web site of the client.
         *
         * @param uri shown to the person who logs in
         * @return this builder
         */
        public Builder clientUri(URI uri) {
            return member("client_uri", uri.toString());
        }

        /**
         * Sets any other member, such as {@code logo_uri} or {@code scope} (RFC 7591, section 2).
         *
         * @param name the name
         * @param value free-form JSON
         * @return this builder
         */
        public Builder member(String name, Object value) {
            members.put(name, value);
            return this;
        }

        /**
         * Makes the document.
         *
         * @return the document
         * @throws IllegalArgumentException if authorization servers would refuse it; the message names all that is wrong
         */
        public ClientMetadata build() {
            ClientMetadata made = new ClientMetadata(url, Collections.unmodifiableMap(new LinkedHashMap<>(members)));
            check(made.toJson(), url);
            return made;
        }
    }
}
