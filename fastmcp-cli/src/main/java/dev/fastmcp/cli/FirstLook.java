package dev.fastmcp.cli;

import dev.fastmcp.api.Client;
import dev.fastmcp.api.error.HttpStatusException;
import dev.fastmcp.api.error.McpException;
import dev.fastmcp.api.error.RequestCancelledException;
import dev.fastmcp.api.error.SessionClosedException;
import java.util.Optional;

/**
 * Finds out whether a server can be reached, and says on standard error why not, and how to log in. Its clients get the reason as well, but not every application shows it.
 */
final class FirstLook {

    private FirstLook() {}

    /**
     * Looks at a server that has an address, while others are served already. To start a process for this would be too much.
     *
     * @return the thread that looks
     */
    static Optional<Thread> at(PassedOn passedOn, Invocation invocation, Output output) {
        return passedOn.options()
                .filter(options -> Logins.address(options.source()).isPresent())
                .map(options -> Thread.ofVirtual()
                        .name("fastmcp-first-look")
                        .start(() -> look(passedOn.client(), invocation, output)));
    }

    private static void look(Client<?> client, Invocation invocation, Output output) {
        try {
            client.connect().close();
        } catch (SessionClosedException | RequestCancelledException e) {
            // The command has ended meanwhile.
        } catch (HttpStatusException e) {
            output.failure(e, ExitCodes.of(e));
            LoginHint.of(e, invocation).ifPresent(output::hint);
        } catch (McpException e) {
            output.failure(e, ExitCodes.of(e));
        }
    }
}
