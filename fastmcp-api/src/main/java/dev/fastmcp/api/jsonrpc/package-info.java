/** JSON-RPC 2.0 messages as transports carry them: an envelope whose parameters and results stay undecoded. */
@NullMarked
package dev.fastmcp.api.jsonrpc;

import org.jspecify.annotations.NullMarked;
