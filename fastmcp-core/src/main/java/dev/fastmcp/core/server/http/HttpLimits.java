package dev.fastmcp.core.server.http;

import java.time.Duration;

/**
 * How much clients may use.
 *
 * @param maxBodyBytes of one request
 * @param ioTimeout how long a client may take to send the head of a request, or to send or take a block of its contents
 * @param maxSessions of the legacy era
 * @param maxRequests at the same time, streams included
 */
public record HttpLimits(int maxBodyBytes, Duration ioTimeout, int maxSessions, int maxRequests) {}
