package dev.fastmcp.core.wire;

/** JSON does not fit a type; stays inside this package. Its path grows on the way out. */
final class MismatchException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private String path;
    private final String problem;

    MismatchException(String path, String problem) {
        super(null, null, false, false);
        this.path = path;
        this.problem = problem;
    }

    MismatchException within(String outer) {
        path = outer + path;
        return this;
    }

    /** Describes where and what, such as {@code .tools[2].name is missing}. */
    @Override
    public String getMessage() {
        return path + " " + problem;
    }
}
