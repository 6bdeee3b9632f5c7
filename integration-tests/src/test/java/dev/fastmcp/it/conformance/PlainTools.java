package dev.fastmcp.it.conformance;

import dev.fastmcp.api.model.LoggingLevel;
import dev.fastmcp.api.model.TextContent;
import dev.fastmcp.server.ServerTool;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** The tools of the conformance server that need nothing but themselves. */
final class PlainTools {

    private PlainTools() {}

    static List<ServerTool> all() {
        return List.of(
                ServerTool.of(
                        "test_simple_text",
                        "Returns a text.",
                        (none, context) -> "This is a simple text response for testing."),
                ServerTool.of("test_image_content", "Returns an image.", (none, context) -> Samples.image()),
                ServerTool.of("test_audio_content", "Returns audio.", (none, context) -> Samples.audio()),
                ServerTool.of(
                        "test_embedded_resource",
                        "Returns a resource.",
                        (none, context) -> Samples.resource(
                                "test://embedded-resource", "text/plain", "This is an embedded resource content.")),
                ServerTool.of(
                        "test_multiple_content_types",
                        "Returns contents of several kinds.",
                        (none, context) -> List.of(
                                TextContent.of("Multiple content types test:"),
                                Samples.image(),
                                Samples.resource(
                                        "test://mixed-content-resource",
                                        "application/json",
                                        "{\"test\":\"data\",\"value\":123}"))),
                ServerTool.of("test_tool_with_logging", "Logs.", (none, context) -> {
                    context.log(LoggingLevel.INFO, "Tool execution started");
                    pause();
                    context.log(LoggingLevel.INFO, "Tool processing data");
                    pause();
                    context.log(LoggingLevel.INFO, "Tool execution completed");
                    return "logged";
                }),
                ServerTool.of("test_logging_tool", "Logs once.", (none, context) -> {
                    context.log(LoggingLevel.INFO, "at work");
                    return "logged";
                }),
                ServerTool.of("test_error_handling", "Fails.", (none, context) -> {
                    throw new IllegalStateException("This tool intentionally returns an error for testing");
                }),
                ServerTool.of("test_tool_with_progress", "Reports progress.", (none, context) -> {
                    context.progress(0, 100);
                    pause();
                    context.progress(50, 100);
                    pause();
                    context.progress(100, 100);
                    return "done";
                }));
    }

    /** The suite wants time to pass; nobody counts the latch down. */
    private static void pause() throws InterruptedException {
        new CountDownLatch(1).await(50, TimeUnit.MILLISECONDS);
    }
}
