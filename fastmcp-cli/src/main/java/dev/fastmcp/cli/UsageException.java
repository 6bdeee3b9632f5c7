package dev.fastmcp.cli;

/** The command line cannot be followed; the message says what would be right. */
final class UsageException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    UsageException(String message) {
        super(message);
    }
}
