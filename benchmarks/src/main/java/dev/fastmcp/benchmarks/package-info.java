/**
 * What the client costs, beside a pipe and a socket written by hand for the same work, and beside the MCP Java SDK over HTTP.
 *
 * <p>{@link dev.fastmcp.benchmarks.Harness} measures whole processes and prints ratios; {@link dev.fastmcp.benchmarks.StdioBenchmark} and {@link
 * dev.fastmcp.benchmarks.HttpBenchmark} measure single calls with JMH. The servers are {@link dev.fastmcp.benchmarks.EchoServer} and {@link
 * dev.fastmcp.benchmarks.HttpEchoServer}; {@link dev.fastmcp.benchmarks.ClientKind} lists the clients.
 */
@NullMarked
package dev.fastmcp.benchmarks;

import org.jspecify.annotations.NullMarked;
