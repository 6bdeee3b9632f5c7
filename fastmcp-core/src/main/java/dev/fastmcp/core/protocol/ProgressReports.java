package dev.fastmcp.core.protocol;

import dev.fastmcp.api.ProgressListener;
import dev.fastmcp.api.error.DataMappingException;
import dev.fastmcp.api.json.JsonValue;
import dev.fastmcp.api.jsonrpc.JsonRpcMessage;
import dev.fastmcp.api.model.ProgressNotification;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Brings progress to listeners while the request is on its way, on the thread that made it. */
final class ProgressReports {

    private static final System.Logger LOG = System.getLogger(ProgressReports.class.getName());

    private ProgressReports() {}

    /** Brings the notifications of one request to whoever listens. */
    static Consumer<JsonRpcMessage.Notification> to(Optional<ProgressListener> progress) {
        if (progress.isEmpty()) {
            return notification -> {};
        }
        ProgressListener listener = progress.get();
        return notification -> {
            ProgressNotification decoded = progressOf(notification);
            if (decoded != null) {
                try {
                    listener.onProgress(decoded);
                } catch (RuntimeException e) {
                    throw new ListenerFailure(e);
                }
            }
        };
    }

    private static @Nullable ProgressNotification progressOf(JsonRpcMessage.Notification notification) {
        try {
            return notification.params().orElse(JsonValue.NULL).as(ProgressNotification.class);
        } catch (DataMappingException e) {
            LOG.log(System.Logger.Level.WARNING, "Ignored an invalid progress notification: {0}", e.getMessage());
            return null;
        }
    }

    /** Carries what a progress listener threw past those who handle our own exceptions. */
    static final class ListenerFailure extends RuntimeException {
        private static final long serialVersionUID = 1L;
        private final transient RuntimeException cause;

        ListenerFailure(RuntimeException cause) {
            super(null, cause, false, false);
            this.cause = cause;
        }

        RuntimeException cause() {
            return cause;
        }
    }
}
