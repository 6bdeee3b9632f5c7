package dev.fastmcp.testkit;

/**
 * The contract that every transport keeps, as tests. To test a transport, extend this class and supply a {@link TransportHarness}:
 *
 * <pre>{@code
 * class PigeonTransportTest extends TransportContractTest {
 *     @Override
 *     protected TransportHarness harness() throws IOException {
 *         return new PigeonHarness();
 *     }
 * }
 * }</pre>
 *
 * <p>Two levels are tested: the {@link dev.fastmcp.api.spi.Channel} by itself, and a {@link dev.fastmcp.api.Client} on top of it. A test that needs something the
 * transport cannot have ({@link TransportHarness#missing}) is aborted with the reason. After each test, no thread whose name begins with {@code fastmcp} and no
 * child process may be left over; so tests that use the client must not run at the same time in the same process.
 *
 * <p>Needs {@code fastmcp-core} at run time.
 */
public abstract class TransportContractTest extends ClientContract {

    /** For subclasses. */
    protected TransportContractTest() {}
}
