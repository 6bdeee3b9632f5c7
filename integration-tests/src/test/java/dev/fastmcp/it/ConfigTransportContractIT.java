package dev.fastmcp.it;

import dev.fastmcp.api.Era;
import dev.fastmcp.api.config.CommandServer;
import dev.fastmcp.api.config.ComponentNames;
import dev.fastmcp.api.config.McpConfig;
import dev.fastmcp.api.spi.ClientTransport;
import dev.fastmcp.server.McpConfigTransport;
import dev.fastmcp.testkit.ScriptedServer;
import dev.fastmcp.testkit.TransportContractTest;
import dev.fastmcp.testkit.TransportFeature;
import dev.fastmcp.testkit.TransportHarness;
import java.util.List;
import java.util.Optional;

/** The contract, kept by the transport to several servers: two child processes, of which one is called by its own names. */
class ConfigTransportContractIT extends TransportContractTest {

    @Override
    protected TransportHarness harness() {
        return new TransportHarness() {
            @Override
            public ClientTransport transport(Era era) {
                McpConfig config = McpConfig.empty().with("own", scripted(era)).with("other", scripted(era));
                return McpConfigTransport.builder(config)
                        .names(new OneUnchanged())
                        .build();
            }

            @Override
            public ClientTransport unreachable() {
                return McpConfigTransport.of(McpConfig.empty()
                        .with("a", CommandServer.of("no-such-program-anywhere"))
                        .with("b", CommandServer.of("no-such-program-either")));
            }

            @Override
            public Optional<String> missing(TransportFeature feature) {
                return switch (feature) {
                    case SHARED_CONNECTION -> Optional.of("the channel stays when one of the servers ends");
                    case FOREIGN_TEXT -> Optional.of("messages are objects, not texts");
                    case CONNECT_FAILURE -> Optional.of("servers are connected to by the handshake");
                    case MODERN_ERA -> Optional.of("the client speaks to all servers in the legacy era");
                    case ANY_METHOD -> Optional.of("what the protocol does not know has no server to go to");
                    case FAULTY_SERVER, UNSOLICITED_MESSAGES -> Optional.empty();
                };
            }
        };
    }

    private static CommandServer scripted(Era era) {
        List<String> command = ScriptedServer.command(era);
        return CommandServer.of(
                command.get(0), command.subList(1, command.size()).toArray(String[]::new));
    }

    private record OneUnchanged() implements ComponentNames {

        private static ComponentNames of(String server) {
            return server.equals("own") ? ComponentNames.unchanged() : ComponentNames.prefixed();
        }

        @Override
        public String name(String server, String original) {
            return of(server).name(server, original);
        }

        @Override
        public Optional<String> originalName(String server, String shown) {
            return of(server).originalName(server, shown);
        }

        @Override
        public String uri(String server, String original) {
            return of(server).uri(server, original);
        }

        @Override
        public Optional<String> originalUri(String server, String shown) {
            return of(server).originalUri(server, shown);
        }
    }
}
