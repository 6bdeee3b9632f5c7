package dev.fastmcp.it.peers;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fastmcp.server.FastMcpServer;
import dev.fastmcp.server.HttpServing;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicContainer;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** Our server, as clients that others have made see it: as a child process of theirs, and over HTTP. */
@NeedsPeers
@ParameterizedClass(name = "{0}")
@EnumSource(ForeignClient.class)
@Timeout(180)
class OwnServerSeenByOthersIT {

    private final ForeignClient client;

    OwnServerSeenByOthersIT(ForeignClient client) {
        this.client = client;
    }

    @TestFactory
    Stream<DynamicContainer> showsWhatItHas() throws Exception {
        Visit visit = Visit.named("showroom");
        try (FastMcpServer server = Showroom.open();
                HttpServing serving = HttpServing.builder(server).start()) {
            List<List<Map<String, Object>>> seen = client.visit(
                    List.of(
                            Map.of("command", OwnProcess.command()),
                            Map.of("url", serving.uri().toString())),
                    visit.steps());
            return Stream.of(
                    DynamicContainer.dynamicContainer("stdio", stops(visit, seen.get(0))),
                    DynamicContainer.dynamicContainer("HTTP", stops(visit, seen.get(1))));
        }
    }

    private Stream<DynamicTest> stops(Visit visit, List<Map<String, Object>> seen) {
        assertThat(seen).hasSameSizeAs(visit.stops());
        return IntStream.range(0, seen.size()).mapToObj(i -> {
            Visit.Stop stop = visit.stops().get(i);
            return DynamicTest.dynamicTest(
                    stop.toString(),
                    () -> assertThat(Sight.comparable(seen.get(i))).isEqualTo(Sight.comparable(stop.expected(client))));
        });
    }
}
