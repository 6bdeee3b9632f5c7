package dev.fastmcp.core.server.http;

import dev.fastmcp.api.jsonrpc.JsonRpcMessage;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;

/** The answer to a batch: an array of responses, or an event for each if there is more to say. Thread-safe. */
final class BatchReply {

    private final Reply reply;
    private final ReentrantLock lock = new ReentrantLock();

    /** Guarded by {@link #lock}. */
    private final List<JsonRpcMessage.Response> responses = new ArrayList<>();

    BatchReply(Reply reply) {
        this.reply = reply;
    }

    void add(JsonRpcMessage.Response response) {
        lock.lock();
        try {
            if (!reply.sendIfOpen(response)) {
                responses.add(response);
            }
        } finally {
            lock.unlock();
        }
    }

    /** Sends what has not been sent, and ends the answer. */
    void finish() throws IOException {
        lock.lock();
        try {
            reply.finishAll(responses);
        } finally {
            lock.unlock();
        }
    }
}
