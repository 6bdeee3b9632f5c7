/** Puts the stateless parts of the engine together, once for each process. Guice is used here and in {@code *Bindings} classes only. */
@NullMarked
package dev.fastmcp.core.wiring;

import org.jspecify.annotations.NullMarked;
