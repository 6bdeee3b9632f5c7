package dev.fastmcp.api.spi;

/**
 * Makes transports of one kind; found through {@link java.util.ServiceLoader}. Implementations are stateless, thread-safe, have a public
 * constructor without parameters, and do no work in it.
 */
public interface TransportFactory {

    /**
     * Names the kind of transport.
     *
     * @return a unique id such as {@code stdio} or {@code streamable-http}: lower-case letters, digits and hyphens
     */
    String id();

    /**
     * Ranks this factory among those that accept the same source; the highest wins, and a tie is an error.
     *
     * @return the rank; the transports of this project have 0
     * @implSpec the default is 0
     */
    default int priority() {
        return 0;
    }

    /**
     * Tells whether this factory can make a transport for the source. Called on the thread that creates a client, perhaps often: looks at the source
     * only, and touches no file, process or network.
     *
     * @param source what the user passed
     * @return true if {@link #create} would know what to do
     */
    boolean accepts(TransportSource source);

    /**
     * Tells whether the transports of this factory have an option. A client that is given one which its transport does not have is an error.
     *
     * @param option what a client was told
     * @return true if {@link #create} looks at it
     * @implSpec the default is false
     */
    default boolean supports(TransportOption option) {
        return false;
    }

    /**
     * Makes a transport. May look at files to give an early and clear error; starts nothing.
     *
     * @param source what {@link #accepts} said yes to, or what the user directed here by {@link #id()}
     * @param context what the client knows
     * @return the transport; the client closes it
     * @throws IllegalArgumentException if the source cannot be used; the message says what would be accepted
     */
    ClientTransport create(TransportSource source, TransportContext context);
}
