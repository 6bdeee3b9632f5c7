package dev.fastmcp.api.spi;

/**
 * What a protocol engine must know about a channel.
 *
 * @param legacyOnly the channel exists in the legacy era only, so that no other era need be tried
 * @param abandoningCancels giving up an exchange of the modern era tells the server by itself, so that no {@code notifications/cancelled} is
 *     sent
 * @param keepAlive the connection outlives the last lease of its client and serves the next one
 */
public record ChannelTraits(boolean legacyOnly, boolean abandoningCancels, boolean keepAlive) {

    /** An ordinary pipe: both eras, cancellation by notification, closed with the last lease. */
    public static final ChannelTraits PIPE = new ChannelTraits(false, false, false);

    /**
     * Returns the same traits with another {@code keepAlive}.
     *
     * @param keep whether the connection outlives the last lease
     * @return the traits
     */
    public ChannelTraits withKeepAlive(boolean keep) {
        return new ChannelTraits(legacyOnly, abandoningCancels, keep);
    }
}
