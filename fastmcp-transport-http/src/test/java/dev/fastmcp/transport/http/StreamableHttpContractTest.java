package dev.fastmcp.transport.http;

import dev.fastmcp.api.Era;
import dev.fastmcp.api.spi.ClientTransport;
import dev.fastmcp.testkit.ScriptedServer;
import dev.fastmcp.testkit.TransportContractTest;
import dev.fastmcp.testkit.TransportFeature;
import dev.fastmcp.testkit.TransportHarness;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The contract of all transports. */
class StreamableHttpContractTest extends TransportContractTest {

    @Override
    protected TransportHarness harness() {
        return new Harness();
    }

    private static final class Harness implements TransportHarness {

        private final List<ScriptedHttpServer> servers = new ArrayList<>();

        @Override
        public ClientTransport transport(Era era) throws IOException {
            ScriptedHttpServer server = new ScriptedHttpServer(ScriptedServer.faulty(era));
            servers.add(server);
            return StreamableHttpTransport.of(server.url());
        }

        @Override
        public Optional<String> missing(TransportFeature feature) {
            return switch (feature) {
                case SHARED_CONNECTION -> Optional.of("each request has a connection of its own");
                case FOREIGN_TEXT -> Optional.of("whatever stands in a response is meant to be a message");
                case CONNECT_FAILURE -> Optional.of("opening a channel connects to nothing yet");
                case MODERN_ERA, UNSOLICITED_MESSAGES, ANY_METHOD, FAULTY_SERVER -> Optional.empty();
            };
        }

        @Override
        public void close() {
            servers.forEach(ScriptedHttpServer::close);
        }
    }
}
