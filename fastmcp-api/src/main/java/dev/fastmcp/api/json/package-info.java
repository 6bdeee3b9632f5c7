/**
 * Free-form JSON without a JSON library: {@link dev.fastmcp.api.json.JsonValue} is what a server sent, or what a caller wants to send,
 * converted only when somebody asks.
 */
@NullMarked
package dev.fastmcp.api.json;

import org.jspecify.annotations.NullMarked;
