package dev.fastmcp.testkit;

/** What some transports cannot have by their nature. Everything else in the contract is required of all. */
public enum TransportFeature {
    /** The transport exists in the current era of the protocol, not only in the legacy one. */
    MODERN_ERA,
    /** All requests of a channel share one connection, whose end is the end of all of them. */
    SHARED_CONNECTION,
    /** A server can send requests and notifications that belong to no request of the client. */
    UNSOLICITED_MESSAGES,
    /** A server can send a text that is no message, where a message is expected. */
    FOREIGN_TEXT,
    /** Messages reach the other end whatever their method. Missing where something in between has methods of its own, and hands on what it knows. */
    ANY_METHOD,
    /** Connecting can fail. */
    CONNECT_FAILURE,
    /**
     * The server does as {@link ScriptedServer#faulty} says, even if that breaks the protocol or ends the connection. Missing where the server belongs to the transport: it must then have
     * tools of those names, as far as a correct server can.
     */
    FAULTY_SERVER
}
