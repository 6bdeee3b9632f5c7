package dev.fastmcp.cli;

import dev.fastmcp.api.model.AudioContent;
import dev.fastmcp.api.model.BlobResourceContents;
import dev.fastmcp.api.model.CallToolResult;
import dev.fastmcp.api.model.ContentBlock;
import dev.fastmcp.api.model.EmbeddedResource;
import dev.fastmcp.api.model.ImageContent;
import dev.fastmcp.api.model.ResourceContents;
import dev.fastmcp.api.model.ResourceLink;
import dev.fastmcp.api.model.TextContent;
import dev.fastmcp.api.model.TextResourceContents;

/** Shows content on a terminal: text as it is, everything else by what it is. */
final class ContentText {

    private ContentText() {}

    /** Shows the content; the structured content only where there is nothing else. */
    static void show(CallToolResult result, Output output) {
        result.content().forEach(block -> output.line(TerminalText.lines(of(block))));
        if (result.content().isEmpty()) {
            result.structuredContent().ifPresentOrElse(output::json, () -> output.line("(no content)"));
        }
    }

    static String of(ContentBlock block) {
        return switch (block) {
            case TextContent text -> text.text();
            case ImageContent image -> binary(image.mimeType(), image.data());
            case AudioContent audio -> binary(audio.mimeType(), audio.data());
            case EmbeddedResource embedded -> of(embedded.resource());
            case ResourceLink link ->
                "[" + link.uri()
                        + link.resource().mimeType().map(type -> ", " + type).orElse("") + "]";
            default -> "[" + block.getClass().getSimpleName() + "]";
        };
    }

    static String of(ResourceContents contents) {
        return switch (contents) {
            case TextResourceContents text -> text.text();
            case BlobResourceContents blob -> binary(blob.mimeType().orElse("unknown type"), blob.blob());
            default -> "[unknown contents]";
        };
    }

    private static String binary(String type, String base64) {
        int padding = base64.endsWith("==") ? 2 : base64.endsWith("=") ? 1 : 0;
        int bytes = base64.length() / 4 * 3 - padding;
        return "[" + type + ", " + bytes + " bytes]";
    }
}
