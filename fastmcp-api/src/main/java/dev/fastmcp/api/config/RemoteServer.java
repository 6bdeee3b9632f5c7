package dev.fastmcp.api.config;

import dev.fastmcp.api.error.ConfigException;
import java.time.Duration;
import java.util.LinkedHashMap;
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
     * @param url the address
     * @return the entry
     * @throws ConfigException if the address is blank
     */
    public static RemoteServer of(String url) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("url", url);
        return new RemoteServer(json);
    }

    /**
     * Returns a copy in which one member is set.
     *
     * @param member its name, such as {@code headers}
     * @param value free-form JSON
     * @return the copy
     * @throws ConfigException if the value has the wrong type
     */
    public RemoteServer with(String member, Object value) {
        return new RemoteServer(Checks.with(json, member, value));
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
