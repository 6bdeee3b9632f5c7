package dev.fastmcp.core.wire;

import static dev.fastmcp.core.wire.BasicTables.CACHE_SCOPE;
import static dev.fastmcp.core.wire.BasicTables.ICON;
import static dev.fastmcp.core.wire.ContentTables.ROLE;
import static dev.fastmcp.core.wire.ObjectCodec.parts;
import static dev.fastmcp.core.wire.Scalars.BOOLEAN;
import static dev.fastmcp.core.wire.Scalars.MILLIS;
import static dev.fastmcp.core.wire.Scalars.STRING;

import dev.fastmcp.api.model.GetPromptResult;
import dev.fastmcp.api.model.ListPromptsResult;
import dev.fastmcp.api.model.Prompt;
import dev.fastmcp.api.model.PromptArgument;
import dev.fastmcp.api.model.PromptMessage;

/** Prompts and completion (specification, "Prompts" and "Completion"). */
final class PromptTables {

    static final ObjectCodec<PromptArgument> PROMPT_ARGUMENT = ObjectCodec.<PromptArgument>of("PromptArgument")
            .required("name", STRING)
            .optional("title", STRING)
            .optional("description", STRING)
            .optional("required", BOOLEAN)
            .build(
                    v -> new PromptArgument(v.next(), v.next(), v.next(), v.next(), v.extra()),
                    r -> parts(r.name(), r.title(), r.description(), r.required(), r.extra()));

    static final ObjectCodec<Prompt> PROMPT = ObjectCodec.<Prompt>of("Prompt")
            .required("name", STRING)
            .optional("title", STRING)
            .optional("description", STRING)
            .list("arguments", PROMPT_ARGUMENT)
            .list("icons", ICON)
            .meta()
            .build(
                    v -> new Prompt(v.next(), v.next(), v.next(), v.next(), v.next(), v.next(), v.extra()),
                    r -> parts(r.name(), r.title(), r.description(), r.arguments(), r.icons(), r.meta(), r.extra()));

    static final ObjectCodec<ListPromptsResult> LIST_PROMPTS_RESULT = ObjectCodec.<ListPromptsResult>of(
                    "ListPromptsResult")
            .requiredList("prompts", PROMPT)
            .optional("nextCursor", STRING)
            .optional("ttlMs", MILLIS)
            .optional("cacheScope", CACHE_SCOPE)
            .meta()
            .build(
                    v -> new ListPromptsResult(v.next(), v.next(), v.next(), v.next(), v.next(), v.extra()),
                    r -> parts(r.prompts(), r.nextCursor(), r.ttl(), r.cacheScope(), r.meta(), r.extra()));

    static final ObjectCodec<PromptMessage> PROMPT_MESSAGE = ObjectCodec.<PromptMessage>of("PromptMessage")
            .required("role", ROLE)
            .required("content", ContentTables.CONTENT_BLOCK)
            .build(v -> new PromptMessage(v.next(), v.next(), v.extra()), r -> parts(r.role(), r.content(), r.extra()));

    static final ObjectCodec<GetPromptResult> GET_PROMPT_RESULT = ObjectCodec.<GetPromptResult>of("GetPromptResult")
            .optional("description", STRING)
            .requiredList("messages", PROMPT_MESSAGE)
            .meta()
            .build(
                    v -> new GetPromptResult(v.next(), v.next(), v.next(), v.extra()),
                    r -> parts(r.description(), r.messages(), r.meta(), r.extra()));

    private PromptTables() {}
}
