package dev.fastmcp.core.composite;

import dev.fastmcp.api.config.ComponentNames;
import dev.fastmcp.api.model.BlobResourceContents;
import dev.fastmcp.api.model.Prompt;
import dev.fastmcp.api.model.ReadResourceResult;
import dev.fastmcp.api.model.Resource;
import dev.fastmcp.api.model.ResourceContents;
import dev.fastmcp.api.model.ResourceTemplate;
import dev.fastmcp.api.model.TextResourceContents;
import dev.fastmcp.api.model.Tool;
import dev.fastmcp.api.model.UnknownResourceContents;
import java.util.List;

/** What one server of several has, for clients who see it among those of others. */
public final class Renamed {

    private Renamed() {}

    public static Tool tool(Tool tool, ComponentNames names, String server) {
        return new Tool(
                names.name(server, tool.name()),
                tool.title(),
                tool.description(),
                tool.inputSchema(),
                tool.outputSchema(),
                tool.annotations(),
                tool.execution(),
                tool.icons(),
                tool.meta(),
                tool.extra());
    }

    public static Prompt prompt(Prompt prompt, ComponentNames names, String server) {
        return new Prompt(
                names.name(server, prompt.name()),
                prompt.title(),
                prompt.description(),
                prompt.arguments(),
                prompt.icons(),
                prompt.meta(),
                prompt.extra());
    }

    public static Resource resource(Resource resource, ComponentNames names, String server) {
        return new Resource(
                names.uri(server, resource.uri()),
                names.name(server, resource.name()),
                resource.title(),
                resource.description(),
                resource.mimeType(),
                resource.annotations(),
                resource.size(),
                resource.icons(),
                resource.meta(),
                resource.extra());
    }

    public static ResourceTemplate template(ResourceTemplate template, ComponentNames names, String server) {
        return new ResourceTemplate(
                names.uri(server, template.uriTemplate()),
                names.name(server, template.name()),
                template.title(),
                template.description(),
                template.mimeType(),
                template.annotations(),
                template.icons(),
                template.meta(),
                template.extra());
    }

    /** What was read carries the address by which clients know it. */
    public static ReadResourceResult read(ReadResourceResult result, ComponentNames names, String server) {
        List<ResourceContents> contents = result.contents().stream()
                .map(part -> part(part, names.uri(server, part.uri())))
                .toList();
        return new ReadResourceResult(contents, result.ttl(), result.cacheScope(), result.meta(), result.extra());
    }

    private static ResourceContents part(ResourceContents part, String uri) {
        return switch (part) {
            case TextResourceContents text ->
                new TextResourceContents(uri, text.mimeType(), text.text(), text.meta(), text.extra());
            case BlobResourceContents blob ->
                new BlobResourceContents(uri, blob.mimeType(), blob.blob(), blob.meta(), blob.extra());
            case UnknownResourceContents unknown -> unknown;
        };
    }
}
