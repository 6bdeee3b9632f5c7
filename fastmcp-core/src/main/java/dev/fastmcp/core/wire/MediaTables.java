package dev.fastmcp.core.wire;

import static dev.fastmcp.core.wire.ContentTables.ANNOTATIONS;
import static dev.fastmcp.core.wire.ObjectCodec.parts;
import static dev.fastmcp.core.wire.Scalars.STRING;

import dev.fastmcp.api.model.AudioContent;
import dev.fastmcp.api.model.EmbeddedResource;
import dev.fastmcp.api.model.ImageContent;
import dev.fastmcp.api.model.ResourceLink;
import dev.fastmcp.api.model.UnknownContent;

/** Content other than text. */
final class MediaTables {

    static final ObjectCodec<ImageContent> IMAGE_CONTENT = ObjectCodec.<ImageContent>of("ImageContent")
            .constant("type", "image")
            .required("data", STRING)
            .required("mimeType", STRING)
            .optional("annotations", ANNOTATIONS)
            .meta()
            .build(
                    v -> new ImageContent(v.next(), v.next(), v.next(), v.next(), v.extra()),
                    r -> parts(r.data(), r.mimeType(), r.annotations(), r.meta(), r.extra()));

    static final ObjectCodec<AudioContent> AUDIO_CONTENT = ObjectCodec.<AudioContent>of("AudioContent")
            .constant("type", "audio")
            .required("data", STRING)
            .required("mimeType", STRING)
            .optional("annotations", ANNOTATIONS)
            .meta()
            .build(
                    v -> new AudioContent(v.next(), v.next(), v.next(), v.next(), v.extra()),
                    r -> parts(r.data(), r.mimeType(), r.annotations(), r.meta(), r.extra()));

    static final ObjectCodec<EmbeddedResource> EMBEDDED_RESOURCE = ObjectCodec.<EmbeddedResource>of("EmbeddedResource")
            .constant("type", "resource")
            .required("resource", ResourceTables.RESOURCE_CONTENTS)
            .optional("annotations", ANNOTATIONS)
            .meta()
            .build(
                    v -> new EmbeddedResource(v.next(), v.next(), v.next(), v.extra()),
                    r -> parts(r.resource(), r.annotations(), r.meta(), r.extra()));

    /** A link has the members of the resource that it leads to. */
    static final ObjectCodec<ResourceLink> RESOURCE_LINK = ResourceTables.resource(
                    ObjectCodec.<ResourceLink>of("ResourceLink").constant("type", "resource_link"))
            .build(v -> new ResourceLink(ResourceTables.make(v)), r -> ResourceTables.take(r.resource()));

    static final ObjectCodec<UnknownContent> UNKNOWN_CONTENT = ObjectCodec.<UnknownContent>of("UnknownContent")
            .build(v -> new UnknownContent(v.extraText("type"), v.extra()), r -> parts(r.fields()));

    private MediaTables() {}
}
