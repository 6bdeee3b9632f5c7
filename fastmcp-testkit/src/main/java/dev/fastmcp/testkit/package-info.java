/**
 * Tests of transports, and a server to test with.
 *
 * <p>Authors of a transport extend {@link dev.fastmcp.testkit.TransportContractTest}. Authors of a program that uses the client script a server of their own
 * with {@link dev.fastmcp.testkit.ScriptedServer} and connect to its {@linkplain dev.fastmcp.testkit.ScriptedServer#transport() transport}.
 * {@code fastmcp-core} must be present when the tests run.
 */
@NullMarked
package dev.fastmcp.testkit;

import org.jspecify.annotations.NullMarked;
