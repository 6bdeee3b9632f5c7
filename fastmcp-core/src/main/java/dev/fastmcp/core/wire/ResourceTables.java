package dev.fastmcp.core.wire;

import static dev.fastmcp.core.wire.BasicTables.CACHE_SCOPE;
import static dev.fastmcp.core.wire.BasicTables.ICON;
import static dev.fastmcp.core.wire.ContentTables.ANNOTATIONS;
import static dev.fastmcp.core.wire.ObjectCodec.parts;
import static dev.fastmcp.core.wire.Scalars.LONG;
import static dev.fastmcp.core.wire.Scalars.MILLIS;
import static dev.fastmcp.core.wire.Scalars.STRING;

import dev.fastmcp.api.model.BlobResourceContents;
import dev.fastmcp.api.model.ListResourceTemplatesResult;
import dev.fastmcp.api.model.ListResourcesResult;
import dev.fastmcp.api.model.ReadResourceResult;
import dev.fastmcp.api.model.Resource;
import dev.fastmcp.api.model.ResourceContents;
import dev.fastmcp.api.model.ResourceTemplate;
import dev.fastmcp.api.model.ResourceUpdatedNotification;
import dev.fastmcp.api.model.TextResourceContents;
import dev.fastmcp.api.model.UnknownResourceContents;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Resources (specification, "Resources"). */
final class ResourceTables {

    static final ObjectCodec<Resource> RESOURCE =
            resource(ObjectCodec.<Resource>of("Resource")).build(ResourceTables::make, ResourceTables::take);

    static final ObjectCodec<ResourceTemplate> RESOURCE_TEMPLATE = ObjectCodec.<ResourceTemplate>of("ResourceTemplate")
            .required("uriTemplate", STRING)
            .required("name", STRING)
            .optional("title", STRING)
            .optional("description", STRING)
            .optional("mimeType", STRING)
            .optional("annotations", ANNOTATIONS)
            .list("icons", ICON)
            .meta()
            .build(
                    v -> new ResourceTemplate(
                            v.next(), v.next(), v.next(), v.next(), v.next(), v.next(), v.next(), v.next(), v.extra()),
                    r -> parts(
                            r.uriTemplate(),
                            r.name(),
                            r.title(),
                            r.description(),
                            r.mimeType(),
                            r.annotations(),
                            r.icons(),
                            r.meta(),
                            r.extra()));

    static final ObjectCodec<ListResourcesResult> LIST_RESOURCES_RESULT = ObjectCodec.<ListResourcesResult>of(
                    "ListResourcesResult")
            .requiredList("resources", RESOURCE)
            .optional("nextCursor", STRING)
            .optional("ttlMs", MILLIS)
            .optional("cacheScope", CACHE_SCOPE)
            .meta()
            .build(
                    v -> new ListResourcesResult(v.next(), v.next(), v.next(), v.next(), v.next(), v.extra()),
                    r -> parts(r.resources(), r.nextCursor(), r.ttl(), r.cacheScope(), r.meta(), r.extra()));

    static final ObjectCodec<ListResourceTemplatesResult> LIST_RESOURCE_TEMPLATES_RESULT =
            ObjectCodec.<ListResourceTemplatesResult>of("ListResourceTemplatesResult")
                    .requiredList("resourceTemplates", RESOURCE_TEMPLATE)
                    .optional("nextCursor", STRING)
                    .optional("ttlMs", MILLIS)
                    .optional("cacheScope", CACHE_SCOPE)
                    .meta()
                    .build(
                            v -> new ListResourceTemplatesResult(
                                    v.next(), v.next(), v.next(), v.next(), v.next(), v.extra()),
                            r -> parts(
                                    r.resourceTemplates(),
                                    r.nextCursor(),
                                    r.ttl(),
                                    r.cacheScope(),
                                    r.meta(),
                                    r.extra()));

    static final ObjectCodec<TextResourceContents> TEXT_RESOURCE_CONTENTS = ObjectCodec.<TextResourceContents>of(
                    "TextResourceContents")
            .required("uri", STRING)
            .optional("mimeType", STRING)
            .required("text", STRING)
            .meta()
            .build(
                    v -> new TextResourceContents(v.next(), v.next(), v.next(), v.next(), v.extra()),
                    r -> parts(r.uri(), r.mimeType(), r.text(), r.meta(), r.extra()));

