package dev.fastmcp.api.config;

import java.util.Optional;

/**
 * How the components of several servers are called by a client that sees them all. Implementations are thread-safe, and give back exactly what they were given: {@code originalName(server, name(server, x))} is {@code x}.
 */
public interface ComponentNames {

    /**
     * The usual rule: {@code {server}_{name}} for tools and prompts, and {@code scheme://{server}/rest} for the addresses of resources. Addresses without {@code ://} stay as they are.
     *
     * @return the rule
     */
    static ComponentNames prefixed() {
        return PrefixedNames.INSTANCE;
    }

    /**
     * All names stay as they are. Two servers with components of the same name cannot be used together then.
     *
     * @return the rule
     */
    static ComponentNames unchanged() {
        return UnchangedNames.INSTANCE;
    }

    /**
     * Names a tool or a prompt.
     *
     * @param server the server's name in the configuration
     * @param original what the server calls it
     * @return what clients call it
     */
    String name(String server, String original);

    /**
     * Finds out what a server calls a tool or a prompt.
     *
     * @param server the server's name in the configuration
     * @param shown what clients call it
     * @return what the server would call it; empty if it cannot be one of this server
     */
    Optional<String> originalName(String server, String shown);

    /**
     * Gives a resource, or a template of resources, an address.
     *
     * @param server the server's name in the configuration
     * @param original the address at the server
     * @return the address for clients
     */
    String uri(String server, String original);

    /**
     * Finds out by which address a server knows a resource.
     *
     * @param server the server's name in the configuration
     * @param shown the address for clients
     * @return the address at the server; empty if it cannot be one of this server
     */
    Optional<String> originalUri(String server, String shown);
}
