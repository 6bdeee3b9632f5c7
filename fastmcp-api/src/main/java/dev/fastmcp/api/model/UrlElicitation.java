package dev.fastmcp.api.model;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Map;
import java.util.Optional;

/**
 * A question to answer on a web page (schema "ElicitRequestURLParams", since MCP 2025-11-25). Do not open the address
 * before the user has seen it and agreed; accepting means agreeing, not having finished.
 *
 * @param message the question
 * @param url the address to open
 * @param elicitationId named again by {@link ElicitationCompleteNotification}, MCP 2025-11-25 only
 * @param task asks for a task, MCP 2025-11-25 only
 * @param meta what its sender attached under {@code _meta}
 * @param extra members that this library does not know
 */
public record UrlElicitation(
        String message,
        String url,
        Optional<String> elicitationId,
        Optional<TaskMetadata> task,
        Map<String, Object> meta,
        Map<String, Object> extra)
        implements ElicitRequest {

    /** Copies the collections. */
    public UrlElicitation {
        meta = Members.copyOf(meta);
        extra = Members.copyOf(extra);
    }

    /**
     * Returns a question and nothing else.
     *
     * @param message the question
     * @param url the address to open
     * @param elicitationId what to call the question in {@link ElicitationCompleteNotification}; clients of MCP 2025-11-25 want it
     * @return the question
     */
    public static UrlElicitation of(String message, String url, String elicitationId) {
        return new UrlElicitation(message, url, Optional.of(elicitationId), Optional.empty(), Map.of(), Map.of());
    }

    /**
     * Returns where the page is, for people to judge: show it so that it stands out.
     *
     * @return the host as it is resolved, so that letters of other alphabets which look alike show as {@code xn--…}; empty if the address has none
     */
    public Optional<String> host() {
        try {
            return Optional.ofNullable(new URI(url).getHost());
        } catch (URISyntaxException e) {
            return Optional.empty();
        }
    }
}
