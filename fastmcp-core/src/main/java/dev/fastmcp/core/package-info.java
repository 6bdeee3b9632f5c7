/** The door between the API and the engine. */
@NullMarked
package dev.fastmcp.core;

import org.jspecify.annotations.NullMarked;
