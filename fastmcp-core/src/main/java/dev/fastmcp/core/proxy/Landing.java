package dev.fastmcp.core.proxy;

import dev.fastmcp.api.error.McpException;
import dev.fastmcp.api.json.JsonValue;
import dev.fastmcp.core.protocol.ResultListener;

/** Hears of the end of a flight that no thread waits for. What the server said before its response comes before it. */
record Landing(Flights flights, Flights.Flight flight, ResultListener listener) implements ResultListener {

    @Override
    public void onResult(JsonValue result) {
        land(() -> listener.onResult(result));
    }

    @Override
    public void onFailure(McpException cause) {
        land(() -> listener.onFailure(cause));
    }

    private void land(Runnable then) {
        flight.client().runAfter(() -> {
            flights.end(flight);
            then.run();
        });
    }
}
