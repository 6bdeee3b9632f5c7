package dev.fastmcp.core.proxy;

import dev.fastmcp.api.model.ServerCapabilities;
import dev.fastmcp.api.model.SubscriptionFilter;
import java.util.List;
import java.util.Map;

/** What a client hears of, of all that it wants to. */
final class Agreement {

    private Agreement() {}

    /** @param subscribed the resources that the server has agreed to tell about */
    static SubscriptionFilter of(SubscriptionFilter wanted, ServerCapabilities offered, List<String> subscribed) {
        return new SubscriptionFilter(
                wanted.toolsListChanged()
                        && offered.tools()
                                .map(ServerCapabilities.Tools::listChanged)
                                .orElse(false),
                wanted.promptsListChanged()
                        && offered.prompts()
                                .map(ServerCapabilities.Prompts::listChanged)
                                .orElse(false),
                wanted.resourcesListChanged()
                        && offered.resources()
                                .map(ServerCapabilities.Resources::listChanged)
                                .orElse(false),
                subscribed,
                List.of(),
                Map.of());
    }
}
