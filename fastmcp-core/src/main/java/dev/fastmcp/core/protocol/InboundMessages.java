package dev.fastmcp.core.protocol;

import dev.fastmcp.api.Extension;
import dev.fastmcp.api.Interceptor;
import dev.fastmcp.api.ListChangedListener;
import dev.fastmcp.api.LogListener;
import dev.fastmcp.api.NotificationListener;
import dev.fastmcp.api.ResourceListener;
import dev.fastmcp.api.ServerDescription;
import dev.fastmcp.api.error.DataMappingException;
import dev.fastmcp.api.error.TransportException;
import dev.fastmcp.api.json.JsonValue;
import dev.fastmcp.api.jsonrpc.JsonRpcMessage;
import dev.fastmcp.api.jsonrpc.RequestId;
import dev.fastmcp.api.model.ElicitationCompleteNotification;
import dev.fastmcp.api.model.LoggingMessage;
import dev.fastmcp.api.model.ProgressNotification;
import dev.fastmcp.api.model.ResourceUpdatedNotification;
import dev.fastmcp.api.model.SubscriptionFilter;
import dev.fastmcp.api.spi.Channel;
import dev.fastmcp.api.spi.ChannelListener;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** What a server sends by itself, on one connection: brought to listeners and handlers, never on the reader's thread. */
final class InboundMessages implements ChannelListener {

    private static final System.Logger LOG = System.getLogger(InboundMessages.class.getName());

    private final ClientOptions options;
    private final Listeners listeners;
    private final LegacyAnswers answers;
    private final SerialQueue logQueue = new SerialQueue("fastmcp-log");
    private final SerialQueue changeQueue = new SerialQueue("fastmcp-changes");
    private final SerialQueue notificationQueue = new SerialQueue("fastmcp-notifications");

    private final ConcurrentMap<RequestId, Consumer<SubscriptionFilter>> acknowledgements = new ConcurrentHashMap<>();

    private final VisitedPages visitedPages = new VisitedPages();
    private final TaskProgress taskProgress = new TaskProgress();

    private volatile Predicate<String> hidden = uri -> false;

    private volatile boolean requestsAllowed = true;

    InboundMessages(ClientOptions options) {
        this.options = options;
        this.listeners = options.listeners();
        this.answers = new LegacyAnswers(options);
    }

    /** Tells where answers go; requests that came before wait for it. */
    void bind(Channel opened) {
        answers.bind(opened);
    }

    /** Tells who asks. */
    void described(ServerDescription server) {
        answers.described(server);
    }

    /** From now on requests of the server break the protocol; there is nothing to answer them with. */
    void forbidRequests() {
        requestsAllowed = false;
    }

    TaskProgress taskProgress() {
        return taskProgress;
    }

    VisitedPages visitedPages() {
        return visitedPages;
    }

    /** The connection has ended: nobody waits for answers any more. */
    void stop() {
        answers.stop();
        visitedPages.stop();
    }

    @Override
    public void onRequest(JsonRpcMessage.Request request) {
        intercepted(request);
        if (requestsAllowed) {
            answers.answer(request);
        } else {
            LOG.log(System.Logger.Level.WARNING, "Dropped a request of the server, which its protocol version forbids");
        }
    }

    @Override
    public void onNotification(JsonRpcMessage.Notification notification) {
        intercepted(notification);
        options.handlers().forwarding().ifPresent(others -> others.hear(notification));
        switch (notification.method()) {
            case "notifications/message" -> {
                for (LogListener listener : listeners.log()) {
                    logQueue.submit(() -> log(notification, listener));
                }
            }
            case "notifications/cancelled" -> answers.cancel(notification);
            case "notifications/subscriptions/acknowledged" -> acknowledged(notification);
            case "notifications/tools/list_changed" -> listChanged(ListChangedListener.Kind.TOOLS);
            case "notifications/resources/list_changed" -> listChanged(ListChangedListener.Kind.RESOURCES);
            case "notifications/prompts/list_changed" -> listChanged(ListChangedListener.Kind.PROMPTS);
            case "notifications/resources/updated" -> {
                ResourceUpdatedNotification update = decoded(notification, ResourceUpdatedNotification.class);
                if (update != null) {
                    updated(update.uri());
                }
            }
            case "notifications/progress" -> {
                ProgressNotification report = decoded(notification, ProgressNotification.class);
                if (report != null) {
                    taskProgress.report(report);
                }
            }
            case "notifications/elicitation/complete" -> {
                ElicitationCompleteNotification page = decoded(notification, ElicitationCompleteNotification.class);
                if (page != null) {
                    visitedPages.visited(page.elicitationId());
                }
            }
            default -> {}
        }
        for (Extension extension : options.extensions()) {
            if (extension.notifications().contains(notification.method())) {
                notificationQueue.submit(() -> extension.onNotification(notification));
            }
        }
        for (NotificationListener listener : listeners.notification()) {
            notificationQueue.submit(() -> listener.onNotification(notification));
        }
    }

