package dev.fastmcp.core.wire;

import static dev.fastmcp.core.wire.BasicTables.CACHE_SCOPE;
import static dev.fastmcp.core.wire.BasicTables.ICON;
import static dev.fastmcp.core.wire.ObjectCodec.parts;
import static dev.fastmcp.core.wire.Scalars.BOOLEAN;
import static dev.fastmcp.core.wire.Scalars.JSON;
import static dev.fastmcp.core.wire.Scalars.MILLIS;
import static dev.fastmcp.core.wire.Scalars.STRING;

import dev.fastmcp.api.model.ListToolsResult;
import dev.fastmcp.api.model.TaskSupport;
import dev.fastmcp.api.model.Tool;
import dev.fastmcp.api.model.ToolAnnotations;
import dev.fastmcp.api.model.ToolExecution;

/** Tools (specification, "Tools"), but for their results. */
final class ToolTables {

    static final ObjectCodec<ToolAnnotations> TOOL_ANNOTATIONS = ObjectCodec.<ToolAnnotations>of("ToolAnnotations")
            .optional("title", STRING)
            .optional("readOnlyHint", BOOLEAN)
            .optional("destructiveHint", BOOLEAN)
            .optional("idempotentHint", BOOLEAN)
            .optional("openWorldHint", BOOLEAN)
            .build(
                    v -> new ToolAnnotations(v.next(), v.next(), v.next(), v.next(), v.next(), v.extra()),
                    r -> parts(
                            r.title(),
                            r.readOnlyHint(),
                            r.destructiveHint(),
                            r.idempotentHint(),
                            r.openWorldHint(),
                            r.extra()));

    static final ObjectCodec<ToolExecution> TOOL_EXECUTION = ObjectCodec.<ToolExecution>of("ToolExecution")
            .optional("taskSupport", new EnumCodec<>(TaskSupport.values()))
            .build(v -> new ToolExecution(v.next(), v.extra()), r -> parts(r.taskSupport(), r.extra()));

    static final ObjectCodec<Tool> TOOL = ObjectCodec.<Tool>of("Tool")
            .required("name", STRING)
            .optional("title", STRING)
            .optional("description", STRING)
            .required("inputSchema", JSON)
            .optional("outputSchema", JSON)
            .optional("annotations", TOOL_ANNOTATIONS)
            .optional("execution", TOOL_EXECUTION)
            .list("icons", ICON)
            .meta()
            .build(
                    v -> new Tool(
                            v.next(), v.next(), v.next(), v.next(), v.next(), v.next(), v.next(), v.next(), v.next(),
                            v.extra()),
                    r -> parts(
                            r.name(),
                            r.title(),
                            r.description(),
                            r.inputSchema(),
                            r.outputSchema(),
                            r.annotations(),
                            r.execution(),
                            r.icons(),
                            r.meta(),
                            r.extra()));

    static final ObjectCodec<ListToolsResult> LIST_TOOLS_RESULT = ObjectCodec.<ListToolsResult>of("ListToolsResult")
            .requiredList("tools", TOOL)
            .optional("nextCursor", STRING)
            .optional("ttlMs", MILLIS)
            .optional("cacheScope", CACHE_SCOPE)
            .meta()
            .build(
                    v -> new ListToolsResult(v.next(), v.next(), v.next(), v.next(), v.next(), v.extra()),
                    r -> parts(r.tools(), r.nextCursor(), r.ttl(), r.cacheScope(), r.meta(), r.extra()));

    private ToolTables() {}
}
