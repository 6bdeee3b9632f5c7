package dev.fastmcp.transport.websocket;

import dev.fastmcp.api.Era;
import dev.fastmcp.api.spi.ClientTransport;
import dev.fastmcp.testkit.ScriptedServer;
import dev.fastmcp.testkit.TransportContractTest;
import dev.fastmcp.testkit.TransportHarness;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** The contract of all transports. */
class WebSocketContractTest extends TransportContractTest {

    @Override
    protected TransportHarness harness() {
        return new Harness();
    }

    private static final class Harness implements TransportHarness {

        private final List<ScriptedWebSocketServer> servers = new ArrayList<>();

        @Override
        public ClientTransport transport(Era era) throws InterruptedException {
            ScriptedWebSocketServer server = new ScriptedWebSocketServer(ScriptedServer.faulty(era)).begin();
            servers.add(server);
            return WebSocketTransport.of(server.address());
        }

        @Override
        public ClientTransport unreachable() throws IOException {
            return WebSocketTransport.of("ws://127.0.0.1:" + RawServer.emptyPort() + "/mcp");
        }

        @Override
        public void close() {
            servers.forEach(ScriptedWebSocketServer::close);
        }
    }
}