    /** Tells what to do when the server agrees to what was asked for in this request. */
    void expectAcknowledgement(RequestId id, Consumer<SubscriptionFilter> action) {
        acknowledgements.put(id, action);
    }

    void expectNoAcknowledgement(RequestId id) {
        acknowledgements.remove(id);
    }

    private void acknowledged(JsonRpcMessage.Notification notification) {
        JsonValue params = notification.params().orElse(JsonValue.NULL);
        Object id = params.member("_meta")
                .flatMap(meta -> meta.member("io.modelcontextprotocol/subscriptionId"))
                .map(JsonValue::asObject)
                .orElse(null);
        Consumer<SubscriptionFilter> action =
                id instanceof Number number ? acknowledgements.remove(RequestId.of(number.longValue())) : null;
        if (action != null) {
            action.accept(params.member("notifications")
                    .map(filter -> filter.as(SubscriptionFilter.class))
                    .orElse(SubscriptionFilter.NONE));
        }
    }

    /** Tells listeners that what they wait for may have happened while nobody listened. */
    void mayHaveMissed(SubscriptionFilter filter) {
        if (filter.toolsListChanged()) {
            listChanged(ListChangedListener.Kind.TOOLS);
        }
        if (filter.resourcesListChanged()) {
            listChanged(ListChangedListener.Kind.RESOURCES);
        }
        if (filter.promptsListChanged()) {
            listChanged(ListChangedListener.Kind.PROMPTS);
        }
        filter.resourceSubscriptions().forEach(this::updated);
    }

    private void intercepted(JsonRpcMessage message) {
        for (Interceptor interceptor : options.interceptors()) {
            try {
                interceptor.onMessage(message);
            } catch (RuntimeException e) {
                LOG.log(System.Logger.Level.WARNING, "An interceptor failed; its exception is ignored", e);
            }
        }
    }

    private void listChanged(ListChangedListener.Kind kind) {
        if (options.cache().isPresent()) {
            options.cache().get().listChanged(kind);
        }
        if (kind == ListChangedListener.Kind.TOOLS) {
            options.outputs().forget();
        }
        for (ListChangedListener listener : listeners.listChanged()) {
            changeQueue.submit(() -> listener.onListChanged(kind));
        }
    }

    /** Nobody has subscribed to these resources; they are told about for the cache alone. */
    void hideFromListeners(Predicate<String> forCacheOnly) {
        hidden = forCacheOnly;
    }

    private void updated(String uri) {
        if (options.cache().isPresent()) {
            options.cache().get().updated(uri);
        }
        if (hidden.test(uri)) {
            return;
        }
        for (ResourceListener listener : listeners.resource()) {
            changeQueue.submit(() -> listener.onResourceUpdated(uri));
        }
    }

    private static void log(JsonRpcMessage.Notification notification, LogListener listener) {
        LoggingMessage message = decoded(notification, LoggingMessage.class);
        if (message != null) {
            listener.onLog(message);
        }
    }

    private static <R> @Nullable R decoded(JsonRpcMessage.Notification notification, Class<R> type) {
        try {
            return notification.params().orElse(JsonValue.NULL).as(type);
        } catch (DataMappingException e) {
            LOG.log(System.Logger.Level.WARNING, "Ignored an invalid {0}: {1}", notification.method(), e.getMessage());
            return null;
        }
    }

    @Override
    public void onLost(TransportException cause) {
        LOG.log(System.Logger.Level.DEBUG, "Connection lost", cause);
        stop();
    }
}
