package dev.fastmcp.core.client;

import com.google.inject.AbstractModule;
import com.google.inject.Provider;
import dev.fastmcp.api.json.JsonCodec;

/** What makes clients. */
public final class ClientBindings extends AbstractModule {

    /** Creates the module. */
    public ClientBindings() {}

    @Override
    protected void configure() {
        Provider<JsonCodec> values = getProvider(JsonCodec.class);
        bind(ClientFactory.class).toProvider(() -> new ClientFactory(values.get()));
    }
}
