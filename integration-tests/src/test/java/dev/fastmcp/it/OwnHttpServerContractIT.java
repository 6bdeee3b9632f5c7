package dev.fastmcp.it;

import dev.fastmcp.api.Client;
import dev.fastmcp.api.ClientSession;
import dev.fastmcp.api.Era;
import dev.fastmcp.api.spi.ClientTransport;
import dev.fastmcp.testkit.TransportContractTest;
import dev.fastmcp.testkit.TransportFeature;
import dev.fastmcp.testkit.TransportHarness;
import dev.fastmcp.transport.http.StreamableHttpTransport;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;

/** The contract, kept by the transport over HTTP and a server of ours at its other end. That is another process, since calls that nobody waits for may go on in it. */
class OwnHttpServerContractIT extends TransportContractTest {

    private static Process process;
    private static String url;

    @BeforeAll
    static void serve() throws IOException {
        process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:+UseSerialGC",
                        "-XX:TieredStopAtLevel=1",
                        "-cp",
                        System.getProperty("java.class.path"),
                        CorrectServer.class.getName())
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        url = process.inputReader().readLine();
    }

    @AfterAll
    static void end() {
        process.destroyForcibly().onExit().join();
    }

    @Override
    protected TransportHarness harness() {
        try (Client<?> client = Client.of(url);
                ClientSession session = client.connect()) {
            session.callTool("forget");
        }
        return new Harness();
    }

    private static final class Harness implements TransportHarness {

        @Override
        public ClientTransport transport(Era era) {
            return StreamableHttpTransport.of(url);
        }

        @Override
        public Era clientEra(Era era) {
            return era;
        }

        @Override
        public Optional<String> missing(TransportFeature feature) {
            return switch (feature) {
                case SHARED_CONNECTION -> Optional.of("each request has a connection of its own");
                case FOREIGN_TEXT -> Optional.of("whatever stands in a response is meant to be a message");
                case CONNECT_FAILURE -> Optional.of("opening a channel connects to nothing yet");
                case FAULTY_SERVER -> Optional.of("the server is FastMcpServer, which keeps the protocol");
                case MODERN_ERA, UNSOLICITED_MESSAGES, ANY_METHOD -> Optional.empty();
            };
        }
    }
}
