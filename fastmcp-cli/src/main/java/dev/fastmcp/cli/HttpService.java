package dev.fastmcp.cli;

import dev.fastmcp.server.HttpServing;
import java.io.IOException;
import java.net.URI;
import java.util.Map;

/** Serves over HTTP until the process is told to end. */
final class HttpService {

    private HttpService() {}

    static int run(ServeOptions options, PassedOn passedOn, Output output) {
        try (passedOn) {
            // Whoever typed the command should learn at once that it cannot work.
            passedOn.options().ifPresent(one -> one.withSession(session -> session));
            HttpServing serving = start(options, passedOn);
            try (AtSignal signal = AtSignal.closeAndSucceed(() -> close(serving, passedOn))) {
                announce(options, serving.uri(), output);
                signal.await();
            } catch (InterruptedException e) {
                serving.close();
                Thread.currentThread().interrupt();
            }
        }
        return ExitCodes.INTERRUPTED;
    }

    private static HttpServing start(ServeOptions options, PassedOn passedOn) {
        HttpServing.Builder builder = HttpServing.builder(passedOn.server())
                .host(options.host().getHostAddress())
                .port(options.port())
                .path(options.path())
                .allowedHosts(options.hosts().toArray(String[]::new))
                .allowedOrigins(options.origins().toArray(String[]::new));
        options.token().ifPresent(builder::token);
        try {
            return builder.start();
        } catch (IOException e) {
            Throwable reason = e.getCause() == null ? e : e.getCause();
            throw new UsageException(
                    "Port " + options.port() + " at " + options.host().getHostAddress()
                            + " cannot be had: " + TerminalText.line(String.valueOf(reason.getMessage()))
                            + ". Give another with --http, or --http 0 for one that is free");
        }
    }

    private static void announce(ServeOptions options, URI actual, Output output) {
        String url = options.url(actual.getPort());
        if (output.json()) {
            output.json(Map.of("url", url));
        } else {
            output.line("Serving at " + url);
        }
        if (options.host().isAnyLocalAddress() && options.hosts().isEmpty()) {
            output.hint("only clients that call this machine localhost or 127.0.0.1 are served: allow other names with"
                    + " --allow-host NAME");
        }
    }

    private static void close(HttpServing serving, PassedOn passedOn) {
        serving.close();
        passedOn.close();
    }
}
