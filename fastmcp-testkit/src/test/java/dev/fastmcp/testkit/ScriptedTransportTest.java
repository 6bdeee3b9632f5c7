package dev.fastmcp.testkit;

import dev.fastmcp.api.Era;
import dev.fastmcp.api.spi.ClientTransport;
import java.util.Optional;

/** The contract, kept by the transport without a connection. */
class ScriptedTransportTest extends TransportContractTest {

    @Override
    protected TransportHarness harness() {
        return new TransportHarness() {
            @Override
            public ClientTransport transport(Era era) {
                return ScriptedServer.faulty(era).transport();
            }

            @Override
            public Optional<String> missing(TransportFeature feature) {
                return feature == TransportFeature.CONNECT_FAILURE
                        ? Optional.of("a server in the same process is always there")
                        : Optional.empty();
            }
        };
    }
}
