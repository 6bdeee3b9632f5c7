package dev.fastmcp.core.schema;

import dev.fastmcp.api.error.McpException;
import dev.fastmcp.api.error.ProtocolException;
import dev.fastmcp.api.error.ServerText;
import dev.fastmcp.api.json.JsonValue;
import dev.fastmcp.api.model.CallToolResult;
import dev.fastmcp.api.model.ListToolsResult;
import dev.fastmcp.api.model.Tool;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/** Compares results with the schemas that lists of tools have brought. */
final class SchemaCheck implements OutputCheck {

    private static final System.Logger LOG = System.getLogger(SchemaCheck.class.getName());
    private static final int SHOWN_CHARACTERS = 100;
    private static final int MAX_TOOLS = 10_000;

    private final boolean fails;
    private final SchemaCompiler compiler;
    private final ConcurrentMap<String, LazySchema> promises = new ConcurrentHashMap<>();

    private final ReentrantLock refreshing = new ReentrantLock();
    private final AtomicLong edition = new AtomicLong();

    /** The edition that was listed last. */
    private volatile long listed;

    /** Somebody has listed tools, so that there is something to keep true. */
    private volatile boolean used;

    SchemaCheck(boolean fails, SchemaCompiler compiler) {
        this.fails = fails;
        this.compiler = compiler;
    }

    @Override
    public <R> R seen(R result) {
        if (result instanceof ListToolsResult page) {
            used = true;
            page.tools().forEach(this::learn);
        }
        return result;
    }

    private void learn(Tool tool) {
        if (tool.outputSchema().isEmpty()) {
            promises.remove(tool.name());
            return;
        }
        JsonValue schema = tool.outputSchema().get();
        if (promises.size() >= MAX_TOOLS && !promises.containsKey(tool.name())) {
            promises.clear();
        }
        promises.compute(
                tool.name(), (name, known) -> known != null && known.isOf(schema) ? known : new LazySchema(schema));
    }

    @Override
    public void forget() {
        edition.incrementAndGet();
        promises.clear();
    }

    @Override
    public long edition() {
        return edition.get();
    }

    @Override
    public void listed(long whole) {
        refreshing.lock();
        try {
            listed = Math.max(listed, whole);
        } finally {
            refreshing.unlock();
        }
    }

    private boolean isCurrent() {
        return !used || listed == edition.get();
    }

    @Override
    public void refresh(Runnable list) {
        if (isCurrent()) {
            return;
        }
        refreshing.lock();
        try {
            long current = edition.get();
            // An interceptor may call tools while we list.
            if (isCurrent() || refreshing.getHoldCount() > 1) {
                return;
            }
            list.run();
            listed = current;
        } catch (McpException e) {
            LOG.log(
                    System.Logger.Level.WARNING,
                    "A result is not compared with its schema, since the changed tools could not be listed: {0}",
                    e.getMessage());
        } finally {
            refreshing.unlock();
        }
    }

    @Override
    public void check(String tool, CallToolResult result) {
        LazySchema promise = promises.get(tool);
        String wrong = promise == null ? null : wrong(promise, result);
        if (wrong == null) {
            return;
        }
        String message = "The result of tool \"" + ServerText.excerpt(tool, SHOWN_CHARACTERS) + "\" " + wrong;
        if (fails) {
            throw new ProtocolException(
                    message + ": tell the authors of the server, or use OutputValidation.WARN to get the result");
        }
        LOG.log(System.Logger.Level.WARNING, "{0}", message);
    }

    private @Nullable String wrong(LazySchema promise, CallToolResult result) {
        if (result.structuredContent().isEmpty()) {
            return "has no structured content, although the tool has an output schema";
        }
        try {
            String violations = promise.violations(result.structuredContent().get(), compiler);
            return violations == null ? null : "does not fit its output schema (" + violations + ")";
        } catch (SchemaCompiler.UnusableException e) {
            return "cannot be compared with its output schema (" + e.getMessage() + ")";
        }
    }
}
