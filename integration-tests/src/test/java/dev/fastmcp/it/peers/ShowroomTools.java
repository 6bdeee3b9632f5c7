package dev.fastmcp.it.peers;

import dev.fastmcp.api.error.JsonRpcException;
import dev.fastmcp.api.json.JsonValue;
import dev.fastmcp.api.model.CreateMessageRequest;
import dev.fastmcp.api.model.CreateMessageResult;
import dev.fastmcp.api.model.EmbeddedResource;
import dev.fastmcp.api.model.ImageContent;
import dev.fastmcp.api.model.LoggingLevel;
import dev.fastmcp.api.model.Resource;
import dev.fastmcp.api.model.ResourceLink;
import dev.fastmcp.api.model.Root;
import dev.fastmcp.api.model.TextContent;
import dev.fastmcp.api.model.TextResourceContents;
import dev.fastmcp.server.FastMcpServer;
import dev.fastmcp.server.RequestContext;
import dev.fastmcp.server.ServerTool;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;

/** The tools of the {@link Showroom}. */
final class ShowroomTools {

    static final byte[] PIXEL = Base64.getDecoder()
            .decode("iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==");

    private static final String QUESTION = """
        {"messages":[{"role":"user","content":{"type":"text","text":"Say something."}}],"maxTokens":100}\
        """;

    private final AtomicInteger cancelled = new AtomicInteger();

    record Text(String text) {}

    record Addends(int a, int b) {}

    record Sum(int sum, List<Integer> operands) {}

    record Steps(int steps, int stepMillis) {}

    record Stats(int slowCancelled) {}

    record Entry(String level, String message) {}

    record Size(int size) {}

    record Name(String name) {}

    record Confirmation(boolean ok) {}

    List<ServerTool> plain() {
        return List.of(
                ServerTool.of("echo", "Returns its text", Text.class, (given, context) -> given.text()),
                ServerTool.builder("add")
                        .title("Add")
                        .description("Adds two numbers")
                        .output(Sum.class)
                        .handler(
                                Addends.class,
                                (given, context) -> new Sum(given.a() + given.b(), List.of(given.a(), given.b())))
                        .build(),
                ServerTool.of("slow", "Reports progress", Steps.class, this::slow),
                ServerTool.builder("stats")
                        .description("How many calls of slow were cancelled")
                        .output(Stats.class)
                        .handler((none, context) -> new Stats(cancelled.get()))
                        .build(),
                ServerTool.of("fail", "Fails", Text.class, (given, context) -> {
                    throw new IllegalStateException(given.text());
                }),
                ServerTool.of("refuse", "Answers with an error of the protocol", (none, context) -> {
                    throw new JsonRpcException(-32050, "not today", Map.of("again", "tomorrow"));
                }),
                ServerTool.of("log", "Sends a log message", Entry.class, (given, context) -> {
                    LoggingLevel level = LoggingLevel.valueOf(given.level().toUpperCase(Locale.ROOT));
                    context.log(level, Map.of("message", given.message()));
                    return "logged";
                }),
                ServerTool.of("media", "Returns contents of all kinds", (none, context) -> media()),
                ServerTool.of(
                        "large", "Returns a long text", Size.class, (given, context) -> "x".repeat(given.size())));
    }

    private String slow(Steps given, RequestContext context) throws InterruptedException {
        try {
            for (int step = 1; step <= given.steps(); step++) {
                // Nobody counts it down.
                new CountDownLatch(1).await(given.stepMillis(), TimeUnit.MILLISECONDS);
                context.progress(step, given.steps(), "step " + step + " of " + given.steps());
            }
        } catch (InterruptedException e) {
            cancelled.incrementAndGet();
            throw e;
        }
        return "done after " + given.steps() + " steps";
    }

    private static List<?> media() {
        Resource greeting = Resource.of(Showroom.GREETING, "greeting");
        return List.of(
                TextContent.of("media follows"),
                ImageContent.of(PIXEL, "image/png"),
                new ResourceLink(greeting),
                EmbeddedResource.of(new TextResourceContents(
                        Showroom.GREETING, Optional.of("text/plain"), "Hello, resource!", Map.of(), Map.of())));
    }

    List<ServerTool> asking() {
        return List.of(
                ServerTool.of(
                        "confirm",
                        "Asks the user",
                        (none, context) -> context.elicit("Go on?", Confirmation.class)
                                .map(answer -> "accepted: " + answer.ok())
                                .orElse("not accepted")),
                ServerTool.of("sample", "Asks the client's model", (none, context) -> {
                    CreateMessageRequest question = JsonValue.parse(QUESTION).as(CreateMessageRequest.class);
                    CreateMessageResult answer = context.sample(Objects.requireNonNull(question));
                    return answer.model() + ": "
                            + ((TextContent) answer.content().get(0)).text();
                }),
                ServerTool.of(
                        "roots",
                        "Asks for the roots of the client",
                        (none, context) ->
                                context.roots().stream().map(Root::uri).collect(Collectors.joining(" "))));
    }

    static List<ServerTool> changing(FastMcpServer server) {
        return List.of(
                ServerTool.of("grow", "Adds a tool", Name.class, (given, context) -> {
                    server.add(ServerTool.of(given.name(), "Added by grow", (none, request) -> "I am " + given.name()));
                    return "added " + given.name();
                }),
                ServerTool.of("touch", "Announces that the greeting has changed", (none, context) -> {
                    server.resourceUpdated(Showroom.GREETING);
                    return "touched";
                }));
    }
}
