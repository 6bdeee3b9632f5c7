package dev.fastmcp.core.composite;

import dev.fastmcp.api.config.ComponentNames;
import dev.fastmcp.api.json.JsonValue;
import dev.fastmcp.api.jsonrpc.JsonRpcMessage;
import dev.fastmcp.api.model.InputRequest;
import dev.fastmcp.core.server.Announcement;
import dev.fastmcp.core.server.ClientLink;
import java.util.Map;

/** The way of one server of several to the client. */
record MemberLink(ClientLink client, String server, ComponentNames names, Runnable whenListsChange)
        implements ClientLink {

    @Override
    public boolean lasts() {
        return client.lasts();
    }

    @Override
    public void announce(Announcement announcement) {
        switch (announcement) {
            case Announcement.ResourceUpdated(String uri) ->
                client.announce(new Announcement.ResourceUpdated(names.uri(server, uri)));
            case Announcement.ListChanged changed -> {
                whenListsChange.run();
                client.announce(changed);
            }
        }
    }

    @Override
    public void tell(JsonRpcMessage.Notification notification) {
        client.tell(notification);
    }

    @Override
    public Map<String, JsonValue> ask(Map<String, InputRequest> questions) throws InterruptedException {
        return client.ask(questions);
    }
}
