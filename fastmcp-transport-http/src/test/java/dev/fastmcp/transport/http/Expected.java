package dev.fastmcp.transport.http;

import dev.fastmcp.api.error.HttpStatusException;
import dev.fastmcp.api.error.TransportException;
import java.util.List;
import java.util.function.Predicate;

/** Exceptions by what callers tell them apart by. */
final class Expected {

    private Expected() {}

    static Predicate<Throwable> transport(TransportException.Kind... kinds) {
        return e -> e instanceof TransportException failure && List.of(kinds).contains(failure.kind());
    }

    static Predicate<Throwable> status(int status) {
        return e -> e instanceof HttpStatusException failure && failure.status() == status;
    }
}
