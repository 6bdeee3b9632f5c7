package dev.fastmcp.auth.internal.flow;

import dev.fastmcp.api.http.HttpExchanger;
import dev.fastmcp.auth.Browser;
import java.net.URI;

/** Leads what is meant for the hosts of the internet to a site of this machine, path and query as they are; so clients can be configured as for the real ones. */
record Detour(Site site) {

    URI instead(URI address) {
        if (address.getHost().equals("127.0.0.1")) {
            return address;
        }
        String query = address.getRawQuery() == null ? "" : "?" + address.getRawQuery();
        return URI.create(site.origin() + address.getRawPath() + query);
    }

    HttpExchanger requests(HttpExchanger http) {
        return request -> http.send(new HttpExchanger.Request(
                request.method(),
                instead(request.uri()),
                request.headers(),
                request.body(),
                request.timeout(),
                request.maxBytes()));
    }

    Browser pages(Browser browser) {
        return page -> browser.open(instead(page));
    }
}
