/**
 * What the client costs, beside a pipe written by hand for the same work.
 *
 * <p>{@link dev.fastmcp.benchmarks.Harness} measures whole processes and prints ratios; {@link dev.fastmcp.benchmarks.StdioBenchmark} measures single calls
 * with JMH. Both talk to {@link dev.fastmcp.benchmarks.EchoServer}, and both know two clients: {@link dev.fastmcp.benchmarks.FastMcpClient} and {@link
 * dev.fastmcp.benchmarks.RawPipe}.
 */
@NullMarked
package dev.fastmcp.benchmarks;

import org.jspecify.annotations.NullMarked;