    static final ObjectCodec<BlobResourceContents> BLOB_RESOURCE_CONTENTS = ObjectCodec.<BlobResourceContents>of(
                    "BlobResourceContents")
            .required("uri", STRING)
            .optional("mimeType", STRING)
            .required("blob", STRING)
            .meta()
            .build(
                    v -> new BlobResourceContents(v.next(), v.next(), v.next(), v.next(), v.extra()),
                    r -> parts(r.uri(), r.mimeType(), r.blob(), r.meta(), r.extra()));

    static final ObjectCodec<UnknownResourceContents> UNKNOWN_RESOURCE_CONTENTS =
            ObjectCodec.<UnknownResourceContents>of("UnknownResourceContents")
                    .build(v -> new UnknownResourceContents(v.extraText("uri"), v.extra()), r -> parts(r.fields()));

    private static final ObjectCodec<ResourceContents> ANY_CONTENTS = ObjectCodec.<ResourceContents>of(
                    "ResourceContents")
            .optional("uri", STRING)
            .optional("mimeType", STRING)
            .optional("text", STRING)
            .optional("blob", STRING)
            .meta()
            .build(ResourceTables::contents, r -> parts());

    /** Contents have no member that tells their type: what they hold does. */
    static final ValueCodec<ResourceContents> RESOURCE_CONTENTS = new ValueCodec<>() {
        @Override
        @Nullable
        ResourceContents read(WireReader in) {
            return ANY_CONTENTS.read(in);
        }

        @Override
        void write(ResourceContents value, WireWriter out) {
            out.any(value);
        }
    };

    static final ObjectCodec<ReadResourceResult> READ_RESOURCE_RESULT = ObjectCodec.<ReadResourceResult>of(
                    "ReadResourceResult")
            .requiredList("contents", RESOURCE_CONTENTS)
            .optional("ttlMs", MILLIS)
            .optional("cacheScope", CACHE_SCOPE)
            .meta()
            .build(
                    v -> new ReadResourceResult(v.next(), v.next(), v.next(), v.next(), v.extra()),
                    r -> parts(r.contents(), r.ttl(), r.cacheScope(), r.meta(), r.extra()));

    static final ObjectCodec<ResourceUpdatedNotification> RESOURCE_UPDATED_NOTIFICATION =
            ObjectCodec.<ResourceUpdatedNotification>of("ResourceUpdatedNotification")
                    .required("uri", STRING)
                    .meta()
                    .build(
                            v -> new ResourceUpdatedNotification(v.next(), v.next(), v.extra()),
                            r -> parts(r.uri(), r.meta(), r.extra()));

    private ResourceTables() {}

    /** The members of a resource, which are those of a link, too. */
    static <T> ObjectCodec.Table<T> resource(ObjectCodec.Table<T> table) {
        return table.required("uri", STRING)
                .required("name", STRING)
                .optional("title", STRING)
                .optional("description", STRING)
                .optional("mimeType", STRING)
                .optional("annotations", ANNOTATIONS)
                .optional("size", LONG)
                .list("icons", ICON)
                .meta();
    }

    private static ResourceContents contents(ObjectCodec.Values v) {
        Optional<String> uri = v.next();
        Optional<String> mimeType = v.next();
        Optional<String> text = v.next();
        Optional<String> blob = v.next();
        Map<String, Object> meta = v.next();
        if (text.isPresent()) {
            return new TextResourceContents(required(uri), mimeType, text.get(), meta, v.extra());
        }
        if (blob.isPresent()) {
            return new BlobResourceContents(required(uri), mimeType, blob.get(), meta, v.extra());
        }
        Map<String, Object> fields = new LinkedHashMap<>();
        uri.ifPresent(value -> fields.put("uri", value));
        mimeType.ifPresent(value -> fields.put("mimeType", value));
        fields.putAll(v.extra());
        if (!meta.isEmpty()) {
            fields.put("_meta", meta);
        }
        return new UnknownResourceContents(uri.orElse(""), fields);
    }

    private static String required(Optional<String> uri) {
        return uri.orElseThrow(() -> new MismatchException(".uri", "is missing"));
    }

    static Resource make(ObjectCodec.Values v) {
        return new Resource(
                v.next(), v.next(), v.next(), v.next(), v.next(), v.next(), v.next(), v.next(), v.next(), v.extra());
    }

    static @Nullable Object[] take(Resource r) {
        return parts(
                r.uri(),
                r.name(),
                r.title(),
                r.description(),
                r.mimeType(),
                r.annotations(),
                r.size(),
                r.icons(),
                r.meta(),
                r.extra());
    }
}
