package dev.fastmcp.api.spi;

import dev.fastmcp.api.error.DataMappingException;
import dev.fastmcp.api.jsonrpc.JsonRpcMessage;
import java.util.function.Consumer;

/** Turns bytes into JSON-RPC messages and back. Thread-safe. */
public interface MessageCodec {

    /**
     * Reads one JSON text: a message, or a batch of messages. Never throws for what a peer may send: anything that is no message is delivered as
     * {@link JsonRpcMessage.Malformed}.
     *
     * @param utf8 holds the text; kept by the messages, so it must not change afterwards
     * @param offset where the text begins
     * @param length how many bytes it has
     * @param receiver called once for each message
     */
    void read(byte[] utf8, int offset, int length, Consumer<? super JsonRpcMessage> receiver);

    /**
     * Writes one message as compact JSON; it contains no line break.
     *
     * @param message the message
     * @return UTF-8 text
     * @throws DataMappingException if parameters or result have no JSON form
     */
    byte[] write(JsonRpcMessage message);
}
