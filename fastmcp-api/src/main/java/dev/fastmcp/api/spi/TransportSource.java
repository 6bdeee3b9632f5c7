package dev.fastmcp.api.spi;

import dev.fastmcp.api.config.McpConfig;
import dev.fastmcp.api.config.McpServerConfig;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;

/**
 * What the user asked to connect to, before anyone knows by which transport. More kinds may be added; a factory answers no to those it does not
 * know.
 */
public sealed interface TransportSource {

    /**
     * An address with a scheme.
     *
     * @param uri the address, exactly as given
     */
    record Url(URI uri) implements TransportSource {}

    /**
     * A file that somehow is a server.
     *
     * @param path the path, exactly as given; it may not exist
     */
    record Script(Path path) implements TransportSource {}

    /**
     * A program with its arguments; no shell is involved.
     *
     * @param command the program, then its arguments; never empty
     */
    record Command(List<String> command) implements TransportSource {
        /**
         * Copies the list.
         *
         * @param command the program, then its arguments
         * @throws IllegalArgumentException if the list is empty
         */
        public Command {
            command = List.copyOf(command);
            if (command.isEmpty()) {
                throw new IllegalArgumentException("command is empty: give a program and its arguments");
            }
        }
    }

    /**
     * One server of a configuration, with nothing left to expand.
     *
     * @param name its name there
     * @param config its entry; a transport judges it by its class, and by its address
     */
    record Server(String name, McpServerConfig config) implements TransportSource {}

    /**
     * Several servers.
     *
     * @param config the configuration, as it is written
     */
    record Config(McpConfig config) implements TransportSource {}

    /**
     * Any other object, for transports that know its class.
     *
     * @param value the object
     */
    record Other(Object value) implements TransportSource {}
}
