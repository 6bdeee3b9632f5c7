package dev.fastmcp.api.spi;

/** What a client can be told about its transport before that is known, and what not every transport has. */
public enum TransportOption {
    /** HTTP headers for every request, or for the handshake. */
    HEADERS,
    /** TLS without verification of certificates. */
    UNVERIFIED_TLS,
    /** Credentials that are got, renewed and proved as the server asks for them. */
    AUTHENTICATION
}
