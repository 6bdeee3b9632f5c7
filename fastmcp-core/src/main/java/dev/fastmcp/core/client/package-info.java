/**
 * What users hold in their hands: clients, the leases they lend, and the connection behind them. Start reading at {@link
 * dev.fastmcp.core.client.McpClient}.
 */
@NullMarked
package dev.fastmcp.core.client;

import org.jspecify.annotations.NullMarked;
