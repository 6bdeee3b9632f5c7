package dev.fastmcp.api.model;

import java.util.Map;
import java.util.Optional;

/**
 * What a client offers to servers (schema "ClientCapabilities"). Everything absent is not offered.
 *
 * @param experimental what no specification has yet, by name
 * @param roots directories to work with
 * @param sampling asking a model
 * @param elicitation asking the user, since MCP 2025-06-18
 * @param tasks running requests of the server as tasks, MCP 2025-11-25 only
 * @param extensions the settings of extensions by their identifier, since MCP 2026-07-28
 * @param extra members that this library does not know
 */
public record ClientCapabilities(
        Map<String, Object> experimental,
        Optional<Roots> roots,
        Optional<Sampling> sampling,
        Optional<Elicitation> elicitation,
        Optional<TasksCapability> tasks,
        Map<String, Object> extensions,
        Map<String, Object> extra) {

    /** Offers nothing. */
    public static final ClientCapabilities NONE = new ClientCapabilities(
            Map.of(), Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), Map.of(), Map.of());

    /** Copies the collections. */
    public ClientCapabilities {
        experimental = Members.copyOf(experimental);
        extensions = Members.copyOf(extensions);
        extra = Members.copyOf(extra);
    }

    /**
     * The client has {@linkplain Root roots}.
     *
     * @param listChanged whether it tells when they change; not since MCP 2026-07-28
     * @param extra members that this library does not know
     */
    public record Roots(boolean listChanged, Map<String, Object> extra) {

        /** Copies the collections. */
        public Roots {
            extra = Members.copyOf(extra);
        }
    }

    /**
     * The client can ask a model.
     *
     * @param context present if {@code includeContext} may ask for the context of servers, since MCP 2025-11-25
     * @param tools present if requests may have tools, since MCP 2025-11-25
     * @param extra members that this library does not know
     */
    public record Sampling(
            Optional<Map<String, Object>> context, Optional<Map<String, Object>> tools, Map<String, Object> extra) {

        /** Copies the collections. */
        public Sampling {
            context = context.map(Members::copyOf);
            tools = tools.map(Members::copyOf);
            extra = Members.copyOf(extra);
        }
    }

    /**
     * The client can ask the user.
     *
     * @param form present if it can show forms, since MCP 2025-11-25
     * @param url present if it can send the user to a web page, since MCP 2025-11-25
     * @param extra members that this library does not know
     */
    public record Elicitation(
            Optional<Map<String, Object>> form, Optional<Map<String, Object>> url, Map<String, Object> extra) {

        /** Copies the collections. */
        public Elicitation {
            form = form.map(Members::copyOf);
            url = url.map(Members::copyOf);
            extra = Members.copyOf(extra);
        }

        /**
         * Tells whether forms may be asked for.
         *
         * @return true if forms are declared, or nothing is
         */
        public boolean allowsForms() {
            return form.isPresent() || url.isEmpty();
        }
    }
}
