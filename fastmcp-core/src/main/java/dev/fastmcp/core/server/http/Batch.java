package dev.fastmcp.core.server.http;

import dev.fastmcp.api.ProtocolVersion;
import dev.fastmcp.api.jsonrpc.JsonRpcError;
import dev.fastmcp.api.jsonrpc.JsonRpcMessage;
import dev.fastmcp.core.server.Arrival;
import dev.fastmcp.core.server.Conversation;
import dev.fastmcp.core.server.Peer;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;

/** Several messages in one body, which protocol version 2025-03-26 allows and no other. The requests among them are answered at the same time, in any order. */
final class Batch {

    private static final System.Logger LOG = System.getLogger(Batch.class.getName());

    /** Each request has a thread, and each response waits for the slowest one. */
    private static final int MAX_MESSAGES = 100;

    private final Conversation conversation;
    private final BatchReply reply;
    private final Arrival arrival;
    private final List<JsonRpcMessage.Request> requests = new CopyOnWriteArrayList<>();

    Batch(Conversation conversation, BatchReply reply, Arrival arrival) {
        this.conversation = conversation;
        this.reply = reply;
        this.arrival = arrival;
    }

    /** Tells whether a body holds several messages, or one in the form of several. */
    static boolean isBatch(byte[] body) {
        for (byte next : body) {
            if (next != ' ' && next != '\t' && next != '\r' && next != '\n') {
                return next == '[';
            }
        }
        return false;
    }

    /** Why it is refused as a whole. */
    static Optional<JsonRpcError> refusal(List<JsonRpcMessage> messages, Optional<Peer> peer) {
        if (peer.isEmpty() || peer.get().version() != ProtocolVersion.V2025_03_26) {
            return Optional.of(JsonRpcError.of(
                    JsonRpcError.INVALID_REQUEST,
                    "Send one message at a time: batches belong to protocol version 2025-03-26"));
        }
        return messages.size() > MAX_MESSAGES
                ? Optional.of(JsonRpcError.of(
                        JsonRpcError.INVALID_REQUEST, "Send " + MAX_MESSAGES + " messages at a time at most"))
                : Optional.empty();
    }

    /** Takes in all messages, and returns when all requests are answered. */
    void run(List<JsonRpcMessage> messages) throws InterruptedException {
        try {
            for (Thread thread : started(messages)) {
                thread.join();
            }
        } catch (InterruptedException | UncheckedIOException e) {
            cancel();
            throw e;
        }
    }

    private List<Thread> started(List<JsonRpcMessage> messages) {
        List<Thread> threads = new ArrayList<>();
        for (JsonRpcMessage message : messages) {
            switch (message) {
                case JsonRpcMessage.Request request -> {
                    requests.add(request);
                    threads.add(Thread.ofVirtual().name("fastmcp-server-batch").start(() -> answer(request)));
                }
                case JsonRpcMessage.Notification notification -> conversation.receive(notification);
                case JsonRpcMessage.Response response -> conversation.receive(response);
                case JsonRpcMessage.Malformed malformed -> reply.add(Conversation.refusal(malformed));
            }
        }
        return threads;
    }

    /** Gives up what is not answered yet. */
    void cancel() {
        requests.forEach(request -> conversation.cancel(request.id()));
    }

    private void answer(JsonRpcMessage.Request request) {
        try {
            if (request.method().equals("initialize") || Conversation.isModern(request, arrival.headers())) {
                reply.add(new JsonRpcMessage.Failure(
                        Optional.of(request.id()),
                        JsonRpcError.of(
                                JsonRpcError.INVALID_REQUEST, request.method() + " cannot be part of a batch")));
            } else {
                conversation.answer(request, arrival).ifPresent(reply::add);
            }
        } catch (UncheckedIOException e) {
            LOG.log(System.Logger.Level.DEBUG, "A client is gone", e);
        }
    }
}
