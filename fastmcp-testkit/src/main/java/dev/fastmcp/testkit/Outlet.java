package dev.fastmcp.testkit;

/** Takes what a scripted server says to its client. Called by one thread at a time, but not always the same one. */
public interface Outlet {

    /**
     * Takes one text for the client, usually a JSON-RPC message.
     *
     * @param text has no line break
     */
    void send(String text);

    /** Ends the connection, as a server does that has crashed. Nothing is sent afterwards. */
    void hangUp();
}
