package dev.fastmcp.core.protocol;

import dev.fastmcp.api.error.McpException;
import dev.fastmcp.api.jsonrpc.JsonRpcMessage;
import dev.fastmcp.api.spi.ResponseListener;
import java.util.function.Consumer;

/** Makes results out of responses. */
record SubmittedRequest(String method, Consumer<? super JsonRpcMessage.Notification> related, ResultListener listener)
        implements ResponseListener {

    @Override
    public void onNotification(JsonRpcMessage.Notification notification) {
        related.accept(notification);
    }

    @Override
    public void onResponse(JsonRpcMessage.Response response) {
        switch (response) {
            case JsonRpcMessage.Success success -> listener.onResult(success.result());
            case JsonRpcMessage.Failure failure -> listener.onFailure(Responses.refused(method, failure.error()));
        }
    }

    @Override
    public void onFailure(McpException cause) {
        listener.onFailure(cause);
    }
}
