package dev.fastmcp.core.json;

/** Text is not JSON; stays inside this package. */
final class JsonFormatException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    JsonFormatException(String message) {
        super(message, null, false, false);
    }
}
