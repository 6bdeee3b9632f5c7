/** The way of the pigeon: give {@code "pigeon://host:port"} to a client, or a {@link com.acme.mcp.pigeon.PigeonTransport}. */
package com.acme.mcp.pigeon;
