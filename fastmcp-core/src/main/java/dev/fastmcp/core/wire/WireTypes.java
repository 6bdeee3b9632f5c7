package dev.fastmcp.core.wire;

import org.jspecify.annotations.Nullable;

/**
 * Finds the codec of a class. A switch over names, not a map: it needs none of the classes it names, so that only the
 * tables in use are loaded.
 */
final class WireTypes {

    private static final String MODEL = "dev.fastmcp.api.model";

    private WireTypes() {}

    /** Finds the codec of a type; {@code null} if it is foreign. */
    @SuppressWarnings("unchecked")
    static <T> @Nullable ValueCodec<T> of(Class<T> type) {
        ValueCodec<?> codec = isOfProtocol(type) ? ofModel(type) : ofName(type.getName());
        return (ValueCodec<T>) codec;
    }

    static boolean isOfProtocol(Class<?> type) {
        return type.getPackageName().equals(MODEL);
    }

    /** Finds the codec of a protocol record; {@code null} if the value is something else. */
    @SuppressWarnings("unchecked")
    static @Nullable ValueCodec<Object> ofRecord(Object value) {
        return value instanceof Record ? (ValueCodec<Object>) of(value.getClass()) : null;
    }

    private static @Nullable ValueCodec<?> ofModel(Class<?> type) {
        return switch (type.getSimpleName()) {
            case "Annotations" -> ContentTables.ANNOTATIONS;
            case "Argument" -> RequestTables.ARGUMENT;
            case "AudioContent" -> MediaTables.AUDIO_CONTENT;
            case "BlobResourceContents" -> ResourceTables.BLOB_RESOURCE_CONTENTS;
            case "CacheScope" -> BasicTables.CACHE_SCOPE;
            case "CallToolRequest" -> RequestTables.CALL_TOOL_REQUEST;
            case "CallToolResult" -> ContentTables.CALL_TOOL_RESULT;
            case "CancelledNotification" -> MessageTables.CANCELLED_NOTIFICATION;
            case "ClientCapabilities" -> SessionTables.CLIENT_CAPABILITIES;
            case "CompleteRequest" -> RequestTables.COMPLETE_REQUEST;
            case "CompleteResult" -> CompletionTables.COMPLETE_RESULT;
            case "Completion" -> CompletionTables.COMPLETION;
            case "CompletionReference" -> CompletionTables.REFERENCE;
            case "ContentBlock" -> ContentTables.CONTENT_BLOCK;
            case "Context" -> RequestTables.CONTEXT;
            case "CreateMessageRequest" -> SamplingTables.CREATE_MESSAGE_REQUEST;
            case "CreateMessageResult" -> SamplingTables.CREATE_MESSAGE_RESULT;
            case "CreateTaskResult" -> TaskTables.CREATE_TASK_RESULT;
            case "DiscoverResult" -> SessionTables.DISCOVER_RESULT;
            case "ElicitRequest" -> ElicitationTables.ELICIT_REQUEST;
            case "ElicitResult" -> ElicitationTables.ELICIT_RESULT;
            case "Elicitation" -> SessionTables.ELICITATION;
            case "ElicitationCompleteNotification" -> ElicitationTables.ELICITATION_COMPLETE_NOTIFICATION;
            case "EmbeddedResource" -> MediaTables.EMBEDDED_RESOURCE;
            case "EmptyResult" -> MessageTables.EMPTY_RESULT;
            case "FormElicitation" -> ElicitationTables.FORM_ELICITATION;
            case "GetPromptRequest" -> RequestTables.GET_PROMPT_REQUEST;
            case "GetPromptResult" -> PromptTables.GET_PROMPT_RESULT;
            case "Icon" -> BasicTables.ICON;
            case "ImageContent" -> MediaTables.IMAGE_CONTENT;
            case "Implementation" -> SessionTables.IMPLEMENTATION;
            case "InitializeRequest" -> RequestTables.INITIALIZE_REQUEST;
            case "InitializeResult" -> SessionTables.INITIALIZE_RESULT;
            case "InputRequest" -> MessageTables.INPUT_REQUEST;
            case "InputRequiredResult" -> ElicitationTables.INPUT_REQUIRED_RESULT;
            case "ListPromptsResult" -> PromptTables.LIST_PROMPTS_RESULT;
            case "ListRequest" -> RequestTables.LIST_REQUEST;
            case "ListResourceTemplatesResult" -> ResourceTables.LIST_RESOURCE_TEMPLATES_RESULT;
            case "ListResourcesResult" -> ResourceTables.LIST_RESOURCES_RESULT;
            case "ListRootsResult" -> SamplingTables.LIST_ROOTS_RESULT;
            case "ListTasksResult" -> TaskTables.LIST_TASKS_RESULT;
            case "ListToolsResult" -> ToolTables.LIST_TOOLS_RESULT;
            case "LoggingLevel" -> MessageTables.LOGGING_LEVEL;
            case "LoggingMessage" -> MessageTables.LOGGING_MESSAGE;
            case "MetaParams" -> RequestTables.META_PARAMS;
            case "MissingCapabilityData" -> SessionTables.MISSING_CAPABILITY_DATA;
            case "ModelHint" -> SamplingTables.MODEL_HINT;
            case "ModelPreferences" -> SamplingTables.MODEL_PREFERENCES;
            case "ProgressNotification" -> MessageTables.PROGRESS_NOTIFICATION;
            case "Prompt" -> PromptTables.PROMPT;
            case "PromptArgument" -> PromptTables.PROMPT_ARGUMENT;
            case "PromptMessage" -> PromptTables.PROMPT_MESSAGE;
            case "PromptReference" -> CompletionTables.PROMPT_REFERENCE;
            case "Prompts" -> SessionTables.PROMPTS;
            case "ReadResourceRequest" -> RequestTables.READ_RESOURCE_REQUEST;
            case "ReadResourceResult" -> ResourceTables.READ_RESOURCE_RESULT;
            case "Resource" -> ResourceTables.RESOURCE;
            case "ResourceContents" -> ResourceTables.RESOURCE_CONTENTS;
            case "ResourceLink" -> MediaTables.RESOURCE_LINK;
            case "ResourceTemplate" -> ResourceTables.RESOURCE_TEMPLATE;
            case "ResourceTemplateReference" -> CompletionTables.RESOURCE_TEMPLATE_REFERENCE;
            case "ResourceUpdatedNotification" -> ResourceTables.RESOURCE_UPDATED_NOTIFICATION;
            case "Resources" -> SessionTables.RESOURCES;
            case "Role" -> ContentTables.ROLE;
            case "Root" -> SamplingTables.ROOT;
            case "Roots" -> SessionTables.ROOTS;
            case "Sampling" -> SessionTables.SAMPLING;
            case "SamplingContent" -> SamplingTables.SAMPLING_CONTENT;
            case "SamplingMessage" -> SamplingTables.SAMPLING_MESSAGE;
            case "ServerCapabilities" -> SessionTables.SERVER_CAPABILITIES;
            case "SetLevelRequest" -> RequestTables.SET_LEVEL_REQUEST;
            case "SubscribeRequest" -> RequestTables.SUBSCRIBE_REQUEST;
            case "SubscriptionFilter" -> RequestTables.SUBSCRIPTION_FILTER;
            case "SubscriptionsParams" -> RequestTables.SUBSCRIPTIONS_PARAMS;
            case "Task" -> TaskTables.TASK;
            case "TaskMetadata" -> RequestTables.TASK_METADATA;
            case "TaskRequest" -> RequestTables.TASK_REQUEST;
            case "TaskStatus" -> TaskTables.STATUS;
            case "TasksCapability" -> SessionTables.TASKS_CAPABILITY;
            case "TextContent" -> ContentTables.TEXT_CONTENT;
            case "TextResourceContents" -> ResourceTables.TEXT_RESOURCE_CONTENTS;
            case "Tool" -> ToolTables.TOOL;
            case "ToolAnnotations" -> ToolTables.TOOL_ANNOTATIONS;
            case "ToolChoice" -> SamplingTables.TOOL_CHOICE;
            case "ToolExecution" -> ToolTables.TOOL_EXECUTION;
            case "ToolResultContent" -> SamplingTables.TOOL_RESULT_CONTENT;
            case "ToolUseContent" -> SamplingTables.TOOL_USE_CONTENT;
            case "Tools" -> SessionTables.TOOLS;
            case "UnknownContent" -> MediaTables.UNKNOWN_CONTENT;
            case "UnknownElicitation" -> ElicitationTables.UNKNOWN_ELICITATION;
            case "UnknownReference" -> CompletionTables.UNKNOWN_REFERENCE;
            case "UnknownResourceContents" -> ResourceTables.UNKNOWN_RESOURCE_CONTENTS;
            case "UnsupportedVersionData" -> SessionTables.UNSUPPORTED_VERSION_DATA;
            case "UpdateTaskRequest" -> RequestTables.UPDATE_TASK_REQUEST;
            case "UrlElicitation" -> ElicitationTables.URL_ELICITATION;
            case "UrlElicitationRequiredData" -> ElicitationTables.URL_ELICITATION_REQUIRED_DATA;
            default -> null;
        };
    }

    private static @Nullable ValueCodec<?> ofName(String name) {
        return switch (name) {
            case "java.lang.Object" -> FreeFormCodecs.ANY;
            case "java.util.Map" -> Containers.OBJECT;
            case "java.util.List" -> FreeFormCodecs.ARRAY;
            case "java.lang.String" -> Scalars.STRING;
            case "java.lang.Boolean" -> Scalars.BOOLEAN;
            case "java.lang.Integer" -> Scalars.INT;
            case "java.lang.Long" -> Scalars.LONG;
            case "java.lang.Double" -> Scalars.DOUBLE;
            case "java.lang.Number" -> FreeFormCodecs.NUMBER;
            case "dev.fastmcp.api.json.JsonValue" -> Scalars.JSON;
            case "dev.fastmcp.api.jsonrpc.RequestId" -> Scalars.REQUEST_ID;
            case "dev.fastmcp.api.jsonrpc.JsonRpcError" -> TaskTables.JSON_RPC_ERROR;
            default -> null;
        };
    }
}
