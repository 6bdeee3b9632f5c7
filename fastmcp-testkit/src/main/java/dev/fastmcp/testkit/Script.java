package dev.fastmcp.testkit;

/** Says how a scripted server reacts to a request. */
@FunctionalInterface
public interface Script {

    /**
     * Reacts: answers the call, once, several times or never. Called on the thread that brings the client's messages, so the next message waits for it.
     *
     * @param call the request, and the means to react
     */
    void play(ScriptedCall call);
}
