package dev.fastmcp.core.protocol;

import dev.fastmcp.api.model.Role;
import dev.fastmcp.api.model.SamplingContent;
import dev.fastmcp.api.model.SamplingMessage;
import dev.fastmcp.api.model.ToolResultContent;
import dev.fastmcp.api.model.ToolUseContent;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** How uses of tools and their results must follow each other in a conversation (specification 2025-11-25, "Sampling", "Message Content Constraints"). */
final class SamplingRules {

    private SamplingRules() {}

    /** Returns what is wrong, or {@code null}. */
    static @Nullable String fault(List<SamplingMessage> messages) {
        Set<String> open = Set.of();
        for (SamplingMessage message : messages) {
            Set<String> results = message.content().stream()
                    .filter(ToolResultContent.class::isInstance)
                    .map(content -> ((ToolResultContent) content).toolUseId())
                    .collect(Collectors.toSet());
            if (!results.isEmpty() && !allResults(message.content())) {
                return "A message with tool results has other content as well";
            }
            if (!results.equals(open)) {
                return "Uses of tools and their results do not match";
            }
            open = message.role() == Role.ASSISTANT ? uses(message.content()) : Set.of();
        }
        return open.isEmpty() ? null : "A use of a tool has no result";
    }

    private static boolean allResults(List<SamplingContent> content) {
        return content.stream().allMatch(ToolResultContent.class::isInstance);
    }

    private static Set<String> uses(List<SamplingContent> content) {
        return content.stream()
                .filter(ToolUseContent.class::isInstance)
                .map(use -> ((ToolUseContent) use).id())
                .collect(Collectors.toSet());
    }
}
