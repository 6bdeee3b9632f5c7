package dev.fastmcp.core.wire;

import static dev.fastmcp.core.wire.BasicTables.CACHE_SCOPE;
import static dev.fastmcp.core.wire.BasicTables.ICON;
import static dev.fastmcp.core.wire.Containers.OBJECT;
import static dev.fastmcp.core.wire.ObjectCodec.parts;
import static dev.fastmcp.core.wire.Scalars.MILLIS;
import static dev.fastmcp.core.wire.Scalars.STRING;

import dev.fastmcp.api.model.ClientCapabilities;
import dev.fastmcp.api.model.DiscoverResult;
import dev.fastmcp.api.model.Implementation;
import dev.fastmcp.api.model.InitializeResult;
import dev.fastmcp.api.model.MissingCapabilityData;
import dev.fastmcp.api.model.ServerCapabilities;
import dev.fastmcp.api.model.TasksCapability;
import dev.fastmcp.api.model.UnsupportedVersionData;

/** Who both sides are and what they offer (specification, "Lifecycle", "Discovery" and "Subscriptions"). */
final class SessionTables {

    static final ObjectCodec<Implementation> IMPLEMENTATION = ObjectCodec.<Implementation>of("Implementation")
            .required("name", STRING)
            .optional("title", STRING)
            .required("version", STRING)
            .optional("description", STRING)
            .optional("websiteUrl", STRING)
            .list("icons", ICON)
            .build(
                    v -> new Implementation(v.next(), v.next(), v.next(), v.next(), v.next(), v.next(), v.extra()),
                    r -> parts(
                            r.name(), r.title(), r.version(), r.description(), r.websiteUrl(), r.icons(), r.extra()));

    static final ObjectCodec<TasksCapability> TASKS_CAPABILITY = ObjectCodec.<TasksCapability>of("TasksCapability")
            .optional("list", OBJECT)
            .optional("cancel", OBJECT)
            .map("requests", OBJECT)
            .build(
                    v -> new TasksCapability(v.next(), v.next(), v.next(), v.extra()),
                    r -> parts(r.list(), r.cancel(), r.requests(), r.extra()));

    static final ObjectCodec<ClientCapabilities.Roots> ROOTS = ObjectCodec.<ClientCapabilities.Roots>of("Roots")
            .flag("listChanged")
            .build(v -> new ClientCapabilities.Roots(v.next(), v.extra()), r -> parts(r.listChanged(), r.extra()));

    static final ObjectCodec<ClientCapabilities.Sampling> SAMPLING = ObjectCodec.<ClientCapabilities.Sampling>of(
                    "Sampling")
            .optional("context", OBJECT)
            .optional("tools", OBJECT)
            .build(
                    v -> new ClientCapabilities.Sampling(v.next(), v.next(), v.extra()),
                    r -> parts(r.context(), r.tools(), r.extra()));

    static final ObjectCodec<ClientCapabilities.Elicitation> ELICITATION =
            ObjectCodec.<ClientCapabilities.Elicitation>of("Elicitation")
                    .optional("form", OBJECT)
                    .optional("url", OBJECT)
                    .build(
                            v -> new ClientCapabilities.Elicitation(v.next(), v.next(), v.extra()),
                            r -> parts(r.form(), r.url(), r.extra()));

    static final ObjectCodec<ClientCapabilities> CLIENT_CAPABILITIES = ObjectCodec.<ClientCapabilities>of(
                    "ClientCapabilities")
            .map("experimental", OBJECT)
            .optional("roots", ROOTS)
            .optional("sampling", SAMPLING)
            .optional("elicitation", ELICITATION)
            .optional("tasks", TASKS_CAPABILITY)
            .map("extensions", OBJECT)
            .build(
                    v -> new ClientCapabilities(v.next(), v.next(), v.next(), v.next(), v.next(), v.next(), v.extra()),
                    r -> parts(
                            r.experimental(),
                            r.roots(),
                            r.sampling(),
                            r.elicitation(),
                            r.tasks(),
                            r.extensions(),
                            r.extra()));

