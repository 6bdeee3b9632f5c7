package dev.fastmcp.api.spi;

/**
 * What a server may not exceed. Breaking a limit is a typed error: of the call if it concerns one message, of the connection if its framing is
 * lost.
 *
 * @param maxMessageBytes the size of one message in bytes; 16 MiB by default
 * @param maxDepth how deeply JSON may be nested; 500 by default
 * @param maxPages how many pages one listing may have; 250 by default
 */
public record Limits(int maxMessageBytes, int maxDepth, int maxPages) {

    /** 16 MiB a message, nesting 500 deep, 250 pages a listing. */
    public static final Limits DEFAULT = new Limits(16 * 1024 * 1024, 500, 250);

    /**
     * Checks the limits.
     *
     * @param maxMessageBytes the size of one message in bytes, at least 1024
     * @param maxDepth how deeply JSON may be nested, 1 to 1000
     * @param maxPages how many pages one listing may have, at least 1
     * @throws IllegalArgumentException if one is out of range
     */
    public Limits {
        check("maxMessageBytes", maxMessageBytes, 1024, Integer.MAX_VALUE - 64);
        check("maxDepth", maxDepth, 1, 1000);
        check("maxPages", maxPages, 1, Integer.MAX_VALUE);
    }

    private static void check(String name, int value, int min, int max) {
        if (value < min || value > max) {
            throw new IllegalArgumentException(name + " is " + value + ": give " + min + " to " + max);
        }
    }

    /**
     * Returns the same limits with another message size.
     *
     * @param bytes the size of one message in bytes
     * @return the limits
     */
    public Limits withMaxMessageBytes(int bytes) {
        return new Limits(bytes, maxDepth, maxPages);
    }

    /**
     * Returns the same limits with another depth.
     *
     * @param depth how deeply JSON may be nested
     * @return the limits
     */
    public Limits withMaxDepth(int depth) {
        return new Limits(maxMessageBytes, depth, maxPages);
    }

    /**
     * Returns the same limits with another number of pages.
     *
     * @param pages how many pages one listing may have
     * @return the limits
     */
    public Limits withMaxPages(int pages) {
        return new Limits(maxMessageBytes, maxDepth, pages);
    }
}
