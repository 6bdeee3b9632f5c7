package dev.fastmcp.api.config;

import dev.fastmcp.api.config.YamlReader.Member;
import dev.fastmcp.api.config.YamlText.Line;
import dev.fastmcp.api.error.ConfigException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Finds the servers among the {@code extensions} in the configuration of Goose, which is YAML. Extensions that are part of Goose are no servers, and left out. */
final class GooseConfig {

    static final String ROOT = "extensions";

    private final Map<String, McpServerConfig> servers = new LinkedHashMap<>();
    private final List<String> problems = new ArrayList<>();

    private GooseConfig() {}

    static GooseConfig read(Path file) {
        return parse(ConfigText.read(file));
    }

    static GooseConfig parse(String text) {
        GooseConfig config = new GooseConfig();
        boolean found = false;
        for (YamlText section : YamlText.of(text).sections()) {
            Line line = section.first();
            if (line.indent() > 0) {
                throw line.wrong("the first name of a file must not be indented");
            }
            Member member = Member.of(line);
            if (member.name().equals(ROOT)) {
                if (found) {
                    throw line.wrong(ROOT + " is there twice: remove one of them");
                }
                found = true;
                config.extensions(member, section);
            }
        }
        return config;
    }

    Map<String, McpServerConfig> servers() {
        return servers;
    }

    List<String> problems() {
        return problems;
    }

    /** Each extension is read by itself, so that one which is not understood costs no other. */
    private void extensions(Member member, YamlText section) {
        if (!new YamlLine(section.first(), member.value()).ends()) {
            object(section.first(), member).forEach((name, extension) -> add(String.valueOf(name), extension));
            return;
        }
        YamlText below = section.rest();
        for (YamlText extension : below.sections()) {
            String path = ROOT;
            try {
                String name = Member.of(extension.first()).name();
                path = JsonPath.member(ROOT, name);
                if (extension.first().indent() != below.first().indent()) {
                    throw extension
                            .first()
                            .wrong("indented differently from line "
                                    + below.first().number());
                }
                if (YamlReader.block(extension, 1) instanceof Map<?, ?> map) {
                    add(name, map.get(name));
                }
            } catch (ConfigException e) {
                problems.add(path + ": " + e.getMessage());
            }
        }
    }

    private static Map<?, ?> object(Line line, Member member) {
        if (new YamlLine(line, member.value()).value() instanceof Map<?, ?> map) {
            return map;
        }
        throw line.wrong(ROOT + " must be an object");
    }

    private void add(String name, @Nullable Object extension) {
        String path = JsonPath.member(ROOT, name);
        if (!(extension instanceof Map<?, ?> map)) {
            problems.add(path + ": must be an object, not " + ServerFields.typeOf(extension));
            return;
        }
        if (servers.containsKey(name)) {
            problems.add(path + ": this name is there twice: remove one of them");
            return;
        }
        entry(path, map).ifPresent(entry -> {
            List<ConfigProblem> wrong = ServerFields.problems(path, entry).stream()
                    .filter(ConfigProblem::error)
                    .toList();
            wrong.forEach(problem -> problems.add(problem.toString()));
            if (wrong.isEmpty()) {
                servers.put(name, McpServerConfig.of(entry));
            }
        });
    }

    private Optional<Map<String, Object>> entry(String path, Map<?, ?> extension) {
        Map<String, Object> entry = new LinkedHashMap<>();
        String type = String.valueOf(extension.get("type"));
        switch (type) {
            case "stdio" -> {
                copy(extension, "cmd", entry, "command");
                copy(extension, "args", entry, "args");
                environment(extension, entry);
            }
            case "sse", "streamable_http" -> {
                copy(extension, "uri", entry, "url");
                entry.put("transport", type.equals("sse") ? "sse" : "http");
                copy(extension, "headers", entry, "headers");
            }
            case "builtin", "platform", "frontend", "inline_python" -> {
                return Optional.empty();
            }
            default -> {
                problems.add(path + ".type: must be \"stdio\", \"streamable_http\" or \"sse\" for a server");
                return Optional.empty();
            }
        }
        // Seconds there, milliseconds here.
        if (extension.get("timeout") instanceof Long seconds && seconds > 0 && seconds < 1_000_000_000) {
            entry.put("timeout", seconds * 1000);
        }
        if (Boolean.FALSE.equals(extension.get("enabled"))) {
            entry.put("disabled", true);
        }
        copy(extension, "description", entry, "description");
        return Optional.of(Frozen.map(entry));
    }

    private static void copy(Map<?, ?> from, String name, Map<String, Object> to, String here) {
        Object value = from.get(name);
        if (value != null) {
            to.put(here, value);
        }
    }

    /** What {@code env_keys} names is in Goose's own store of secrets, which we do not open; the same variables may be set. */
    private static void environment(Map<?, ?> extension, Map<String, Object> entry) {
        Map<String, Object> env = new LinkedHashMap<>();
        if (extension.get("env_keys") instanceof List<?> names) {
            names.stream()
                    .map(String::valueOf)
                    .filter(name -> name.matches("[A-Za-z_][A-Za-z0-9_]*"))
                    .forEach(name -> env.put(name, "${" + name + "}"));
        }
        if (extension.get("envs") instanceof Map<?, ?> set) {
            set.forEach((name, value) -> env.put(String.valueOf(name), value));
            entry.put("env", env);
        } else if (extension.get("envs") != null || env.isEmpty()) {
            copy(extension, "envs", entry, "env");
        } else {
            entry.put("env", env);
        }
    }
}
