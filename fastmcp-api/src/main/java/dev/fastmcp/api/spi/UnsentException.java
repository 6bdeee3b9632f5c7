package dev.fastmcp.api.spi;

/**
 * The thread was interrupted before anything of its request was sent. The server knows nothing of the request, so it must not be told that the request is cancelled either: some servers take a
 * notification out of the blue for the start of a legacy conversation.
 */
public final class UnsentException extends InterruptedException {

    private static final long serialVersionUID = 1L;

    /**
     * Creates an exception.
     *
     * @param message what was not sent
     */
    public UnsentException(String message) {
        super(message);
    }
}
