package dev.fastmcp.core.wire;

import static dev.fastmcp.core.wire.ObjectCodec.parts;
import static dev.fastmcp.core.wire.Scalars.JSON;
import static dev.fastmcp.core.wire.Scalars.MILLIS;
import static dev.fastmcp.core.wire.Scalars.STRING;

import dev.fastmcp.api.model.CallToolRequest;
import dev.fastmcp.api.model.CompleteRequest;
import dev.fastmcp.api.model.GetPromptRequest;
import dev.fastmcp.api.model.InitializeRequest;
import dev.fastmcp.api.model.ListRequest;
import dev.fastmcp.api.model.MetaParams;
import dev.fastmcp.api.model.ReadResourceRequest;
import dev.fastmcp.api.model.SetLevelRequest;
import dev.fastmcp.api.model.SubscribeRequest;
import dev.fastmcp.api.model.SubscriptionFilter;
import dev.fastmcp.api.model.SubscriptionsParams;
import dev.fastmcp.api.model.TaskMetadata;
import dev.fastmcp.api.model.TaskRequest;
import dev.fastmcp.api.model.UpdateTaskRequest;
import dev.fastmcp.core.wire.Containers.MapCodec;

/** Parameters of requests, which clients write by themselves and only servers and proxies read. */
final class RequestTables {

    static final ObjectCodec<TaskMetadata> TASK_METADATA = ObjectCodec.<TaskMetadata>of("TaskMetadata")
            .optional("ttl", MILLIS)
            .build(v -> new TaskMetadata(v.next(), v.extra()), r -> parts(r.ttl(), r.extra()));

    static final ObjectCodec<MetaParams> META_PARAMS = ObjectCodec.<MetaParams>of("MetaParams")
            .meta()
            .build(v -> new MetaParams(v.next(), v.extra()), r -> parts(r.meta(), r.extra()));

    static final ObjectCodec<InitializeRequest> INITIALIZE_REQUEST = ObjectCodec.<InitializeRequest>of(
                    "InitializeRequest")
            .required("protocolVersion", STRING)
            .required("capabilities", SessionTables.CLIENT_CAPABILITIES)
            .required("clientInfo", SessionTables.IMPLEMENTATION)
            .meta()
            .build(
                    v -> new InitializeRequest(v.next(), v.next(), v.next(), v.next(), v.extra()),
                    r -> parts(r.protocolVersion(), r.capabilities(), r.clientInfo(), r.meta(), r.extra()));

    static final ObjectCodec<ListRequest> LIST_REQUEST = ObjectCodec.<ListRequest>of("ListRequest")
            .optional("cursor", STRING)
            .meta()
            .build(v -> new ListRequest(v.next(), v.next(), v.extra()), r -> parts(r.cursor(), r.meta(), r.extra()));

    static final ObjectCodec<CallToolRequest> CALL_TOOL_REQUEST = ObjectCodec.<CallToolRequest>of("CallToolRequest")
            .required("name", STRING)
            .optional("arguments", JSON)
            .optional("task", TASK_METADATA)
            .map("inputResponses", new MapCodec<>(JSON))
            .optional("requestState", STRING)
            .meta()
            .build(
                    v -> new CallToolRequest(v.next(), v.next(), v.next(), v.next(), v.next(), v.next(), v.extra()),
                    r -> parts(
                            r.name(),
                            r.arguments(),
                            r.task(),
                            r.inputResponses(),
                            r.requestState(),
                            r.meta(),
                            r.extra()));

    static final ObjectCodec<ReadResourceRequest> READ_RESOURCE_REQUEST = ObjectCodec.<ReadResourceRequest>of(
                    "ReadResourceRequest")
            .required("uri", STRING)
            .map("inputResponses", new MapCodec<>(JSON))
            .optional("requestState", STRING)
            .meta()
            .build(
                    v -> new ReadResourceRequest(v.next(), v.next(), v.next(), v.next(), v.extra()),
                    r -> parts(r.uri(), r.inputResponses(), r.requestState(), r.meta(), r.extra()));

    static final ObjectCodec<SubscribeRequest> SUBSCRIBE_REQUEST = ObjectCodec.<SubscribeRequest>of("SubscribeRequest")
            .required("uri", STRING)
            .meta()
            .build(v -> new SubscribeRequest(v.next(), v.next(), v.extra()), r -> parts(r.uri(), r.meta(), r.extra()));

