package dev.fastmcp.api.config;

import dev.fastmcp.api.error.ConfigException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * The servers that applications on this machine are configured for: Claude Desktop, Claude Code, Cursor, VS Code, Gemini CLI, Goose, and {@code mcp.json} in the working directory. Nothing is started.
 *
 * <p>The configuration of Goose is YAML, of which the part is read that Goose writes; whatever else is in there is a problem, and not guessed. Its secrets are not opened: what {@code env_keys} names has
 * to be set as a variable.
 *
 * @param servers what was found, the applications in the order above, those that are switched off included
 * @param problems for each file that could not be read, and each entry that cannot be used: the file, then what is wrong
 */
public record InstalledConfigs(List<InstalledServer> servers, List<String> problems) {

    /**
     * Copies the lists.
     *
     * @param servers what was found
     * @param problems what could not be read
     */
    public InstalledConfigs {
        servers = List.copyOf(servers);
        problems = List.copyOf(problems);
    }

    /**
     * Looks at the usual places of this user, whose home is what the system property {@code user.home} says, and this operating system.
     *
     * @return what was found; files that are missing are no problem
     */
    public static InstalledConfigs discover() {
        return discover(
                home(System.getProperty("user.home", ""), System.getenv()),
                Path.of("").toAbsolutePath(),
                System.getenv(),
                System.getProperty("os.name", ""));
    }

    /** Java says "?" where users have a number only, as in many containers. */
    static Path home(String known, Map<String, String> environment) {
        Path home = Path.of(known);
        return home.isAbsolute()
                ? home
                : Path.of(environment.getOrDefault("HOME", "")).toAbsolutePath();
    }

    /**
     * Looks at the usual places of another user, folder or operating system.
     *
     * @param home the user's home folder
     * @param folder the working directory, where files of a project are
     * @param environment environment variables, of which {@code APPDATA} and {@code XDG_CONFIG_HOME} count
     * @param operatingSystem its name, as in the system property {@code os.name}
     * @return what was found
     */
    public static InstalledConfigs discover(
            Path home, Path folder, Map<String, String> environment, String operatingSystem) {
        Search search = new Search();
        String system = operatingSystem.toLowerCase(Locale.ROOT);
        Path settings = settings(home, environment, system);
        search.file("claude-desktop", settings.resolve("Claude/claude_desktop_config.json"));
        search.claudeCode(home.resolve(".claude.json"), folder);
        search.file("claude-code", folder.resolve(".mcp.json"));
        search.file("cursor", home.resolve(".cursor/mcp.json"));
        search.file("cursor", folder.resolve(".cursor/mcp.json"));
        search.file("vscode", settings.resolve("Code/User/mcp.json"));
        search.file("vscode", folder.resolve(".vscode/mcp.json"));
        search.file("gemini", home.resolve(".gemini/settings.json"));
        search.file("gemini", folder.resolve(".gemini/settings.json"));
        search.goose(goose(home, environment, system));
        search.file("project", folder.resolve("mcp.json"));
        return new InstalledConfigs(search.servers, search.problems);
    }

    private static Path settings(Path home, Map<String, String> environment, String system) {
        if (system.contains("mac")) {
            return home.resolve("Library/Application Support");
        }
        return named(home, environment, system.contains("windows"));
    }

    /** Where other applications use the folder of the Mac, this one follows XDG there, too. */
    private static Path goose(Path home, Map<String, String> environment, String system) {
        boolean windows = system.contains("windows");
        return named(home, environment, windows)
                .resolve(windows ? "Block/goose/config/config.yaml" : "goose/config.yaml");
    }

    private static Path named(Path home, Map<String, String> environment, boolean windows) {
        String named = environment.get(windows ? "APPDATA" : "XDG_CONFIG_HOME");
        Path usual = home.resolve(windows ? "AppData/Roaming" : ".config");
        try {
            return named == null || named.isBlank() ? usual : Path.of(named);
        } catch (InvalidPathException e) {
            return usual;
        }
    }

    private static final class Search {
        private final List<InstalledServer> servers = new ArrayList<>();
        private final List<String> problems = new ArrayList<>();

        void file(String source, Path file) {
            attempt(file, () -> add(source, file, McpConfig.read(file), ""));
        }

        /** The user's servers are at the root, those of a project under its folder. */
        void claudeCode(Path file, Path folder) {
            attempt(file, () -> {
                Map<String, Object> json = McpConfig.read(file).json();
                attempt(file, () -> scope(file, json, ""));
                if (json.get("projects") instanceof Map<?, ?> projects
                        && projects.get(folder.toString()) instanceof Map<?, ?> project) {
                    scope(file, project, JsonPath.member("projects", folder.toString()) + ".");
                }
            });
        }

        void goose(Path file) {
            attempt(file, () -> {
                GooseConfig config = GooseConfig.read(file);
                config.servers()
                        .forEach((name, server) -> servers.add(new InstalledServer(
                                "goose", file, name, JsonPath.member(GooseConfig.ROOT, name), server)));
                config.problems().forEach(problem -> problems.add(file + ": " + problem));
            });
        }

        private void scope(Path file, Map<?, ?> json, String prefix) {
            if (json.get(ConfigReader.USUAL_ROOT) instanceof Map<?, ?> entries) {
                add("claude-code", file, McpConfig.of(Map.of(ConfigReader.USUAL_ROOT, entries)), prefix);
            }
        }

        private void add(String source, Path file, McpConfig config, String prefix) {
            config.servers()
                    .forEach((name, server) ->
                            servers.add(new InstalledServer(source, file, name, prefix + config.path(name), server)));
            config.problems().stream()
                    .filter(ConfigProblem::error)
                    .forEach(problem -> problems.add(file + ": " + prefix + problem));
        }

        /** A file that is missing is no problem. */
        private void attempt(Path file, Runnable step) {
            if (!Files.exists(file)) {
                return;
            }
            try {
                step.run();
            } catch (ConfigException e) {
                String message = String.valueOf(e.getMessage());
                problems.add(message.contains(file.toString()) ? message : file + ": " + message);
            }
        }
    }
}
