/**
 * Servers that run as child processes.
 *
 * <p>{@link dev.fastmcp.transport.stdio.StdioTransport} runs any command; the other transports know how to start what
 * their names say. Each {@code open} starts a process of its own, and the process ends with its channel: first its
 * input is closed, then it is asked to terminate, then killed, with everything it has started. Nothing is run through a
 * shell, and of this program's environment a server sees only a short list of harmless variables, unless told
 * otherwise.
 */
@NullMarked
package dev.fastmcp.transport.stdio;

import org.jspecify.annotations.NullMarked;
