/**
 * Transports over HTTP.
 *
 * <pre>{@code
 * try (ClientSession session = Client.connect("https://example.com/mcp")) {
 *     System.out.println(session.listTools());
 * }
 *
 * StreamableHttpTransport transport = StreamableHttpTransport.builder("https://example.com/mcp")
 *         .header("X-Tenant", "acme")
 *         .tls(Tls.trusting(Path.of("company-ca.pem")))
 *         .build();
 * }</pre>
 */
@NullMarked
package dev.fastmcp.transport.http;

import org.jspecify.annotations.NullMarked;
