package dev.fastmcp.transport.websocket.internal;

/** Says once in a process what users should know. That a class is initialized once does the counting. */
final class NonStandard {

    static {
        Log.info("MCP does not define WebSocket: this transport is announced as non-standard, and works only with"
                + " servers that send one message for each text frame");
    }

    private NonStandard() {}

    static void announce() {}
}
