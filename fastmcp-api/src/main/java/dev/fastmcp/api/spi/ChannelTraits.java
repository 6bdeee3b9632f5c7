package dev.fastmcp.api.spi;

/**
 * What a protocol engine must know about a channel.
 *
 * @param legacyOnly the channel exists in the legacy era only, so that no other era need be tried
 * @param streamPerRequest each request has a connection or stream of its own, as in HTTP: giving up a request of the modern era tells the server by itself,
 *     and a failed or unanswered request says nothing about the others, nor about the era
 * @param mirrorsParameters the channel takes {@link ExchangeOptions#parameters()}, so that tools which ask for them in an invalid way cannot be called
 * @param keepAlive the connection outlives the last lease of its client and serves the next one
 */
public record ChannelTraits(
        boolean legacyOnly, boolean streamPerRequest, boolean mirrorsParameters, boolean keepAlive) {

    /** An ordinary pipe: both eras, cancellation by notification, closed with the last lease. */
    public static final ChannelTraits PIPE = new ChannelTraits(false, false, false, false);

    /** A pipe for the legacy era only. */
    public static final ChannelTraits LEGACY_PIPE = new ChannelTraits(true, false, false, false);

    /** HTTP with a request and response per message. */
    public static final ChannelTraits HTTP = new ChannelTraits(false, true, true, false);

    /**
     * Returns the same traits with another {@code keepAlive}.
     *
     * @param keep whether the connection outlives the last lease
     * @return the traits
     */
    public ChannelTraits withKeepAlive(boolean keep) {
        return new ChannelTraits(legacyOnly, streamPerRequest, mirrorsParameters, keep);
    }
}
