package dev.fastmcp.api.config;

import dev.fastmcp.api.error.ConfigException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A server with an address. Immutable and thread-safe.
 *
 * @param json the entry as it is written
 */
public record RemoteServer(Map<String, Object> json) implements McpServerConfig {

    /**
     * Checks and copies the entry.
     *
     * @param json the entry
     * @throws ConfigException if a member has the wrong type, or {@code url} is missing or blank
     */
    public RemoteServer {
        json = Checks.entry(json);
        if (ServerFields.address(json) == null) {
            throw new ConfigException("A remote server needs a \"url\": give one");
        }
    }

    /**
     * Makes an entry.
     *
     * @param url the address, with its scheme; it may have placeholders such as <code>${HOST}</code>
     * @return the entry
     * @throws ConfigException if it is no address; {@link McpServerConfig#of} takes any text, as files may have it
     */
    public static RemoteServer of(String url) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("url", RemoteChecks.address(url));
        return new RemoteServer(json);
    }

    /**
     * Makes an entry.
     *
     * @param url the address, with its scheme
     * @return the entry
     * @throws ConfigException if it has no scheme, or nothing behind it
     */
    public static RemoteServer of(URI url) {
        return of(url.toString());
    }

    /**
     * Returns a copy in which one member is set.
     *
     * @param member its name, such as {@code headers}
     * @param value free-form JSON
     * @return the copy
     * @throws ConfigException if the value has the wrong type
     */
    @Override
    public RemoteServer with(String member, Object value) {
        return new RemoteServer(Checks.with(json, member, value));
    }

    /**
     * Returns a copy with one more header for every request.
     *
     * @param name the name
     * @param value the value; <code>${VAR}</code> is replaced when a client is made
     * @return the copy
     */
    public RemoteServer withHeader(String name, String value) {
        return withHeaders(Map.of(name, value));
    }

    /**
     * Returns a copy with more headers for every request.
     *
     * @param headers what is added; it takes the place of headers of the same name, in whatever case
     * @return the copy
     */
    public RemoteServer withHeaders(Map<String, String> headers) {
        Map<String, Object> kept = new LinkedHashMap<>(json);
        Map<String, Object> others = new LinkedHashMap<>(Texts.object(json, "headers"));
        others.keySet().removeIf(old -> headers.keySet().stream().anyMatch(old::equalsIgnoreCase));
        kept.put("headers", others);
        return with("headers", Checks.added(kept, "headers", headers));
    }

    /**
     * Returns a copy for one kind of transport.
     *
     * @param transport {@code http}, {@code sse}, {@code websocket}, or the id of any transport that is installed where the entry is used
     * @return the copy
     * @throws ConfigException if it cannot be an id, or looks like one of these names misspelt; {@link #with with("transport", id)} takes any text
     */
    public RemoteServer withTransport(String transport) {
        return with("transport", RemoteChecks.transport(transport));
    }

    /**
     * Returns a copy that says who is asking.
     *
     * @param auth {@code oauth} for a login in the browser, or a bearer token, best as <code>${VAR}</code>
     * @return the copy
     */
    public RemoteServer withAuth(String auth) {
        return with("auth", auth);
    }

    /**
     * Returns a copy that trusts the certificates in a file instead of those of the system.
     *
     * @param pem a PEM file
     * @return the copy
     */
    public RemoteServer withTrustedCertificates(Path pem) {
        return with("tls", Checks.added(json, "tls", Map.of("ca", pem.toString())));
    }

    /**
     * Returns a copy that believes every certificate, for experiments within one machine.
     *
     * @return the copy
     */
    public RemoteServer withUnverifiedTls() {
        return with("tls", Checks.added(json, "tls", Map.of("verify", false)));
    }

    /**
     * Returns a copy with a limit for the silence of the server.
     *
     * @param timeout how long it may send nothing at all
     * @return the copy
     * @throws ConfigException if it is negative
     */
    public RemoteServer withReadTimeout(Duration timeout) {
        return with("sse_read_timeout", timeout.toString());
    }

    /**
     * Returns a copy with a limit for each request.
     *
     * @param timeout whole milliseconds, or zero for no limit
     * @return the copy
     * @throws ConfigException if it is negative, or less than a millisecond
     */
    public RemoteServer withTimeout(Duration timeout) {
        return with("timeout", Checks.milliseconds(timeout));
    }

    /**
     * Returns a copy for one era of the protocol.
     *
     * @param era {@code auto}, {@code legacy} or {@code modern}
     * @return the copy
     * @throws ConfigException if it is something else
     */
    public RemoteServer withEra(String era) {
        return with("era", era);
    }

    /**
     * Returns a copy that is switched off or on.
     *
     * @param disabled true to leave the server out
     * @return the copy
     */
    public RemoteServer withDisabled(boolean disabled) {
        return with("disabled", disabled);
    }

    /**
     * Returns a copy with a text for people.
     *
     * @param description what the server is for
     * @return the copy
     */
    public RemoteServer withDescription(String description) {
        return with("description", description);
    }

    /**
     * Returns a copy that shows nothing without one of some tags.
     *
     * @param tags the tags; they take the place of those that were there
     * @return the copy
     */
    public RemoteServer withIncludeTags(String... tags) {
        return with("include_tags", List.of(tags));
    }

    /**
     * Returns a copy that shows nothing with one of some tags.
     *
     * @param tags the tags; they take the place of those that were there
     * @return the copy
     */
    public RemoteServer withExcludeTags(String... tags) {
        return with("exclude_tags", List.of(tags));
    }

    /**
     * Returns the address.
     *
     * @return {@code url}, or else {@code httpUrl}
     */
    public String url() {
        return String.valueOf(ServerFields.address(json));
    }

    /**
     * Returns the kind of transport.
     *
     * @return {@code transport}, or else its other name {@code type}; {@code http} where only {@code httpUrl} says so; empty to judge by the address
     */
    public Optional<String> transport() {
        return Texts.text(json, "transport")
                .or(() -> Texts.text(json, "type"))
                .or(() -> json.get("url") == null ? Optional.of("http") : Optional.empty());
    }

    /**
     * Returns the headers of every request.
     *
     * @return {@code headers}; numbers and booleans as text
     */
    public Map<String, String> headers() {
        return Texts.texts(json, "headers");
    }

    /**
     * Returns how the client proves who it is.
     *
     * @return {@code auth}: a string ({@code oauth}, or a bearer token), or an object as free-form JSON
     */
    public Optional<Object> auth() {
        return Optional.ofNullable(json.get("auth"));
    }

    /**
     * Returns how long the server may send nothing at all.
     *
     * @return {@code sse_read_timeout}, which is written in seconds or as an ISO-8601 duration
     */
    public Optional<Duration> readTimeout() {
        Object written = json.get("sse_read_timeout");
        return written == null ? Optional.empty() : Optional.ofNullable(Durations.ofSeconds(written));
    }

    /**
     * Returns the file of certificates to trust instead of those of the system.
     *
     * @return {@code tls.ca}, a PEM file
     */
    public Optional<String> trustedCertificates() {
        return Texts.text(Texts.object(json, "tls"), "ca");
    }

    /**
     * Tells whether certificates are not to be verified.
     *
     * @return true if {@code tls.verify} is false
     */
    public boolean unverifiedTls() {
        return Boolean.FALSE.equals(Texts.object(json, "tls").get("verify"));
    }

    /**
     * Returns the address for people to see.
     *
     * @return {@link #url()} without user, query and fragment, which may be secret
     */
    public String shownUrl() {
        return url().replaceAll("(?s)[?#].*", "").replaceAll("(?s)//[^/]*@", "//");
    }

    /** Shows the address without user and query, and the names of headers: all else may be secret. */
    @Override
    public String toString() {
        return "RemoteServer[url=" + shownUrl() + ", headers=" + headers().keySet() + "]";
    }
}
