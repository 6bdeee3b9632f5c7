package dev.fastmcp.core.protocol;

import dev.fastmcp.api.CallOptions;
import dev.fastmcp.api.error.DataMappingException;
import dev.fastmcp.api.error.JsonRpcException;
import dev.fastmcp.api.error.RequestCancelledException;
import dev.fastmcp.api.error.RequestTimeoutException;
import dev.fastmcp.api.json.JsonValue;
import dev.fastmcp.api.jsonrpc.JsonRpcError;
import dev.fastmcp.api.model.ElicitResult;
import dev.fastmcp.api.model.InputRequest;
import dev.fastmcp.api.model.UrlElicitation;
import dev.fastmcp.api.model.UrlElicitationRequiredData;
import dev.fastmcp.api.model.UrlElicitationRequiredException;
import dev.fastmcp.api.spi.Deadline;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * Has the pages visited that a server wants visited before a request (error -32042, specification 2025-11-25, "URL Elicitation Required Error"), waits until it tells that this is done, and makes the request once
 * more. Waiting ends with the call's timeout, since servers need not tell; all together takes no longer than the client's total timeout.
 */
final class PageRounds {

    private static final System.Logger LOG = System.getLogger(PageRounds.class.getName());

    private final ClientOptions options;
    private final InputRounds rounds;
    private final VisitedPages visited;

    PageRounds(ClientOptions options, InputRounds rounds, VisitedPages visited) {
        this.options = options;
        this.rounds = rounds;
        this.visited = visited;
    }

    JsonValue drive(String method, CallOptions call, InputRounds.Exchange exchange) {
        try {
            return exchange.once(call);
        } catch (JsonRpcException e) {
            List<UrlElicitation> pages = pagesOf(e);
            if (pages.isEmpty()) {
                throw e;
            }
            Deadline total = Deadline.after(options.totalTimeout());
            visit(method, pages, call, total, e);
            return again(method, call.withTimeout(shorter(call, total, method)), exchange);
        }
    }

    private static JsonValue again(String method, CallOptions call, InputRounds.Exchange exchange) {
        try {
            return exchange.once(call);
        } catch (JsonRpcException e) {
            List<UrlElicitation> pages = pagesOf(e);
            throw pages.isEmpty()
                    ? e
                    : required(method, "it still wants that after the client has asked for it", pages, e);
        }
    }

    private void visit(
            String method, List<UrlElicitation> pages, CallOptions call, Deadline total, JsonRpcException e) {
        if (options.handlers().urlElicitation().isEmpty()) {
            throw required(
                    method, "this client has no handler for that, see onUrlElicitation of its builder", pages, e);
        }
        List<String> ids = pages.stream()
                .map(UrlElicitation::elicitationId)
                .flatMap(Optional::stream)
                .toList();
        try (VisitedPages.Visit visit = visited.begin(ids)) {
            for (UrlElicitation page : pages) {
                Object answer = rounds.answer(method, InputRequest.of("elicitation/create", JsonValue.of(page)), total);
                if (!(answer instanceof ElicitResult result && result.action() == ElicitResult.Action.ACCEPT)) {
                    throw required(method, "the person did not agree", pages, e);
                }
            }
            if (!visit.await(shorter(call, total, method))) {
                LOG.log(System.Logger.Level.DEBUG, "The server did not tell in time that pages were visited");
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new RequestCancelledException(
                    method + " was cancelled: the thread that waits for pages to be visited was interrupted",
                    interrupted);
        }
    }

    private Duration shorter(CallOptions call, Deadline total, String method) {
        Duration each = call.timeout().orElse(options.timeout());
        Duration left = total.remaining(() -> new RequestTimeoutException(
                method + " timed out: with the pages to visit it took longer than "
                        + total.timeout().toMillis() + " ms; allow more with totalTimeout",
                total.timeout(),
                null));
        return left.isZero() || !each.isZero() && each.compareTo(left) < 0 ? each : left;
    }

    /** None if this is another error, or one that does not say which pages. */
    private static List<UrlElicitation> pagesOf(JsonRpcException e) {
        if (e.code() != JsonRpcError.URL_ELICITATION_REQUIRED || e.data().isEmpty()) {
            return List.of();
        }
        try {
            UrlElicitationRequiredData data = JsonValue.of(e.data().get()).as(UrlElicitationRequiredData.class);
            return data == null
                    ? List.of()
                    : data.elicitations().stream()
                            .filter(UrlElicitation.class::isInstance)
                            .map(UrlElicitation.class::cast)
                            .toList();
        } catch (DataMappingException invalid) {
            LOG.log(System.Logger.Level.DEBUG, "The server does not say which pages it wants visited", invalid);
            return List.of();
        }
    }

    private static UrlElicitationRequiredException required(
            String method, String why, List<UrlElicitation> pages, JsonRpcException refusal) {
        return new UrlElicitationRequiredException(
                "The server refused " + method + " until "
                        + (pages.size() == 1 ? "a page is" : pages.size() + " pages are") + " visited, and " + why
                        + ": let a person visit what elicitations() names, and call again",
                pages,
                refusal);
    }
}
