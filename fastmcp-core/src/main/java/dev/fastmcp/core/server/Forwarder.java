package dev.fastmcp.core.server;

import dev.fastmcp.api.model.Implementation;
import java.util.Optional;

/** Hands on requests to somebody else, whose answers come on other threads. Thread-safe. */
public interface Forwarder {

    /** Takes the answer to one request, once. */
    interface Answer {

        /**
         * A result.
         *
         * @param result as {@link ServerMethods#call} returns it
         * @param server whose result it is
         */
        void result(Object result, Implementation server);

        /** There is none. */
        void failed(Exception cause);
    }

    /** Tells whether {@link #submit} is worth trying, before a request is taken apart for it. */
    boolean submits();

    /**
     * Hands on a request, without blocking.
     *
     * @return cancels it, after which there is no answer; empty if it has to be answered by {@link ServerMethods#call}, and nothing has happened
     */
    Optional<Runnable> submit(IncomingCall call, Answer answer);
}
