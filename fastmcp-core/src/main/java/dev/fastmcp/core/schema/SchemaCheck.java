package dev.fastmcp.core.schema;

import dev.fastmcp.api.error.McpException;
import dev.fastmcp.api.error.ProtocolException;
import dev.fastmcp.api.error.ServerText;
import dev.fastmcp.api.json.JsonValue;
import dev.fastmcp.api.model.CallToolResult;
import dev.fastmcp.api.model.ListToolsResult;
import dev.fastmcp.api.model.Tool;
import java.util.List;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.ReentrantLock;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Compares results with the schemas that lists of tools have brought. */
final class SchemaCheck implements OutputCheck {

    private static final System.Logger LOG = System.getLogger(SchemaCheck.class.getName());
    private static final int SHOWN_VIOLATIONS = 3;
    private static final int SHOWN_CHARACTERS = 100;
    private static final int MAX_TOOLS = 10_000;

    private final boolean fails;
    private final SchemaCompiler compiler;
    private final ConcurrentMap<String, Promise> promises = new ConcurrentHashMap<>();

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

    /** What a tool says about its results; compiled by the first of them. */
    private static final class Promise {
        private final JsonValue schema;
        private volatile SchemaCompiler.@Nullable Compiled compiled;

        Promise(JsonValue schema) {
            this.schema = schema;
        }

        /** Two threads may both compile; the outcome is the same. */
        List<String> violations(JsonValue value, SchemaCompiler compiler) {
            SchemaCompiler.Compiled ready = compiled;
            if (ready == null) {
                ready = compiled(compiler);
                compiled = ready;
            }
            return ready.violations(value);
        }

        private SchemaCompiler.Compiled compiled(SchemaCompiler compiler) {
            try {
                return compiler.compile(schema);
            } catch (SchemaCompiler.UnusableException e) {
                return value -> {
                    throw e;
                };
            }
        }
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
                tool.name(),
                (name, known) ->
                        known != null && known.schema.toJson().equals(schema.toJson()) ? known : new Promise(schema));
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
        Promise promise = promises.get(tool);
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

    private @Nullable String wrong(Promise promise, CallToolResult result) {
        if (result.structuredContent().isEmpty()) {
            return "has no structured content, although the tool has an output schema";
        }
        try {
            List<String> violations =
                    promise.violations(result.structuredContent().get(), compiler);
            return violations.isEmpty() ? null : "does not fit its output schema (" + shown(violations) + ")";
        } catch (SchemaCompiler.UnusableException e) {
            return "cannot be compared with its output schema (" + e.getMessage() + ")";
        }
    }

    private static String shown(List<String> violations) {
        String first = violations.stream().limit(SHOWN_VIOLATIONS).collect(Collectors.joining("; "));
        int more = violations.size() - SHOWN_VIOLATIONS;
        return more > 0 ? first + "; and " + more + " more" : first;
    }
}
