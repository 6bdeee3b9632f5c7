package dev.fastmcp.core.protocol;

import dev.fastmcp.api.CallOptions;
import dev.fastmcp.api.ProtocolVersion;
import dev.fastmcp.api.json.JsonValue;
import dev.fastmcp.core.cache.Exchange;
import dev.fastmcp.core.cache.Question;
import dev.fastmcp.core.cache.ResponseCache;
import java.util.Map;

/** A request of a client that caches. */
record CachedExchange<R>(ProtocolEngine engine, Operation<R> operation, Map<String, Object> params)
        implements Exchange<R> {

    R run(ResponseCache cache, CallOptions call) {
        ProtocolVersion version = engine.server().version();
        if (!cache.concerns(operation.method(), version, call)) {
            return read(fetch(call));
        }
        Question question = Question.of(operation.method(), params, version);
        R answer = cache.answer(question, call.withTimeout(engine.timeout(call)), this);
        if (operation.equals(Operation.READ_RESOURCE)) {
            engine.readThroughCache(String.valueOf(params.get("uri")));
        }
        return answer;
    }

    @Override
    public JsonValue fetch(CallOptions call) {
        return engine.attempt(operation.method(), params, call);
    }

    /** What answers of handlers led to is nobody else's business. */
    @Override
    public boolean repeatable() {
        return InputRounds.notBegun(params);
    }

    @Override
    public R read(JsonValue answer) {
        // A store may hold anything.
        engine.checkResult(operation.method(), answer);
        return Responses.decode(operation.method(), answer, operation.resultType());
    }
}
