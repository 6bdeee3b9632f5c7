package com.example.tracing;

import dev.fastmcp.api.Interceptor;
import dev.fastmcp.api.OutgoingCall;
import dev.fastmcp.api.error.McpException;
import dev.fastmcp.api.json.JsonValue;
import io.opentelemetry.api.OpenTelemetry;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.Scope;
import io.opentelemetry.context.propagation.TextMapPropagator;
import java.util.HashMap;
import java.util.Map;

/**
 * Makes a span of every request, and hands the trace on to the server in {@code _meta}: {@code traceparent}, {@code tracestate} and {@code baggage}, as the protocol wants it.
 *
 * <pre>{@code
 * Client.builder("https://example.com/mcp").interceptor(new TracingInterceptor(openTelemetry)).build();
 * }</pre>
 */
public final class TracingInterceptor implements Interceptor {

    private final Tracer tracer;
    private final TextMapPropagator propagator;

    /**
     * Creates an interceptor.
     *
     * @param openTelemetry where spans go, and how traces are handed on
     */
    public TracingInterceptor(OpenTelemetry openTelemetry) {
        this.tracer = openTelemetry.getTracer("com.example.tracing");
        this.propagator = openTelemetry.getPropagators().getTextMapPropagator();
    }

    @Override
    public JsonValue intercept(OutgoingCall call, Chain chain) {
        Object name = call.params().get("name");
        Span span = tracer.spanBuilder(name == null ? call.method() : call.method() + ' ' + name)
                .setSpanKind(SpanKind.CLIENT)
                .setAttribute("mcp.method.name", call.method())
                .startSpan();
        try (Scope scope = span.makeCurrent()) {
            return chain.proceed(handedOn(call));
        } catch (McpException e) {
            span.setStatus(StatusCode.ERROR, e.getClass().getSimpleName());
            throw e;
        } finally {
            span.end();
        }
    }

    private OutgoingCall handedOn(OutgoingCall call) {
        Map<String, String> headers = new HashMap<>();
        propagator.inject(Context.current(), headers, Map::put);
        OutgoingCall handedOn = call;
        for (Map.Entry<String, String> header : headers.entrySet()) {
            handedOn = handedOn.withMeta(header.getKey(), header.getValue());
        }
        return handedOn;
    }
}
