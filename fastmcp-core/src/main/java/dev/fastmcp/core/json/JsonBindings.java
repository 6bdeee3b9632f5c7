package dev.fastmcp.core.json;

import com.google.inject.AbstractModule;
import dev.fastmcp.api.json.JsonCodec;

/** The one JSON codec of the process: the same that {@link JsonCodec#discovered()} finds. */
public final class JsonBindings extends AbstractModule {

    /** Creates the module. */
    public JsonBindings() {}

    @Override
    protected void configure() {
        bind(JsonCodec.class).toProvider(JsonCodec::discovered);
    }
}
