package dev.fastmcp.core.wire;

import static dev.fastmcp.core.wire.ObjectCodec.parts;
import static dev.fastmcp.core.wire.Scalars.DOUBLE;
import static dev.fastmcp.core.wire.Scalars.JSON;
import static dev.fastmcp.core.wire.Scalars.STRING;

import dev.fastmcp.api.model.Annotations;
import dev.fastmcp.api.model.CallToolResult;
import dev.fastmcp.api.model.ContentBlock;
import dev.fastmcp.api.model.Role;
import dev.fastmcp.api.model.TextContent;

/** Results of tools, and text. Other content is in {@link MediaTables}, so that most calls need no more than this. */
final class ContentTables {

    static final ValueCodec<Role> ROLE = new EnumCodec<>(Role.values());

    static final ObjectCodec<Annotations> ANNOTATIONS = ObjectCodec.<Annotations>of("Annotations")
            .list("audience", ROLE)
            .optional("priority", DOUBLE)
            .optional("lastModified", STRING)
            .build(
                    v -> new Annotations(v.next(), v.next(), v.next(), v.extra()),
                    r -> parts(r.audience(), r.priority(), r.lastModified(), r.extra()));

    static final ObjectCodec<TextContent> TEXT_CONTENT = ObjectCodec.<TextContent>of("TextContent")
            .constant("type", "text")
            .required("text", STRING)
            .optional("annotations", ANNOTATIONS)
            .meta()
            .build(
                    v -> new TextContent(v.next(), v.next(), v.next(), v.extra()),
                    r -> parts(r.text(), r.annotations(), r.meta(), r.extra()));

    static final ValueCodec<ContentBlock> CONTENT_BLOCK = new VariantCodec<>() {
        @Override
        ObjectCodec<? extends ContentBlock> table(String type) {
            return switch (type) {
                case "text" -> TEXT_CONTENT;
                case "image" -> MediaTables.IMAGE_CONTENT;
                case "audio" -> MediaTables.AUDIO_CONTENT;
                case "resource" -> MediaTables.EMBEDDED_RESOURCE;
                case "resource_link" -> MediaTables.RESOURCE_LINK;
                default -> MediaTables.UNKNOWN_CONTENT;
            };
        }
    };

    static final ObjectCodec<CallToolResult> CALL_TOOL_RESULT = ObjectCodec.<CallToolResult>of("CallToolResult")
            .expectedList("content", CONTENT_BLOCK)
            .optional("structuredContent", JSON)
            .flag("isError")
            .meta()
            .build(
                    v -> new CallToolResult(v.next(), v.next(), v.next(), v.next(), v.extra()),
                    r -> parts(r.content(), r.structuredContent(), r.isError(), r.meta(), r.extra()));

    private ContentTables() {}
}
