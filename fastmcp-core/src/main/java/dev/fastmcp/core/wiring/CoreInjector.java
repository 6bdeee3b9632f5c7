package dev.fastmcp.core.wiring;

import com.google.inject.Guice;
import com.google.inject.Injector;
import com.google.inject.Stage;
import dev.fastmcp.core.client.ClientBindings;
import dev.fastmcp.core.client.ClientFactory;
import dev.fastmcp.core.json.JsonBindings;

/** The one injector of the process, made when the first client is built. */
public final class CoreInjector {

    private CoreInjector() {}

    /** Returns what makes clients. */
    public static ClientFactory clients() {
        return Lazily.CLIENTS;
    }

    private static final class Lazily {
        static final ClientFactory CLIENTS = create().getInstance(ClientFactory.class);

        private static Injector create() {
            return Guice.createInjector(
                    Stage.DEVELOPMENT, new ExplicitBindingsOnly(), new JsonBindings(), new ClientBindings());
        }
    }
}
