package dev.fastmcp.it.peers;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fastmcp.api.Client;
import dev.fastmcp.api.Era;
import dev.fastmcp.server.FastMcpServer;
import dev.fastmcp.server.HttpServing;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicContainer;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Real servers through our proxy: clients that others have made see what they see when they go there themselves. The proxy is a child of the client or behind HTTP. It speaks the client's era with the server; where a
 * server speaks both and the client is of the legacy era, a second proxy speaks the modern one.
 */
@NeedsPeers
@ParameterizedClass(name = "{0} at {1}")
@MethodSource("visits")
@Timeout(180)
class ProxySeenByOthersIT {

    private final ForeignClient client;
    private final VisitedPeer peer;

    ProxySeenByOthersIT(ForeignClient client, VisitedPeer peer) {
        this.client = client;
        this.peer = peer;
    }

    static Stream<Arguments> visits() {
        return Stream.of(ForeignClient.values())
                .flatMap(client -> Stream.of(VisitedPeer.values())
                        .filter(peer -> peer.speaks(client.era()))
                        .map(peer -> Arguments.of(client, peer)));
    }

    @TestFactory
    Stream<DynamicContainer> showsTheSame() throws Exception {
        Visit visit = Visit.named(peer.visit());
        List<List<Map<String, Object>>> seen = seen(visit);
        return IntStream.range(1, seen.size())
                .mapToObj(way -> DynamicContainer.dynamicContainer(
                        way == 1 ? "in the same era" : "in the other era",
                        stops(visit, seen.get(0), seen.get(way), way > 1)));
    }

    private Stream<DynamicTest> stops(
            Visit visit, List<Map<String, Object>> directly, List<Map<String, Object>> byProxy, boolean otherEra) {
        assertThat(directly).hasSameSizeAs(visit.stops());
        assertThat(byProxy).hasSameSizeAs(visit.stops());
        return IntStream.range(0, directly.size()).mapToObj(i -> {
            Allowance allowance = new Allowance(visit.stops().get(i), client, peer, otherEra);
            return DynamicTest.dynamicTest(
                    visit.stops().get(i).toString(),
                    () -> assertThat(allowance.proxied(byProxy.get(i))).isEqualTo(allowance.direct(directly.get(i))));
        });
    }

    private List<List<Map<String, Object>>> seen(Visit visit) throws Exception {
        List<Map<String, Object>> targets = new ArrayList<>();
        targets.add(peer.target());
        try (HttpProxy sameEra = new HttpProxy(client.era());
                HttpProxy otherEra = new HttpProxy(Era.MODERN)) {
            targets.add(
                    client.hasProxyAsChild()
                            ? Map.of("command", OwnProcess.proxy(client.era(), peer.command()))
                            : sameEra.target());
            if (client.era() == Era.LEGACY && peer.speaks(Era.MODERN)) {
                targets.add(otherEra.target());
            }
            return client.visit(targets, visit.steps());
        }
    }

    /** A proxy in this process, which starts the server when somebody comes. */
    private final class HttpProxy implements AutoCloseable {

        private final Client<?> behind;
        private final FastMcpServer proxy;
        private final HttpServing serving;

        HttpProxy(Era era) throws Exception {
            behind = OwnProcess.child(era, peer.command());
            proxy = FastMcpServer.proxy(behind);
            serving = HttpServing.builder(proxy).start();
        }

        Map<String, Object> target() {
            return Map.of("url", serving.uri().toString());
        }

        @Override
        public void close() {
            serving.close();
            proxy.close();
            behind.close();
        }
    }
}
