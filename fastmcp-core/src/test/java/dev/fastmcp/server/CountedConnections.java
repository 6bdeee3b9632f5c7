package dev.fastmcp.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fastmcp.api.spi.Channel;
import dev.fastmcp.api.spi.ChannelContext;
import dev.fastmcp.api.spi.ClientTransport;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/** A way to a server in the same process that knows how many connections are open. */
final class CountedConnections implements ClientTransport {

    private final ClientTransport way;
    private final List<Channel> made = new CopyOnWriteArrayList<>();

    CountedConnections(FastMcpServer server) {
        this.way = FastMcpTransport.of(server);
    }

    @Override
    public Channel open(ChannelContext context) throws InterruptedException {
        Channel channel = way.open(context);
        made.add(channel);
        return channel;
    }

    int made() {
        return made.size();
    }

    long open() {
        return made.stream().filter(Channel::isOpen).count();
    }

    static void await(BooleanSupplier condition) {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(20);
        while (!condition.getAsBoolean() && System.nanoTime() < end) {
            LockSupport.parkNanos(2_000_000);
        }
        assertThat(condition.getAsBoolean()).isTrue();
    }

    @Override
    public String endpoint() {
        return way.endpoint();
    }

    @Override
    public void close() {
        way.close();
    }
}
