package dev.fastmcp.core.protocol;

import dev.fastmcp.api.CallOptions;
import dev.fastmcp.api.error.JsonRpcException;
import dev.fastmcp.api.error.McpException;
import dev.fastmcp.api.error.ProtocolException;
import dev.fastmcp.api.error.RequestTimeoutException;
import dev.fastmcp.api.jsonrpc.JsonRpcError;
import dev.fastmcp.api.spi.Deadline;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.Set;
import java.util.Spliterator;
import java.util.Spliterators;
import java.util.function.Supplier;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/**
 * Follows the cursors of a listing to its end. Only a missing cursor ends it, an empty one does not. A server that repeats a cursor or goes on for ever is an
 * error, never a short list.
 */
public final class PageWalk<R, I> {

    /** Makes a request on whatever connection there is. */
    public interface Requester {
        /** Blocks. */
        <Q> Q request(Operation<Q> operation, Map<String, Object> params, CallOptions options);
    }

    private final Listing<R, I> listing;
    private final Requester requester;
    private final ClientOptions options;

    /** Walks through what is listed. */
    public PageWalk(Listing<R, I> listing, Requester requester, ClientOptions options) {
        this.listing = listing;
        this.requester = requester;
        this.options = options;
    }

    /** Collects all items, within one deadline for all pages. */
    public List<I> all(CallOptions call) {
        Deadline deadline = Deadline.after(call.timeout().orElse(options.timeout()));
        return all(call, deadline, () -> timedOut(deadline));
    }

    /** Collects all items for somebody who has a deadline already. */
    List<I> all(CallOptions call, Deadline deadline, Supplier<? extends McpException> whenOver) {
        Pages pages = new Pages();
        try {
            return collect(pages, call, deadline, whenOver);
        } catch (JsonRpcException e) {
            if (e.code() == JsonRpcError.INVALID_PARAMS && pages.count > 0) {
                // The cursor has expired since the list changed; the specification says to start again.
                return collect(new Pages(), call, deadline, whenOver);
            }
            throw e;
        }
    }

    private List<I> collect(
            Pages pages, CallOptions call, Deadline deadline, Supplier<? extends McpException> whenOver) {
        List<I> items = new ArrayList<>();
        while (pages.hasNext()) {
            Duration left = deadline.remaining(whenOver);
            items.addAll(listing.items().apply(pages.next(call.withTimeout(left))));
        }
        return List.copyOf(items);
    }

    private RequestTimeoutException timedOut(Deadline deadline) {
        return new RequestTimeoutException(
                listing.operation().method() + " timed out: not all pages came within "
                        + deadline.timeout().toMillis() + " ms",
                deadline.timeout(),
                null);
    }

    /** Fetches pages when the stream gets to them. */
    public Stream<I> stream() {
        Pages pages = new Pages();
        Iterator<R> iterator = new Iterator<>() {
            @Override
            public boolean hasNext() {
                return pages.hasNext();
            }

            @Override
            public R next() {
                return pages.next(CallOptions.DEFAULT);
            }
        };
        return StreamSupport.stream(Spliterators.spliteratorUnknownSize(iterator, Spliterator.ORDERED), false)
                .flatMap(page -> listing.items().apply(page).stream());
    }

    /** One walk. */
    private final class Pages {
        private final Set<String> seen = new HashSet<>();
        private @Nullable String cursor;
        private boolean finished;
        private int count;

        boolean hasNext() {
            return !finished;
        }

        R next(CallOptions call) {
            if (finished) {
                throw new NoSuchElementException();
            }
            R page = fetch(call);
            advance(listing.nextCursor().apply(page));
            return page;
        }

        private R fetch(CallOptions call) {
            Map<String, Object> params = new LinkedHashMap<>();
            if (cursor != null) {
                params.put("cursor", cursor);
            }
            return requester.request(listing.operation(), params, call);
        }

        private void advance(Optional<String> next) {
            finished = next.isEmpty();
            if (finished) {
                return;
            }
            String method = listing.operation().method();
            if (!seen.add(next.get())) {
                throw new ProtocolException("The server repeats a cursor of " + method + ": its list has no end");
            }
            if (++count >= options.limits().maxPages()) {
                throw new ProtocolException("The server's answer to " + method + " has more than "
                        + options.limits().maxPages() + " pages: raise Limits.maxPages if that is right");
            }
            cursor = next.get();
        }
    }
}