    static final ObjectCodec<SubscriptionFilter> SUBSCRIPTION_FILTER = ObjectCodec.<SubscriptionFilter>of(
                    "SubscriptionFilter")
            .flag("toolsListChanged")
            .flag("promptsListChanged")
            .flag("resourcesListChanged")
            .list("resourceSubscriptions", STRING)
            .list("taskIds", STRING)
            .build(
                    v -> new SubscriptionFilter(v.next(), v.next(), v.next(), v.next(), v.next(), v.extra()),
                    r -> parts(
                            r.toolsListChanged(),
                            r.promptsListChanged(),
                            r.resourcesListChanged(),
                            r.resourceSubscriptions(),
                            r.taskIds(),
                            r.extra()));

    static final ObjectCodec<SubscriptionsParams> SUBSCRIPTIONS_PARAMS = ObjectCodec.<SubscriptionsParams>of(
                    "SubscriptionsParams")
            .required("notifications", SUBSCRIPTION_FILTER)
            .meta()
            .build(
                    v -> new SubscriptionsParams(v.next(), v.next(), v.extra()),
                    r -> parts(r.notifications(), r.meta(), r.extra()));

    static final ObjectCodec<GetPromptRequest> GET_PROMPT_REQUEST = ObjectCodec.<GetPromptRequest>of("GetPromptRequest")
            .required("name", STRING)
            .map("arguments", new MapCodec<>(STRING))
            .map("inputResponses", new MapCodec<>(JSON))
            .optional("requestState", STRING)
            .meta()
            .build(
                    v -> new GetPromptRequest(v.next(), v.next(), v.next(), v.next(), v.next(), v.extra()),
                    r -> parts(r.name(), r.arguments(), r.inputResponses(), r.requestState(), r.meta(), r.extra()));

    static final ObjectCodec<CompleteRequest.Argument> ARGUMENT = ObjectCodec.<CompleteRequest.Argument>of("Argument")
            .required("name", STRING)
            .required("value", STRING)
            .build(
                    v -> new CompleteRequest.Argument(v.next(), v.next(), v.extra()),
                    r -> parts(r.name(), r.value(), r.extra()));

    static final ObjectCodec<CompleteRequest.Context> CONTEXT = ObjectCodec.<CompleteRequest.Context>of("Context")
            .map("arguments", new MapCodec<>(STRING))
            .build(v -> new CompleteRequest.Context(v.next(), v.extra()), r -> parts(r.arguments(), r.extra()));

    static final ObjectCodec<CompleteRequest> COMPLETE_REQUEST = ObjectCodec.<CompleteRequest>of("CompleteRequest")
            .required("ref", CompletionTables.REFERENCE)
            .required("argument", ARGUMENT)
            .optional("context", CONTEXT)
            .meta()
            .build(
                    v -> new CompleteRequest(v.next(), v.next(), v.next(), v.next(), v.extra()),
                    r -> parts(r.ref(), r.argument(), r.context(), r.meta(), r.extra()));

    static final ObjectCodec<SetLevelRequest> SET_LEVEL_REQUEST = ObjectCodec.<SetLevelRequest>of("SetLevelRequest")
            .required("level", MessageTables.LOGGING_LEVEL)
            .meta()
            .build(v -> new SetLevelRequest(v.next(), v.next(), v.extra()), r -> parts(r.level(), r.meta(), r.extra()));

    static final ObjectCodec<TaskRequest> TASK_REQUEST = ObjectCodec.<TaskRequest>of("TaskRequest")
            .required("taskId", STRING)
            .meta()
            .build(v -> new TaskRequest(v.next(), v.next(), v.extra()), r -> parts(r.taskId(), r.meta(), r.extra()));

    static final ObjectCodec<UpdateTaskRequest> UPDATE_TASK_REQUEST = ObjectCodec.<UpdateTaskRequest>of(
                    "UpdateTaskRequest")
            .required("taskId", STRING)
            .map("inputResponses", new MapCodec<>(JSON))
            .meta()
            .build(
                    v -> new UpdateTaskRequest(v.next(), v.next(), v.next(), v.extra()),
                    r -> parts(r.taskId(), r.inputResponses(), r.meta(), r.extra()));

    private RequestTables() {}
}
