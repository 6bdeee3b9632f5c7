package dev.fastmcp.auth.internal.flow;

import dev.fastmcp.api.error.AuthorizationException;
import dev.fastmcp.api.http.AuthChallenge;
import dev.fastmcp.api.http.AuthContext;
import dev.fastmcp.api.http.AuthRequest;
import dev.fastmcp.api.http.Authentication;
import dev.fastmcp.api.http.HttpExchanger;
import dev.fastmcp.api.http.RequestAuthenticator;
import dev.fastmcp.api.http.UrlPolicy;
import dev.fastmcp.auth.internal.wire.WebServer;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.UnaryOperator;

/** Asks a server as the transports do: with the headers of an authenticator, and again after a refusal that it can meet, three times at most. */
public final class Caller {

    private static final int MAX_CHALLENGES = 3;
    private static final byte[] PING =
            "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"ping\"}".getBytes(StandardCharsets.UTF_8);

    private final AuthContext context;
    private final RequestAuthenticator auth;
    private final AtomicInteger challenges = new AtomicInteger();
    private final AtomicInteger preparing = new AtomicInteger();

    public Caller(URI server, Authentication authentication) {
        this(server, authentication, http -> http);
    }

    /** A caller whose requests go another way than usual. */
    Caller(URI server, Authentication authentication, UnaryOperator<HttpExchanger> way) {
        AuthContext usual = WebServer.context(server, UrlPolicy.DEFAULT);
        this.context = new AuthContext(server, way.apply(usual.http()), usual.urlPolicy());
        this.auth = authentication.authenticator(context);
    }

    public RequestAuthenticator authenticator() {
        return auth;
    }

    /** How often the authenticator was asked to meet a refusal. */
    public int challenges() {
        return challenges.get();
    }

    /** How many requests wait for their headers, or have failed to get them. */
    public int preparing() {
        return preparing.get();
    }

    /** Returns the status that the caller is left with. */
    public int call() throws Exception {
        AuthRequest request = new AuthRequest("POST", context.server());
        for (int attempt = 1; ; attempt++) {
            preparing.incrementAndGet();
            Map<String, String> credentials = auth.headers(request);
            preparing.decrementAndGet();
            Map<String, String> headers = new LinkedHashMap<>(credentials);
            headers.put("Content-Type", "application/json");
            HttpExchanger.Response answer = context.http()
                    .send(new HttpExchanger.Request(
                            "POST", context.server(), headers, PING, Duration.ofSeconds(10), 100_000));
            boolean challenge = answer.status() == 401 || answer.status() == 403;
            if (!challenge
                    || attempt > MAX_CHALLENGES
                    || challenges.incrementAndGet() == 0
                    || !auth.onChallenge(
                            new AuthChallenge(request, answer.status(), answer.headers(), credentials, attempt))) {
                return answer.status();
            }
        }
    }

    /** Calls several times at once. Returns what came of each: a status, or the exception. */
    public List<Object> calls(int count) throws InterruptedException {
        CountDownLatch start = new CountDownLatch(1);
        List<Future<Object>> running = new ArrayList<>();
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int i = 0; i < count; i++) {
                Callable<Object> one = () -> {
                    start.await();
                    return outcome();
                };
                running.add(threads.submit(one));
            }
            start.countDown();
        }
        List<Object> outcomes = new ArrayList<>();
        for (Future<Object> each : running) {
            try {
                outcomes.add(each.get());
            } catch (ExecutionException e) {
                outcomes.add(e.getCause());
            }
        }
        return outcomes;
    }

    private Object outcome() throws Exception {
        try {
            return call();
        } catch (AuthorizationException e) {
            return e;
        }
    }

    /** The failure that a call is to end with. */
    public AuthorizationException failure() throws Exception {
        Object outcome = outcome();
        if (outcome instanceof AuthorizationException failure) {
            return failure;
        }
        throw new AssertionError("no failure, but status " + outcome);
    }
}
