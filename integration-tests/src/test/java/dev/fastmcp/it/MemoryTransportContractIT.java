package dev.fastmcp.it;

import dev.fastmcp.api.Era;
import dev.fastmcp.api.spi.ClientTransport;
import dev.fastmcp.server.FastMcpServer;
import dev.fastmcp.server.FastMcpTransport;
import dev.fastmcp.testkit.TransportContractTest;
import dev.fastmcp.testkit.TransportFeature;
import dev.fastmcp.testkit.TransportHarness;
import java.util.Optional;
import org.junit.jupiter.api.BeforeAll;

/** The contract, kept by the transport to servers in the same process. */
class MemoryTransportContractIT extends TransportContractTest {

    @BeforeAll
    static void startTheClock() {
        CorrectServer.startTheClock();
    }

    @Override
    protected TransportHarness harness() {
        return new Harness();
    }

    private static final class Harness implements TransportHarness {

        private final FastMcpServer server = new CorrectServer().build();

        @Override
        public ClientTransport transport(Era era) {
            return FastMcpTransport.of(server);
        }

        @Override
        public Era clientEra(Era era) {
            return era;
        }

        @Override
        public Optional<String> missing(TransportFeature feature) {
            return switch (feature) {
                case SHARED_CONNECTION -> Optional.of("there is no connection that could end");
                case FOREIGN_TEXT -> Optional.of("messages are objects, not texts");
                case CONNECT_FAILURE -> Optional.of("a server in the same process is there");
                case FAULTY_SERVER -> Optional.of("the server is FastMcpServer, which keeps the protocol");
                case MODERN_ERA, UNSOLICITED_MESSAGES, ANY_METHOD -> Optional.empty();
            };
        }

        @Override
        public void close() {
            server.close();
        }
    }
}
