/** Streamable HTTP for servers, on the HTTP server of the JDK. */
@NullMarked
package dev.fastmcp.core.server.http;

import org.jspecify.annotations.NullMarked;
