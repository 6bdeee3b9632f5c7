package dev.fastmcp.core.transport;

import dev.fastmcp.api.error.TransportSelectionException;
import dev.fastmcp.api.spi.TransportFactory;
import dev.fastmcp.api.spi.TransportSource;

/** A factory, its id read once, and where it came from. */
record RegisteredFactory(String id, TransportFactory factory, boolean byHand) {

    static RegisteredFactory of(TransportFactory factory, boolean byHand) {
        String id = factory.id();
        if (id == null || !id.matches("[a-z0-9][a-z0-9-]*")) {
            throw new TransportSelectionException("The transport factory " + origin(factory) + " calls itself \"" + id
                    + "\": an id is made of lower-case letters, digits and hyphens");
        }
        return new RegisteredFactory(id, factory, byHand);
    }

    boolean accepts(TransportSource source) {
        try {
            return factory.accepts(source);
        } catch (RuntimeException e) {
            throw new TransportSelectionException(
                    "The transport factory " + describe() + " failed when asked whether it accepts "
                            + SourceText.of(source) + ": " + e + "; remove it, or choose another transport by id",
                    e);
        }
    }

    String describe() {
        return "\"" + id + "\" (" + origin(factory) + ")";
    }

    static String origin(TransportFactory factory) {
        Module module = factory.getClass().getModule();
        return "class " + factory.getClass().getName() + (module.isNamed() ? " in module " + module.getName() : "");
    }
}
