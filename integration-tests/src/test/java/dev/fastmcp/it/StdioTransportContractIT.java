package dev.fastmcp.it;

import dev.fastmcp.api.Era;
import dev.fastmcp.api.spi.ClientTransport;
import dev.fastmcp.testkit.ScriptedServer;
import dev.fastmcp.testkit.TransportContractTest;
import dev.fastmcp.testkit.TransportHarness;
import dev.fastmcp.transport.stdio.StdioTransport;
import java.util.List;

/** The contract, kept by the transport to child processes. */
class StdioTransportContractIT extends TransportContractTest {

    @Override
    protected TransportHarness harness() {
        return new TransportHarness() {
            @Override
            public ClientTransport transport(Era era) {
                List<String> command = ScriptedServer.command(era);
                return StdioTransport.builder(command.get(0))
                        .args(command.subList(1, command.size()))
                        .keepAlive(false)
                        .build();
            }

            @Override
            public ClientTransport unreachable() {
                return StdioTransport.of("no-such-program-anywhere");
            }
        };
    }
}
