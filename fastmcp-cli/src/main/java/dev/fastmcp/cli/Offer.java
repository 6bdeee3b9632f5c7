package dev.fastmcp.cli;

import dev.fastmcp.api.ClientSession;
import dev.fastmcp.api.error.McpException;
import dev.fastmcp.api.model.Prompt;
import dev.fastmcp.api.model.Tool;
import dev.fastmcp.api.spi.ClientTransport;
import dev.fastmcp.server.McpConfigTransport;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** What a server has, by name. If it is not there, says why, as far as that is known. */
record Offer(ClientSession session, ClientTransport transport) {

    Tool tool(String name) {
        return named(name, session.listTools(), Tool::name, "tool", "fastmcp list");
    }

    Prompt prompt(String name) {
        return named(name, session.listPrompts(), Prompt::name, "prompt", "fastmcp list --prompts");
    }

    private <T> T named(String name, List<T> all, Function<T, String> nameOf, String what, String list) {
        for (T each : all) {
            if (nameOf.apply(each).equals(name)) {
                return each;
            }
        }
        Optional<McpException> unavailable =
                transport instanceof McpConfigTransport several ? several.unavailable(name) : Optional.empty();
        if (unavailable.isPresent()) {
            throw unavailable.get();
        }
        List<String> names = all.stream().map(nameOf).toList();
        throw new UsageException(
                Sentence.of("The server has no " + what + " \"" + name + "\"" + Nearest.hint(name, names)) + " \""
                        + list + "\" shows all");
    }
}
