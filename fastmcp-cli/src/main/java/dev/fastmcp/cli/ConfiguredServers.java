package dev.fastmcp.cli;

import dev.fastmcp.api.config.InstalledConfigs;
import dev.fastmcp.api.config.InstalledServer;
import dev.fastmcp.api.config.McpConfig;
import dev.fastmcp.api.config.McpServerConfig;
import dev.fastmcp.api.spi.TransportSource;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Servers that are named by a configuration: {@code mcp.json}, {@code mcp.json:weather}, {@code claude:weather}. */
final class ConfiguredServers {

    private static final Pattern FILE = Pattern.compile("(?i)(.*\\.json)(?::(.+))?", Pattern.DOTALL);

    /** {@code claude} is both applications of that name. */
    private static final Map<String, List<String>> APPLICATIONS = Map.of(
            "claude", List.of("claude-code", "claude-desktop"),
            "claude-code", List.of("claude-code"),
            "claude-desktop", List.of("claude-desktop"),
            "cursor", List.of("cursor"),
            "vscode", List.of("vscode"),
            "gemini", List.of("gemini"),
            "goose", List.of("goose"),
            "project", List.of("project"));

    private ConfiguredServers() {}

    static boolean isNamed(String word) {
        return !word.contains("://")
                && (FILE.matcher(word).matches()
                        || word.indexOf(':') > 0 && APPLICATIONS.containsKey(application(word)));
    }

    /** Tells what to add to a word that is an application, and no server of it; nothing for other words. */
    static String hint(String word) {
        return APPLICATIONS.containsKey(word)
                ? "; for a server of " + word + " write " + word + ":NAME, fastmcp discover lists them"
                : "";
    }

    private static String application(String word) {
        return word.substring(0, word.indexOf(':'));
    }

    /** Returns the server that a word names, or the configuration of several; the word itself if it names none in a configuration. */
    static Object resolved(String word) {
        if (!isNamed(word)) {
            return word;
        }
        Matcher file = FILE.matcher(word);
        return file.matches()
                ? ofFile(word, file)
                : discovered(application(word), word.substring(word.indexOf(':') + 1));
    }

    private static Object ofFile(String word, Matcher file) {
        McpConfig config = McpConfig.read(Path.of(file.group(1)));
        String name = file.group(2);
        if (name != null) {
            return server(name, config.path(name), config.server(name));
        }
        if (config.hasSeveralServers()) {
            return Logins.withStored(config);
        }
        if (config.enabledServers().isEmpty()) {
            return new TransportSource.Config(config);
        }
        String only = config.enabledServers().keySet().iterator().next();
        return server(only, config.path(only), config.server(only));
    }

    private static Object discovered(String application, String name) {
        InstalledConfigs installed = InstalledConfigs.discover();
        List<String> sources = APPLICATIONS.getOrDefault(application, List.of());
        List<InstalledServer> ofApplication = installed.servers().stream()
                .filter(server -> sources.contains(server.source()))
                .toList();
        List<InstalledServer> found = ofApplication.stream()
                .filter(server -> server.name().equals(name))
                .toList();
        if (found.size() > 1) {
            throw new UsageException("\"" + TerminalText.line(name) + "\" is in several files: name one of "
                    + choices(found.stream()
                            .map(server -> unambiguous(server, found))
                            .toList()));
        }
        if (found.isEmpty()) {
            throw new UsageException(application + " has no server \"" + TerminalText.line(name)
                    + "\" that can be used; it has: "
                    + choices(ofApplication.stream().map(InstalledServer::name).toList())
                    + ". fastmcp discover shows all, and what is wrong with the others.");
        }
        return server(name, found.get(0).path(), found.get(0).config());
    }

    /** The application, if it has only one server of that name; else the file. */
    private static String unambiguous(InstalledServer server, List<InstalledServer> sameName) {
        boolean alone = sameName.stream()
                        .filter(other -> other.source().equals(server.source()))
                        .count()
                == 1;
        return (alone ? server.source() : server.file()) + ":" + server.name();
    }

    /** A server whose tools are changed is treated like several. */
    private static Object server(String name, String path, McpServerConfig config) {
        return config.changesTools()
                ? Logins.withStored(McpConfig.empty().with(name, config.with("disabled", false)))
                : new TransportSource.Server(name, config.expanded(path, System.getenv()));
    }

    private static String choices(List<String> names) {
        return names.isEmpty()
                ? "none"
                : names.stream().distinct().map(TerminalText::line).collect(Collectors.joining(", "));
    }
}