    static final ObjectCodec<ServerCapabilities.Prompts> PROMPTS = ObjectCodec.<ServerCapabilities.Prompts>of("Prompts")
            .flag("listChanged")
            .build(v -> new ServerCapabilities.Prompts(v.next(), v.extra()), r -> parts(r.listChanged(), r.extra()));

    static final ObjectCodec<ServerCapabilities.Resources> RESOURCES = ObjectCodec.<ServerCapabilities.Resources>of(
                    "Resources")
            .flag("subscribe")
            .flag("listChanged")
            .build(
                    v -> new ServerCapabilities.Resources(v.next(), v.next(), v.extra()),
                    r -> parts(r.subscribe(), r.listChanged(), r.extra()));

    static final ObjectCodec<ServerCapabilities.Tools> TOOLS = ObjectCodec.<ServerCapabilities.Tools>of("Tools")
            .flag("listChanged")
            .build(v -> new ServerCapabilities.Tools(v.next(), v.extra()), r -> parts(r.listChanged(), r.extra()));

    static final ObjectCodec<ServerCapabilities> SERVER_CAPABILITIES = ObjectCodec.<ServerCapabilities>of(
                    "ServerCapabilities")
            .map("experimental", OBJECT)
            .optional("logging", OBJECT)
            .optional("completions", OBJECT)
            .optional("prompts", PROMPTS)
            .optional("resources", RESOURCES)
            .optional("tools", TOOLS)
            .optional("tasks", TASKS_CAPABILITY)
            .map("extensions", OBJECT)
            .build(
                    v -> new ServerCapabilities(
                            v.next(), v.next(), v.next(), v.next(), v.next(), v.next(), v.next(), v.next(), v.extra()),
                    r -> parts(
                            r.experimental(),
                            r.logging(),
                            r.completions(),
                            r.prompts(),
                            r.resources(),
                            r.tools(),
                            r.tasks(),
                            r.extensions(),
                            r.extra()));

    static final ObjectCodec<InitializeResult> INITIALIZE_RESULT = ObjectCodec.<InitializeResult>of("InitializeResult")
            .required("protocolVersion", STRING)
            .required("capabilities", SERVER_CAPABILITIES)
            .required("serverInfo", IMPLEMENTATION)
            .optional("instructions", STRING)
            .meta()
            .build(
                    v -> new InitializeResult(v.next(), v.next(), v.next(), v.next(), v.next(), v.extra()),
                    r -> parts(
                            r.protocolVersion(),
                            r.capabilities(),
                            r.serverInfo(),
                            r.instructions(),
                            r.meta(),
                            r.extra()));

    static final ObjectCodec<DiscoverResult> DISCOVER_RESULT = ObjectCodec.<DiscoverResult>of("DiscoverResult")
            .requiredList("supportedVersions", STRING)
            .required("capabilities", SERVER_CAPABILITIES)
            .optional("instructions", STRING)
            .optional("ttlMs", MILLIS)
            .optional("cacheScope", CACHE_SCOPE)
            .meta()
            .build(
                    v -> new DiscoverResult(v.next(), v.next(), v.next(), v.next(), v.next(), v.next(), v.extra()),
                    r -> parts(
                            r.supportedVersions(),
                            r.capabilities(),
                            r.instructions(),
                            r.ttl(),
                            r.cacheScope(),
                            r.meta(),
                            r.extra()));

    static final ObjectCodec<UnsupportedVersionData> UNSUPPORTED_VERSION_DATA = ObjectCodec.<UnsupportedVersionData>of(
                    "UnsupportedVersionData")
            .requiredList("supported", STRING)
            .optional("requested", STRING)
            .build(
                    v -> new UnsupportedVersionData(v.next(), v.next(), v.extra()),
                    r -> parts(r.supported(), r.requested(), r.extra()));

    static final ObjectCodec<MissingCapabilityData> MISSING_CAPABILITY_DATA = ObjectCodec.<MissingCapabilityData>of(
                    "MissingCapabilityData")
            .required("requiredCapabilities", CLIENT_CAPABILITIES)
            .build(
                    v -> new MissingCapabilityData(v.next(), v.extra()),
                    r -> parts(r.requiredCapabilities(), r.extra()));

    private SessionTables() {}
}
