package dev.fastmcp.core.protocol;

import dev.fastmcp.api.model.CallToolResult;
import dev.fastmcp.api.model.CompleteResult;
import dev.fastmcp.api.model.GetPromptResult;
import dev.fastmcp.api.model.ListPromptsResult;
import dev.fastmcp.api.model.ListResourceTemplatesResult;
import dev.fastmcp.api.model.ListResourcesResult;
import dev.fastmcp.api.model.ListToolsResult;
import dev.fastmcp.api.model.ReadResourceResult;

/** A request that both eras have. */
public record Operation<R>(String method, Feature feature, Class<R> resultType) {

    /** {@code tools/list}. */
    public static final Operation<ListToolsResult> LIST_TOOLS =
            new Operation<>("tools/list", Feature.TOOLS, ListToolsResult.class);

    /** {@code tools/call}. */
    public static final Operation<CallToolResult> CALL_TOOL =
            new Operation<>("tools/call", Feature.TOOLS, CallToolResult.class);

    /** {@code resources/list}. */
    public static final Operation<ListResourcesResult> LIST_RESOURCES =
            new Operation<>("resources/list", Feature.RESOURCES, ListResourcesResult.class);

    /** {@code resources/templates/list}. */
    public static final Operation<ListResourceTemplatesResult> LIST_RESOURCE_TEMPLATES =
            new Operation<>("resources/templates/list", Feature.RESOURCES, ListResourceTemplatesResult.class);

    /** {@code resources/read}. */
    public static final Operation<ReadResourceResult> READ_RESOURCE =
            new Operation<>("resources/read", Feature.RESOURCES, ReadResourceResult.class);

    /** {@code prompts/list}. */
    public static final Operation<ListPromptsResult> LIST_PROMPTS =
            new Operation<>("prompts/list", Feature.PROMPTS, ListPromptsResult.class);

    /** {@code prompts/get}. */
    public static final Operation<GetPromptResult> GET_PROMPT =
            new Operation<>("prompts/get", Feature.PROMPTS, GetPromptResult.class);

    /** {@code completion/complete}. */
    public static final Operation<CompleteResult> COMPLETE =
            new Operation<>("completion/complete", Feature.COMPLETIONS, CompleteResult.class);
}
