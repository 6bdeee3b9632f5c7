package dev.fastmcp.api;

import dev.fastmcp.api.model.ElicitResult;
import dev.fastmcp.api.model.UrlElicitation;

/**
 * Lets a person visit a page that the server names, for what must not pass through the client: credentials, payments. The library opens nothing and fetches nothing; the handler must
 * ask first, and show the whole address with its host ({@link UrlElicitation#host()}) standing out. Addresses other than https, or http within this machine, do not reach it.
 *
 * <p>Servers of 2025-11-25 can also refuse a request until pages were visited. Then the handler is asked for each, and the request is repeated once: as soon as the server tells that the pages were visited, or after the
 * timeout of the call, since servers need not tell. See {@link dev.fastmcp.api.model.UrlElicitationRequiredException}.
 *
 * <p>To accept means that the person agreed to open the page, not that they are done. For threads and interruption see {@link SamplingHandler}.
 */
@FunctionalInterface
public interface UrlElicitationHandler {

    /**
     * Asks the person for consent, and opens the page outside of this program if they agree.
     *
     * @param page the reason and the address
     * @param context who asks
     * @return accept without content, decline, or cancel
     * @throws dev.fastmcp.api.error.JsonRpcException to answer with this error
     * @throws Exception anything else is logged, and reported to the server without details
     */
    ElicitResult elicit(UrlElicitation page, ServerRequestContext context) throws Exception;
}
