package dev.fastmcp.core.protocol;

import dev.fastmcp.api.model.ListPromptsResult;
import dev.fastmcp.api.model.ListResourceTemplatesResult;
import dev.fastmcp.api.model.ListResourcesResult;
import dev.fastmcp.api.model.ListToolsResult;
import dev.fastmcp.api.model.Prompt;
import dev.fastmcp.api.model.Resource;
import dev.fastmcp.api.model.ResourceTemplate;
import dev.fastmcp.api.model.Tool;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** Something that a server lists page by page. */
public record Listing<R, I>(
        Operation<R> operation, Function<R, List<I>> items, Function<R, Optional<String>> nextCursor) {

    /** {@code tools/list}. */
    public static final Listing<ListToolsResult, Tool> TOOLS =
            new Listing<>(Operation.LIST_TOOLS, ListToolsResult::tools, ListToolsResult::nextCursor);

    /** {@code resources/list}. */
    public static final Listing<ListResourcesResult, Resource> RESOURCES =
            new Listing<>(Operation.LIST_RESOURCES, ListResourcesResult::resources, ListResourcesResult::nextCursor);

    /** {@code resources/templates/list}. */
    public static final Listing<ListResourceTemplatesResult, ResourceTemplate> RESOURCE_TEMPLATES = new Listing<>(
            Operation.LIST_RESOURCE_TEMPLATES,
            ListResourceTemplatesResult::resourceTemplates,
            ListResourceTemplatesResult::nextCursor);

    /** {@code prompts/list}. */
    public static final Listing<ListPromptsResult, Prompt> PROMPTS =
            new Listing<>(Operation.LIST_PROMPTS, ListPromptsResult::prompts, ListPromptsResult::nextCursor);
}
