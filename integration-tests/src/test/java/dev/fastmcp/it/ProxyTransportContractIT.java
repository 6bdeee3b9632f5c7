package dev.fastmcp.it;

import dev.fastmcp.api.Era;
import dev.fastmcp.api.spi.ClientTransport;
import dev.fastmcp.server.FastMcpServer;
import dev.fastmcp.server.FastMcpTransport;
import dev.fastmcp.testkit.ScriptedServer;
import dev.fastmcp.testkit.TransportContractTest;
import dev.fastmcp.testkit.TransportFeature;
import dev.fastmcp.testkit.TransportHarness;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeAll;

/** The contract, kept by a proxy to a child process, whose failures are passed on as they are. */
class ProxyTransportContractIT extends TransportContractTest {

    @BeforeAll
    static void startTheClock() {
        CorrectServer.startTheClock();
    }

    @Override
    protected TransportHarness harness() {
        return new Harness();
    }

    private static final class Harness implements TransportHarness {

        private final List<FastMcpServer> proxies = new ArrayList<>();

        @Override
        public ClientTransport transport(Era era) {
            FastMcpServer proxy = FastMcpServer.proxy(ScriptedServer.command(era));
            proxies.add(proxy);
            return FastMcpTransport.of(proxy).raisingExceptions();
        }

        @Override
        public Era clientEra(Era era) {
            return era;
        }

        @Override
        public Optional<String> missing(TransportFeature feature) {
            return switch (feature) {
                case SHARED_CONNECTION -> Optional.of("the connection to the proxy stays when the server behind ends");
                case FOREIGN_TEXT -> Optional.of("messages to the proxy are objects, not texts");
                case CONNECT_FAILURE -> Optional.of("the proxy is there, whatever is behind it");
                case ANY_METHOD -> Optional.of("some messages belong to one side of the proxy");
                case FAULTY_SERVER, MODERN_ERA, UNSOLICITED_MESSAGES -> Optional.empty();
            };
        }

        @Override
        public void close() {
            proxies.forEach(FastMcpServer::close);
        }
    }
}
