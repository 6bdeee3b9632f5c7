package dev.fastmcp.core.wiring;

import com.google.inject.AbstractModule;

/** Keeps Guice from looking into our classes: what is not bound does not exist, so no package need be opened to it. */
final class ExplicitBindingsOnly extends AbstractModule {

    @Override
    protected void configure() {
        binder().requireExplicitBindings();
        binder().requireExactBindingAnnotations();
        binder().disableCircularProxies();
    }
}
