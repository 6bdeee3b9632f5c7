package dev.fastmcp.core.server;

import dev.fastmcp.api.json.JsonValue;
import dev.fastmcp.api.jsonrpc.JsonRpcMessage;
import dev.fastmcp.api.model.SubscriptionFilter;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** Something that a server tells its clients by itself. Told once or twice makes no difference. */
public sealed interface Announcement {

    /** A list has changed. */
    enum ListChanged implements Announcement {
        TOOLS("notifications/tools/list_changed"),
        PROMPTS("notifications/prompts/list_changed"),
        RESOURCES("notifications/resources/list_changed");

        private final String method;

        ListChanged(String method) {
            this.method = method;
        }

        @Override
        public boolean isWantedBy(SubscriptionFilter filter) {
            return switch (this) {
                case TOOLS -> filter.toolsListChanged();
                case PROMPTS -> filter.promptsListChanged();
                case RESOURCES -> filter.resourcesListChanged();
            };
        }

        @Override
        public JsonRpcMessage.Notification notification(Map<String, Object> meta) {
            return new JsonRpcMessage.Notification(
                    method, meta.isEmpty() ? Optional.empty() : Optional.of(JsonValue.of(Map.of("_meta", meta))));
        }
    }

    /** A resource has other contents. */
    record ResourceUpdated(String uri) implements Announcement {

        /** Tells whether this is the resource, or is below it. */
        boolean isWithin(String subscribed) {
            if (!uri.startsWith(subscribed)) {
                return false;
            }
            return uri.length() == subscribed.length()
                    || subscribed.endsWith("/")
                    || "/?#".indexOf(uri.charAt(subscribed.length())) >= 0;
        }

        @Override
        public boolean isWantedBy(SubscriptionFilter filter) {
            return filter.resourceSubscriptions().stream().anyMatch(this::isWithin);
        }

        @Override
        public JsonRpcMessage.Notification notification(Map<String, Object> meta) {
            Map<String, Object> params = new LinkedHashMap<>();
            params.put("uri", uri);
            if (!meta.isEmpty()) {
                params.put("_meta", meta);
            }
            return new JsonRpcMessage.Notification(
                    "notifications/resources/updated", Optional.of(JsonValue.of(params)));
        }
    }

    boolean isWantedBy(SubscriptionFilter filter);

    JsonRpcMessage.Notification notification(Map<String, Object> meta);
}
