package dev.fastmcp.api.http;

/**
 * How a client proves to servers who is asking: a token, a login in the browser, the credentials of a machine. {@code fastmcp-auth} has the usual ones. Immutable and thread-safe; the same
 * object may serve several clients.
 */
@FunctionalInterface
public interface Authentication {

    /**
     * Makes what proves it to one server. Called once for each transport, when it is made; asks nobody and reads no file.
     *
     * @param context the server, and how to reach those it names
     * @return the authenticator of that server
     */
    RequestAuthenticator authenticator(AuthContext context);
}
