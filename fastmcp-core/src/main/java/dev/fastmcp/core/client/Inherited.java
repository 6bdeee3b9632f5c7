package dev.fastmcp.core.client;

import dev.fastmcp.api.Era;
import dev.fastmcp.api.spi.Limits;
import dev.fastmcp.core.transport.Plugins;
import java.time.Duration;

/**
 * What clients of single servers take over from the client of all of them.
 *
 * @param limits what servers may not exceed
 * @param plugins how servers can be reached
 * @param era how they are spoken to if their entries say nothing
 * @param connectTimeout how long connecting to one of them may take
 */
public record Inherited(Limits limits, Plugins plugins, Era era, Duration connectTimeout) {}
