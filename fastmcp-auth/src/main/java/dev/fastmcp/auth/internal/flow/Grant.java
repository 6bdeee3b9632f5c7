package dev.fastmcp.auth.internal.flow;

import dev.fastmcp.auth.internal.discovery.Discovered;
import dev.fastmcp.auth.internal.store.StoredTokens;
import dev.fastmcp.auth.internal.token.ClientProof;
import java.util.Optional;
import java.util.Set;

/** A way to come by tokens (RFC 6749, section 1.3). */
interface Grant {

    /**
     * Gets tokens.
     *
     * @param scopes what to ask for; empty to leave it to the server
     */
    StoredTokens obtain(Discovered found, Set<String> scopes) throws InterruptedException;

    /** Returns how the client proves who it is when it renews tokens; empty if it cannot. */
    Optional<ClientProof> proofFor(StoredTokens tokens) throws InterruptedException;

    /** Forgets a client that the authorization server does not know any more. */
    default void forgetClient() {}

    /** True if getting tokens takes nobody's time but the computer's. */
    boolean unattended();

    /** True if the client was registered with one authorization server by hand, so that another one must not see what it proves itself with. */
    boolean boundToIssuer();
}
