package dev.fastmcp.core.protocol;

import dev.fastmcp.api.jsonrpc.RequestId;
import java.util.concurrent.atomic.AtomicLong;

/** The numbers of the requests on one channel; none is used twice. */
final class RequestIds {

    private final AtomicLong last = new AtomicLong();

    RequestId.Number next() {
        return new RequestId.Number(last.incrementAndGet());
    }
}
