package dev.fastmcp.testkit;

import dev.fastmcp.api.Era;
import dev.fastmcp.api.spi.ClientTransport;
import java.io.IOException;
import java.util.Optional;

/**
 * What {@link TransportContractTest} needs in order to test a transport: the transport itself, and a server at its other end. Each test uses a harness of its
 * own.
 */
public interface TransportHarness extends AutoCloseable {

    /**
     * Returns a transport that leads to a server. Each channel opened through it talks to {@link ScriptedServer#faulty} of that era, in a conversation of its
     * own; where a server is a process, {@link ScriptedServer#command} starts one.
     *
     * @param era what the server speaks; {@link Era#AUTO} stands for both
     * @return a transport that is not open yet; the test closes it
     * @throws Exception if the server cannot be started; the test fails
     */
    ClientTransport transport(Era era) throws Exception;

    /**
     * Returns a transport that leads nowhere, such as to a port at which nobody listens.
     *
     * @return a transport that cannot be opened
     * @throws Exception if there is none for the moment; the test fails
     * @implSpec the default throws {@link UnsupportedOperationException}; override it unless {@link TransportFeature#CONNECT_FAILURE} is missing
     */
    default ClientTransport unreachable() throws Exception {
        throw new UnsupportedOperationException("override unreachable(), or say why CONNECT_FAILURE is missing");
    }

    /**
     * Returns what a client is told of the era of the server.
     *
     * @param era what the test wants the server to speak
     * @return the setting of the client
     * @implSpec the default lets clients find out; return the argument if the server speaks both eras, whatever it is asked for
     */
    default Era clientEra(Era era) {
        return Era.AUTO;
    }

    /**
     * Tells why the transport cannot have a feature. Tests that need the feature are reported as aborted, with the reason.
     *
     * @param feature what a test needs
     * @return a sentence for people who read the test report; empty if the transport has the feature
     * @implSpec the default is empty for every feature
     */
    default Optional<String> missing(TransportFeature feature) {
        return Optional.empty();
    }

    /**
     * Ends the servers. Called after everything that the test opened has been closed.
     *
     * @throws IOException if that fails; so does the test
     * @implSpec the default does nothing
     */
    @Override
    default void close() throws IOException {}
}
