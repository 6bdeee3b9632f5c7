package dev.fastmcp.api.config;

import dev.fastmcp.api.config.JsonOutline.Member;
import dev.fastmcp.api.config.JsonOutline.Node;
import dev.fastmcp.api.error.ConfigException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.UnaryOperator;

/**
 * A configuration file in which single servers are changed. Everything else in it stays to the letter: order, layout, comments, line ends. A change is one step, so that a reader sees the old file
 * or the new one; a file made here can be read by its owner only; a symbolic link stays, and its target is changed.
 *
 * <p>Thread-safe: changes within this process wait for each other. Two processes that change a file in the same instant are told apart up to the moment of writing; the later one gets an exception.
 */
public final class McpConfigFile {

    private static final ReentrantLock LOCK = new ReentrantLock();
    private static final String NEW = "{\n  \"mcpServers\": {}\n}\n";

    private final Path file;

    private McpConfigFile(Path file) {
        this.file = file;
    }

    /**
     * Names a file. It need not exist, and is not looked at.
     *
     * @param file the file
     * @return the handle
     */
    public static McpConfigFile of(Path file) {
        return new McpConfigFile(file);
    }

    /**
     * Reads the file.
     *
     * @return what is in it; nothing if it does not exist
     * @throws ConfigException as for {@link McpConfig#read}
     */
    public McpConfig read() {
        return Files.exists(file) ? McpConfig.read(file) : McpConfig.empty();
    }

    /**
     * Adds a server at the end, or replaces the one of this name where it stands. A file that is missing or blank is made.
     *
     * @param name its name
     * @param server the server; written as {@link McpServerConfig#json()} says, so start from the present one to keep members that are not to change
     * @throws IllegalArgumentException if the name is blank
     * @throws ConfigException if the file is no valid configuration, has been changed by another process meanwhile, or cannot be written
     */
    public void put(String name, McpServerConfig server) {
        Objects.requireNonNull(server, "server");
        if (Objects.requireNonNull(name, "name").isBlank()) {
            throw new IllegalArgumentException("name is blank: give the server a name");
        }
        Objects.requireNonNull(server, "server");
        edit(text -> {
            Target target = Target.of(text, file);
            String newline = text.contains("\r\n") ? "\r\n" : "\n";
            return ServerEdits.put(text, target.root, target.entries, name, server.json(), newline);
        });
    }

    /**
     * Removes a server.
     *
     * @param name its name
     * @return false if there was none of this name; nothing is written then
     * @throws ConfigException as for {@link #put}
     */
    public boolean remove(String name) {
        boolean[] removed = new boolean[1];
        edit(text -> {
            List<Node> entries = Target.of(text, file).entries;
            removed[0] = !entries.isEmpty() && entries.get(0).member(name).isPresent();
            return removed[0] ? ServerEdits.remove(text, entries.get(0), name) : text;
        });
        return removed[0];
    }

    private void edit(UnaryOperator<String> change) {
        LOCK.lock();
        try {
            String present = present();
            String basis = present.isBlank() ? NEW : present;
            String changed = change.apply(basis);
            if (changed.equals(basis)) {
                return;
            }
            check(changed);
            if (!present().equals(present)) {
                throw new ConfigException(file + " was changed by another process meanwhile: try again");
            }
            ConfigText.write(file, changed);
        } finally {
            LOCK.unlock();
        }
    }

    private String present() {
        return Files.exists(file) ? ConfigText.read(file) : "";
    }

    private void check(String changed) {
        if (!(JsonOutline.of(changed).decoded() instanceof Map<?, ?>)) {
            throw new ConfigException(file + " would be damaged by this change, so it was left as it is");
        }
    }

    /** The object that holds the servers: empty if it has yet to be written. */
    private record Target(Node root, String name, List<Node> entries) {

        static Target of(String text, Path file) {
            try {
                JsonOutline outline = JsonOutline.of(text);
                if (!(outline.decoded() instanceof Map<?, ?> json)) {
                    throw new ConfigException("it is no JSON object");
                }
                Node root = outline.root();
                String name = ConfigReader.rootOf(Frozen.map(json));
                List<Node> entries = name.isEmpty()
                        ? List.of(root)
                        : root.member(name).map(Member::value).stream().toList();
                if (!entries.isEmpty() && !entries.get(0).object()) {
                    throw new ConfigException(name + ": must be an object of servers by name");
                }
                return new Target(root, name, entries);
            } catch (ConfigException e) {
                throw new ConfigException(file + " is left as it is: " + e.getMessage(), e);
            }
        }
    }
}
