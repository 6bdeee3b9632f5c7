package dev.fastmcp.transport.http;

import dev.fastmcp.api.Era;
import dev.fastmcp.api.spi.ClientTransport;
import dev.fastmcp.testkit.ScriptedServer;
import dev.fastmcp.testkit.TransportContractTest;
import dev.fastmcp.testkit.TransportFeature;
import dev.fastmcp.testkit.TransportHarness;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The contract of all transports. */
class SseContractTest extends TransportContractTest {

    @Override
    protected TransportHarness harness() {
        return new Harness();
    }

    private static final class Harness implements TransportHarness {

        private final List<ScriptedSseServer> servers = new ArrayList<>();

        @Override
        public ClientTransport transport(Era era) throws IOException {
            ScriptedSseServer server = new ScriptedSseServer(ScriptedServer.faulty(era));
            servers.add(server);
            return SseTransport.of(server.url());
        }

        @Override
        public ClientTransport unreachable() throws IOException {
            try (ServerSocket unused = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
                return SseTransport.of("http://127.0.0.1:" + unused.getLocalPort() + "/sse");
            }
        }

        @Override
        public Optional<String> missing(TransportFeature feature) {
            return feature == TransportFeature.MODERN_ERA
                    ? Optional.of("HTTP+SSE belongs to the first release of the protocol")
                    : Optional.empty();
        }

        @Override
        public void close() {
            servers.forEach(ScriptedSseServer::close);
        }
    }
}
