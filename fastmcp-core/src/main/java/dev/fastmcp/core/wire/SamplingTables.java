package dev.fastmcp.core.wire;

import static dev.fastmcp.core.wire.ContentTables.ROLE;
import static dev.fastmcp.core.wire.ObjectCodec.parts;
import static dev.fastmcp.core.wire.Scalars.DOUBLE;
import static dev.fastmcp.core.wire.Scalars.JSON;
import static dev.fastmcp.core.wire.Scalars.LONG;
import static dev.fastmcp.core.wire.Scalars.STRING;

import dev.fastmcp.api.model.CreateMessageRequest;
import dev.fastmcp.api.model.CreateMessageResult;
import dev.fastmcp.api.model.ListRootsResult;
import dev.fastmcp.api.model.ModelPreferences;
import dev.fastmcp.api.model.Root;
import dev.fastmcp.api.model.SamplingContent;
import dev.fastmcp.api.model.SamplingMessage;
import dev.fastmcp.api.model.ToolChoice;
import dev.fastmcp.api.model.ToolResultContent;
import dev.fastmcp.api.model.ToolUseContent;
import dev.fastmcp.core.wire.Containers.OneOrManyCodec;

/** What a server asks a model, and the directories it may use (specification, "Sampling" and "Roots"). */
final class SamplingTables {

    static final ObjectCodec<Root> ROOT = ObjectCodec.<Root>of("Root")
            .required("uri", STRING)
            .optional("name", STRING)
            .meta()
            .build(
                    v -> new Root(v.next(), v.next(), v.next(), v.extra()),
                    r -> parts(r.uri(), r.name(), r.meta(), r.extra()));

    static final ObjectCodec<ListRootsResult> LIST_ROOTS_RESULT = ObjectCodec.<ListRootsResult>of("ListRootsResult")
            .requiredList("roots", ROOT)
            .meta()
            .build(v -> new ListRootsResult(v.next(), v.next(), v.extra()), r -> parts(r.roots(), r.meta(), r.extra()));

    static final ObjectCodec<ToolUseContent> TOOL_USE_CONTENT = ObjectCodec.<ToolUseContent>of("ToolUseContent")
            .constant("type", "tool_use")
            .required("id", STRING)
            .required("name", STRING)
            .required("input", JSON)
            .meta()
            .build(
                    v -> new ToolUseContent(v.next(), v.next(), v.next(), v.next(), v.extra()),
                    r -> parts(r.id(), r.name(), r.input(), r.meta(), r.extra()));

    static final ObjectCodec<ToolResultContent> TOOL_RESULT_CONTENT = ObjectCodec.<ToolResultContent>of(
                    "ToolResultContent")
            .constant("type", "tool_result")
            .required("toolUseId", STRING)
            .expectedList("content", ContentTables.CONTENT_BLOCK)
            .optional("structuredContent", JSON)
            .flag("isError")
            .meta()
            .build(
                    v -> new ToolResultContent(v.next(), v.next(), v.next(), v.next(), v.next(), v.extra()),
                    r -> parts(r.toolUseId(), r.content(), r.structuredContent(), r.isError(), r.meta(), r.extra()));

    static final ValueCodec<SamplingContent> SAMPLING_CONTENT = new VariantCodec<>() {
        @Override
        ObjectCodec<? extends SamplingContent> table(String type) {
            return switch (type) {
                case "text" -> ContentTables.TEXT_CONTENT;
                case "image" -> MediaTables.IMAGE_CONTENT;
                case "audio" -> MediaTables.AUDIO_CONTENT;
                case "tool_use" -> TOOL_USE_CONTENT;
                case "tool_result" -> TOOL_RESULT_CONTENT;
                default -> MediaTables.UNKNOWN_CONTENT;
            };
        }
    };

    static final ObjectCodec<SamplingMessage> SAMPLING_MESSAGE = ObjectCodec.<SamplingMessage>of("SamplingMessage")
            .required("role", ROLE)
            .required("content", new OneOrManyCodec<>(SAMPLING_CONTENT))
            .meta()
            .build(
                    v -> new SamplingMessage(v.next(), v.next(), v.next(), v.extra()),
                    r -> parts(r.role(), r.content(), r.meta(), r.extra()));

    static final ObjectCodec<ModelPreferences.ModelHint> MODEL_HINT = ObjectCodec.<ModelPreferences.ModelHint>of(
                    "ModelHint")
            .optional("name", STRING)
            .build(v -> new ModelPreferences.ModelHint(v.next(), v.extra()), r -> parts(r.name(), r.extra()));

    static final ObjectCodec<ModelPreferences> MODEL_PREFERENCES = ObjectCodec.<ModelPreferences>of("ModelPreferences")
            .list("hints", MODEL_HINT)
            .optional("costPriority", DOUBLE)
            .optional("speedPriority", DOUBLE)
            .optional("intelligencePriority", DOUBLE)
            .build(
                    v -> new ModelPreferences(v.next(), v.next(), v.next(), v.next(), v.extra()),
                    r -> parts(r.hints(), r.costPriority(), r.speedPriority(), r.intelligencePriority(), r.extra()));

    static final ObjectCodec<ToolChoice> TOOL_CHOICE = ObjectCodec.<ToolChoice>of("ToolChoice")
            .optional("mode", new EnumCodec<>(ToolChoice.Mode.values()))
            .build(v -> new ToolChoice(v.next(), v.extra()), r -> parts(r.mode(), r.extra()));

    static final ObjectCodec<CreateMessageRequest> CREATE_MESSAGE_REQUEST = ObjectCodec.<CreateMessageRequest>of(
                    "CreateMessageRequest")
            .requiredList("messages", SAMPLING_MESSAGE)
            .optional("modelPreferences", MODEL_PREFERENCES)
            .optional("systemPrompt", STRING)
            .optional("includeContext", STRING)
            .optional("temperature", DOUBLE)
            .required("maxTokens", LONG)
            .list("stopSequences", STRING)
            .optional("metadata", JSON)
            .list("tools", ToolTables.TOOL)
            .optional("toolChoice", TOOL_CHOICE)
            .optional("task", RequestTables.TASK_METADATA)
            .meta()
            .build(
                    v -> new CreateMessageRequest(
                            v.next(), v.next(), v.next(), v.next(), v.next(), v.next(), v.next(), v.next(), v.next(),
                            v.next(), v.next(), v.next(), v.extra()),
                    r -> parts(
                            r.messages(),
                            r.modelPreferences(),
                            r.systemPrompt(),
                            r.includeContext(),
                            r.temperature(),
                            r.maxTokens(),
                            r.stopSequences(),
                            r.metadata(),
                            r.tools(),
                            r.toolChoice(),
                            r.task(),
                            r.meta(),
                            r.extra()));

    static final ObjectCodec<CreateMessageResult> CREATE_MESSAGE_RESULT = ObjectCodec.<CreateMessageResult>of(
                    "CreateMessageResult")
            .required("role", ROLE)
            .required("content", new OneOrManyCodec<>(SAMPLING_CONTENT))
            .required("model", STRING)
            .optional("stopReason", STRING)
            .meta()
            .build(
                    v -> new CreateMessageResult(v.next(), v.next(), v.next(), v.next(), v.next(), v.extra()),
                    r -> parts(r.role(), r.content(), r.model(), r.stopReason(), r.meta(), r.extra()));

    private SamplingTables() {}
}
