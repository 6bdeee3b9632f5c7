package dev.fastmcp.core.wire;

import static dev.fastmcp.core.wire.ObjectCodec.parts;
import static dev.fastmcp.core.wire.Scalars.BOOLEAN;
import static dev.fastmcp.core.wire.Scalars.LONG;
import static dev.fastmcp.core.wire.Scalars.STRING;

import dev.fastmcp.api.model.CompleteResult;
import dev.fastmcp.api.model.Completion;
import dev.fastmcp.api.model.CompletionReference;
import dev.fastmcp.api.model.PromptReference;
import dev.fastmcp.api.model.ResourceTemplateReference;
import dev.fastmcp.api.model.UnknownReference;

/** Completion (specification, "Completion"). */
final class CompletionTables {

    static final ObjectCodec<PromptReference> PROMPT_REFERENCE = ObjectCodec.<PromptReference>of("PromptReference")
            .constant("type", "ref/prompt")
            .required("name", STRING)
            .optional("title", STRING)
            .build(v -> new PromptReference(v.next(), v.next(), v.extra()), r -> parts(r.name(), r.title(), r.extra()));

    static final ObjectCodec<ResourceTemplateReference> RESOURCE_TEMPLATE_REFERENCE =
            ObjectCodec.<ResourceTemplateReference>of("ResourceTemplateReference")
                    .constant("type", "ref/resource")
                    .required("uri", STRING)
                    .build(v -> new ResourceTemplateReference(v.next(), v.extra()), r -> parts(r.uri(), r.extra()));

    static final ObjectCodec<UnknownReference> UNKNOWN_REFERENCE = ObjectCodec.<UnknownReference>of("UnknownReference")
            .build(v -> new UnknownReference(v.extraText("type"), v.extra()), r -> parts(r.fields()));

    static final ValueCodec<CompletionReference> REFERENCE = new VariantCodec<>() {
        @Override
        ObjectCodec<? extends CompletionReference> table(String type) {
            return switch (type) {
                case "ref/prompt" -> PROMPT_REFERENCE;
                case "ref/resource" -> RESOURCE_TEMPLATE_REFERENCE;
                default -> UNKNOWN_REFERENCE;
            };
        }
    };

    static final ObjectCodec<Completion> COMPLETION = ObjectCodec.<Completion>of("Completion")
            .requiredList("values", STRING)
            .optional("total", LONG)
            .optional("hasMore", BOOLEAN)
            .build(
                    v -> new Completion(v.next(), v.next(), v.next(), v.extra()),
                    r -> parts(r.values(), r.total(), r.hasMore(), r.extra()));

    static final ObjectCodec<CompleteResult> COMPLETE_RESULT = ObjectCodec.<CompleteResult>of("CompleteResult")
            .required("completion", COMPLETION)
            .meta()
            .build(
                    v -> new CompleteResult(v.next(), v.next(), v.extra()),
                    r -> parts(r.completion(), r.meta(), r.extra()));

    private CompletionTables() {}
}
