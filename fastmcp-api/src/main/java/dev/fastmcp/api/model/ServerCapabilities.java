package dev.fastmcp.api.model;

import java.util.Map;
import java.util.Optional;

/**
 * What a server offers to clients (schema "ServerCapabilities"). Everything absent is not offered.
 *
 * @param experimental what no specification has yet, by name
 * @param logging present if the server sends log messages
 * @param completions present if it completes arguments; not declared in MCP 2024-11-05
 * @param prompts present if it has prompts
 * @param resources present if it has resources
 * @param tools present if it has tools
 * @param tasks running requests as tasks, MCP 2025-11-25 only
 * @param extensions the settings of extensions by their identifier, since MCP 2026-07-28
 * @param extra members that this library does not know
 */
public record ServerCapabilities(
        Map<String, Object> experimental,
        Optional<Map<String, Object>> logging,
        Optional<Map<String, Object>> completions,
        Optional<Prompts> prompts,
        Optional<Resources> resources,
        Optional<Tools> tools,
        Optional<TasksCapability> tasks,
        Map<String, Object> extensions,
        Map<String, Object> extra) {

    /** Offers nothing. */
    public static final ServerCapabilities NONE = new ServerCapabilities(
            Map.of(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Map.of(),
            Map.of());

    /** Copies the collections. */
    public ServerCapabilities {
        experimental = Members.copyOf(experimental);
        logging = logging.map(Members::copyOf);
        completions = completions.map(Members::copyOf);
        extensions = Members.copyOf(extensions);
        extra = Members.copyOf(extra);
    }

    /**
     * The server has {@linkplain Prompt prompts}.
     *
     * @param listChanged whether it can tell when the list changes
     * @param extra members that this library does not know
     */
    public record Prompts(boolean listChanged, Map<String, Object> extra) {

        /** Copies the collections. */
        public Prompts {
            extra = Members.copyOf(extra);
        }
    }

    /**
     * The server has {@linkplain Resource resources}.
     *
     * @param subscribe whether it can tell when one of them changes
     * @param listChanged whether it can tell when the list changes
     * @param extra members that this library does not know
     */
    public record Resources(boolean subscribe, boolean listChanged, Map<String, Object> extra) {

        /** Copies the collections. */
        public Resources {
            extra = Members.copyOf(extra);
        }
    }

    /**
     * The server has {@linkplain Tool tools}.
     *
     * @param listChanged whether it can tell when the list changes
     * @param extra members that this library does not know
     */
    public record Tools(boolean listChanged, Map<String, Object> extra) {

        /** Copies the collections. */
        public Tools {
            extra = Members.copyOf(extra);
        }
    }
}
