package dev.fastmcp.server;

import dev.fastmcp.api.Era;
import dev.fastmcp.api.ProtocolVersion;
import dev.fastmcp.api.json.JsonValue;
import dev.fastmcp.api.jsonrpc.RequestId;
import dev.fastmcp.api.model.ClientCapabilities;
import dev.fastmcp.api.model.CreateMessageRequest;
import dev.fastmcp.api.model.CreateMessageResult;
import dev.fastmcp.api.model.ElicitRequest;
import dev.fastmcp.api.model.ElicitResult;
import dev.fastmcp.api.model.FormElicitation;
import dev.fastmcp.api.model.Implementation;
import dev.fastmcp.api.model.InputRequest;
import dev.fastmcp.api.model.ListRootsResult;
import dev.fastmcp.api.model.LoggingLevel;
import dev.fastmcp.api.model.ProgressNotification;
import dev.fastmcp.api.model.ReadResourceResult;
import dev.fastmcp.api.model.Root;
import dev.fastmcp.core.server.IncomingCall;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A request, as its handler sees it. */
final class HandlerContext implements RequestContext, AutoCloseable {

    private static final String ANSWER = "answer";

    private static final String SESSION = "mcp-session-id";

    private final IncomingCall call;
    private final InnerRequests inner;
    private volatile boolean over;

    HandlerContext(IncomingCall call, InnerRequests inner) {
        this.call = call;
        this.inner = inner;
    }

    /** The handler has returned: its client expects nothing more of this request. */
    @Override
    public void close() {
        over = true;
    }

    @Override
    public RequestId requestId() {
        return call.id();
    }

    /** Requests of the modern era belong to no session, whatever their headers say. */
    @Override
    public Optional<String> sessionId() {
        return protocolVersion().era() == Era.LEGACY
                ? headers().getOrDefault(SESSION, List.of()).stream().findFirst()
                : Optional.empty();
    }

    @Override
    public ProtocolVersion protocolVersion() {
        return call.peer().version();
    }

    @Override
    public Optional<Implementation> client() {
        return call.peer().client();
    }

    @Override
    public ClientCapabilities clientCapabilities() {
        return call.peer().capabilities();
    }

    @Override
    public Map<String, Object> meta() {
        return call.meta();
    }

    @Override
    public Map<String, List<String>> headers() {
        return call.headers();
    }

    @Override
    public void progress(double progress) {
        progress(progress, null, null);
    }

    @Override
    public void progress(double progress, double total) {
        progress(progress, (Double) total, null);
    }

    @Override
    public void progress(double progress, double total, String message) {
        progress(progress, (Double) total, Objects.requireNonNull(message, "message"));
    }

    private void progress(double progress, @Nullable Double total, @Nullable String message) {
        if (!Double.isFinite(progress) || total != null && !Double.isFinite(total)) {
            throw new IllegalArgumentException("progress is " + progress + " of " + total + ": give finite numbers");
        }
        if (!over) {
            call.progress(progress, total, message);
        }
    }

    void report(ProgressNotification report) {
        progress(
                report.progress(), report.total().orElse(null), report.message().orElse(null));
    }

    @Override
    public void log(LoggingLevel level, Object data) {
        Objects.requireNonNull(level, "level");
        Objects.requireNonNull(data, "data");
        if (!over) {
            call.log(level, null, data);
        }
    }

    @Override
    public ElicitResult elicit(ElicitRequest request) throws InterruptedException {
        return ask("elicitation/create", request, ElicitResult.class);
    }

    @Override
    public <T extends Record> Optional<T> elicit(String message, Class<T> form) throws InterruptedException {
        ElicitResult result = elicit(FormElicitation.of(message, JsonValue.of(FormSchema.of(form))));
        return result.action() == ElicitResult.Action.ACCEPT
                ? Optional.ofNullable(
                        JsonValue.of(result.content().orElse(Map.of())).as(form))
                : Optional.empty();
    }

    @Override
    public CreateMessageResult sample(CreateMessageRequest request) throws InterruptedException {
        return ask("sampling/createMessage", request, CreateMessageResult.class);
    }

    @Override
    public List<Root> roots() throws InterruptedException {
        return ask("roots/list", Map.of(), ListRootsResult.class).roots();
    }

    /** What is asked is looked into on the way, so it is written down first. */
    private <T> T ask(String method, Object params, Class<T> type) throws InterruptedException {
        JsonValue written = JsonValue.parse(JsonValue.of(params).toJson());
        InputRequest question = params instanceof Map<?, ?> empty && empty.isEmpty()
                ? new InputRequest(method, Optional.empty(), Map.of())
                : InputRequest.of(method, written);
        JsonValue answer = Objects.requireNonNull(ask(Map.of(ANSWER, question)).get(ANSWER));
        return Objects.requireNonNull(answer.as(type));
    }

    @Override
    public Map<String, JsonValue> ask(Map<String, InputRequest> questions) throws InterruptedException {
        requireOpen("ask its client");
        return call.ask(questions);
    }

    private void requireOpen(String what) {
        if (over) {
            throw new IllegalStateException(
                    "the request is answered: a handler can " + what + " only until it returns");
        }
    }

    @Override
    public ReadResourceResult readResource(String uri) throws InterruptedException {
        Objects.requireNonNull(uri, "uri");
        requireOpen("read resources");
        return inner.readResource(call, uri);
    }

    @Override
    public Map<String, JsonValue> inputResponses() {
        return call.inputResponses();
    }

    @Override
    public Optional<String> requestState() {
        return call.params()
                .member("requestState")
                .map(JsonValue::asObject)
                .filter(String.class::isInstance)
                .map(String.class::cast);
    }

    /** Leaves out what may be secret. */
    @Override
    public String toString() {
        return "RequestContext[" + call.method() + "]";
    }
}
