/**
 * MCP servers inside a Java process: {@link dev.fastmcp.server.FastMcpServer} holds tools, resources and prompts, and answers clients of every released protocol version, in the same process, over
 * standard input and output, or over HTTP.
 */
@NullMarked
package dev.fastmcp.server;

import org.jspecify.annotations.NullMarked;
