package dev.fastmcp.testkit;

import dev.fastmcp.api.Client;
import dev.fastmcp.api.error.TransportException;
import dev.fastmcp.api.spi.Channel;
import dev.fastmcp.api.spi.ChannelContext;
import dev.fastmcp.api.spi.ClientTransport;
import dev.fastmcp.api.spi.MessageCodec;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** A client hands its codec to transports and nobody else, so this poses as one. */
final class Decoy implements ClientTransport {

    private final AtomicReference<@Nullable MessageCodec> received = new AtomicReference<>();

    private Decoy() {}

    static MessageCodec codec() {
        Decoy decoy = new Decoy();
        try (Client<Decoy> client = Client.of(decoy)) {
            client.connect().close();
        } catch (TransportException expected) {
            // It has done its work already.
        }
        return Optional.ofNullable(decoy.received.get())
                .orElseThrow(() -> new IllegalStateException("the client did not try to connect"));
    }

    @Override
    public Channel open(ChannelContext context) {
        received.set(context.codec());
        throw new TransportException(
                TransportException.Kind.CONNECT_FAILED, "This transport leads nowhere, on purpose");
    }

    @Override
    public void close() {}

    @Override
    public String endpoint() {
        return "decoy";
    }
}
