package dev.fastmcp.api.spi;

import dev.fastmcp.api.http.Authentication;

/**
 * Gives a meaning to the text that {@link dev.fastmcp.api.Client.Builder#auth(String)} takes; found through {@link java.util.ServiceLoader}. Implementations are stateless, thread-safe, have a public
 * constructor without parameters, and do no work in it.
 */
public interface AuthProvider {

    /**
     * Names the kind of authentication.
     *
     * @return a unique id such as {@code oauth}: lower-case letters, digits and hyphens
     */
    String id();

    /**
     * Ranks this provider among those that accept the same text; the highest wins, and a tie is an error.
     *
     * @return the rank; 0 for {@code oauth} of this project, -100 for its bearer tokens, which accept nearly everything
     * @implSpec the default is 0
     */
    default int priority() {
        return 0;
    }

    /**
     * Tells whether this provider understands the text. Called on the thread that creates a client; touches no file and no network.
     *
     * @param spec what the user gave, perhaps a secret
     * @return true if {@link #create} would know what to do
     */
    boolean accepts(String spec);

    /**
     * Makes the authentication.
     *
     * @param spec what {@link #accepts} said yes to
     * @return the authentication
     * @throws IllegalArgumentException if the text cannot be used; the message says what would be accepted, and does not repeat the text
     */
    Authentication create(String spec);
}
