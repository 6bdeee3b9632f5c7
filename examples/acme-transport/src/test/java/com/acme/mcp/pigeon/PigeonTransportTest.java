package com.acme.mcp.pigeon;

import dev.fastmcp.api.Era;
import dev.fastmcp.api.spi.ClientTransport;
import dev.fastmcp.testkit.TransportContractTest;
import dev.fastmcp.testkit.TransportHarness;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** The contract of all transports. */
class PigeonTransportTest extends TransportContractTest {

    @Override
    protected TransportHarness harness() {
        return new PigeonHarness();
    }

    private static final class PigeonHarness implements TransportHarness {

        private final List<Loft> lofts = new ArrayList<>();

        @Override
        public ClientTransport transport(Era era) throws IOException {
            Loft loft = Loft.scripted(era);
            lofts.add(loft);
            return new PigeonTransport(Loft.host(), loft.port());
        }

        @Override
        public ClientTransport unreachable() throws IOException {
            return new PigeonTransport(Loft.host(), Loft.emptyPort());
        }

        @Override
        public void close() throws IOException {
            for (Loft loft : lofts) {
                loft.close();
            }
        }
    }
}
