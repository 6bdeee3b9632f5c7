package dev.fastmcp.it.peers;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fastmcp.api.CallOptions;
import dev.fastmcp.api.ClientSession;
import dev.fastmcp.api.Subscription;
import dev.fastmcp.api.error.JsonRpcException;
import dev.fastmcp.api.error.RequestCancelledException;
import dev.fastmcp.api.error.RequestTimeoutException;
import dev.fastmcp.api.model.CallToolResult;
import dev.fastmcp.api.model.LoggingLevel;
import dev.fastmcp.api.model.Prompt;
import dev.fastmcp.api.model.PromptReference;
import dev.fastmcp.api.model.Resource;
import dev.fastmcp.api.model.ResourceTemplate;
import dev.fastmcp.api.model.ResourceTemplateReference;
import dev.fastmcp.api.model.Tool;
import dev.fastmcp.api.model.ToolException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;

/** What many threads do with one session of the server on TypeScript SDK v2, and what came of it. Only the calls that are given up on purpose may have no answer. */
final class Soak {

    private static final int THREADS = 64;
    private static final String GREETING = "test://static/greeting";
    private static final Map<String, Object> SHORT = Map.of("steps", 3, "stepMillis", 5);
    private static final String SHORT_DONE = "done after 3 steps";

    /** One thing to do; the number tells its answer from those of others. */
    private interface Operation {
        void run(int number, Random random) throws Exception;
    }

    private final String name;
    private final ClientSession session;
    private final Set<String> updated;
    private final List<Thread> threads = new ArrayList<>();
    private final Queue<String> wrong = new ConcurrentLinkedQueue<>();
    private final AtomicLong done = new AtomicLong();
    private final AtomicLong subscribed = new AtomicLong();
    private final AtomicLong overdue = new AtomicLong();
    private final AtomicLong cancelled = new AtomicLong();
    private final AtomicLong interrupted = new AtomicLong();
    private final List<Operation> operations = List.of(
            this::echo,
            this::echoAsync,
            this::add,
            this::fail,
            this::start,
            this::progress,
            this::confirm,
            this::log,
            this::resources,
            this::item,
            this::unknownResource,
            this::subscription,
            this::prompt,
            this::completion,
            this::lists,
            this::ping,
            this::timeout,
            this::cancel,
            this::interrupt);

    /** {@code updated} are the resources that a listener has heard of. */
    Soak(String name, ClientSession session, Set<String> updated) {
        this.name = name;
        this.session = session;
        this.updated = updated;
    }

    /** What the elicitation handler answers when {@link #confirm} has the server ask. */
    static boolean isAgreedTo(String question) {
        return question.hashCode() % 2 == 0;
    }

    void start(long end) {
        for (int thread = 0; thread < THREADS; thread++) {
            Random random = new Random(thread);
            threads.add(Thread.ofVirtual().start(() -> {
                while (System.nanoTime() < end && wrong.isEmpty()) {
                    attempt(operations.get(random.nextInt(operations.size())), random);
                }
            }));
        }
    }

    void join() throws InterruptedException {
        for (Thread thread : threads) {
            thread.join();
        }
        threads.clear();
    }

    void wasRight() {
        assertThat(wrong).as(toString()).isEmpty();
        assertThat(done.get()).as(toString()).isGreaterThan(THREADS);
        assertThat(overdue.get()).as(toString()).isPositive();
        assertThat(cancelled.get()).as(toString()).isPositive();
        assertThat(interrupted.get()).as(toString()).isPositive();
    }

    void stillWorks() {
        assertThat(session.isOpen()).isTrue();
        assertThat(session.callTool("echo", Map.of("text", "still here")).text())
                .isEqualTo("still here");
    }

    private void attempt(Operation operation, Random random) {
        try {
            operation.run(random.nextInt(1_000_000), random);
            done.incrementAndGet();
        } catch (Exception | AssertionError e) {
            StringWriter trace = new StringWriter();
            e.printStackTrace(new PrintWriter(trace));
            wrong.add(trace.toString());
        }
    }

    private void echo(int number, Random random) {
        assertThat(session.callTool("echo", Map.of("text", "t" + number)).text())
                .isEqualTo("t" + number);
    }

    private void echoAsync(int number, Random random) {
        CompletableFuture<CallToolResult> answer = session.async().callTool("echo", Map.of("text", "é" + number));
        assertThat(answer.join().text()).isEqualTo("é" + number);
    }

    private void add(int number, Random random) {
        assertThat(session.callTool("add", Map.of("a", number, "b", 1)).structuredContent())
                .hasValueSatisfying(
                        sum -> assertThat(sum.toJson()).contains("\"sum\":" + (number + 1), "[" + number + ",1]"));
    }

    private void fail(int number, Random random) {
        try {
            session.callTool("fail", Map.of("message", "no luck with " + number));
            wrong.add("a tool that fails has not failed");
        } catch (ToolException e) {
            assertThat(e).hasMessageContaining("no luck with " + number);
        }
    }

    private void start(int number, Random random) {
        assertThat(session.startTool("echo", Map.of("text", "s" + number))
                        .await()
                        .text())
                .isEqualTo("s" + number);
    }

    private void progress(int number, Random random) {
        List<Double> heard = new ArrayList<>();
        CallOptions listening = CallOptions.DEFAULT.withProgress(each -> heard.add(each.progress()));
        assertThat(session.callTool("slow", SHORT, listening).text()).isEqualTo(SHORT_DONE);
        assertThat(heard).containsExactly(1.0, 2.0, 3.0);
    }

    private void confirm(int number, Random random) {
        String question = "Go on with " + number + "?";
        assertThat(session.callTool("confirm", Map.of("question", question)).text())
                .isEqualTo("accepted: " + isAgreedTo(question));
    }

    private void log(int number, Random random) {
        session.setLogLevel(random.nextBoolean() ? LoggingLevel.INFO : LoggingLevel.ERROR);
        assertThat(session.callTool("log", Map.of("message", "m" + number)).text())
                .isEqualTo("logged");
    }

    private void resources(int number, Random random) {
        assertThat(session.readResource(GREETING).contents().toString()).contains("Hello, resource!");
    }

    private void item(int number, Random random) {
        assertThat(session.readResource("test://items/" + number).contents().toString())
                .contains("Item " + number + "\"");
    }

    private void unknownResource(int number, Random random) {
        try {
            session.readResource("test://nope/" + number);
            wrong.add("a resource that does not exist was read");
        } catch (JsonRpcException e) {
            assertThat(e).hasMessageContaining("test://nope/" + number);
        }
    }

    private void subscription(int number, Random random) {
        if (number % 10 == 0) {
            String uri = "test://soak/" + subscribed.incrementAndGet();
            try (Subscription subscription = session.subscribe(uri)) {
                session.callTool("touch", Map.of("uri", subscription.uri()));
                Eventually.await(uri + " is heard of", () -> assertThat(updated).contains(uri));
            }
            updated.remove(uri);
        }
    }

    private void prompt(int number, Random random) {
        assertThat(session.getPrompt("greet", Map.of("name", "Ann " + number))
                        .messages()
                        .toString())
                .contains("Greet Ann " + number + " in a casual style.");
    }

    private void completion(int number, Random random) {
        assertThat(session.complete(PromptReference.of("greet"), "style", "c").values())
                .containsExactly("casual", "cheerful");
        assertThat(session.complete(ResourceTemplateReference.of("test://items/{id}"), "id", "1")
                        .values())
                .containsExactly("1", "10", "11");
    }

    private void lists(int number, Random random) {
        switch (random.nextInt(4)) {
            case 0 -> assertThat(session.listTools()).extracting(Tool::name).contains("echo", "add", "slow");
            case 1 ->
                assertThat(session.listResources()).extracting(Resource::uri).contains(GREETING);
            case 2 ->
                assertThat(session.listResourceTemplates())
                        .extracting(ResourceTemplate::name)
                        .containsExactly("item");
            default ->
                assertThat(session.listPrompts()).extracting(Prompt::name).contains("greet");
        }
    }

    private void ping(int number, Random random) {
        session.ping();
    }

    private void timeout(int number, Random random) {
        CallOptions hurried = CallOptions.DEFAULT.withTimeout(Duration.ofMillis(1 + random.nextInt(40)));
        try {
            assertThat(session.callTool("slow", SHORT, hurried).text()).isEqualTo(SHORT_DONE);
        } catch (RequestTimeoutException e) {
            overdue.incrementAndGet();
        }
    }

    private void cancel(int number, Random random) {
        CompletableFuture<CallToolResult> answer = session.async().callTool("slow", SHORT);
        hesitate(random);
        answer.cancel(true);
        try {
            assertThat(answer.join().text()).isEqualTo(SHORT_DONE);
        } catch (CancellationException e) {
            cancelled.incrementAndGet();
        }
    }

    private void interrupt(int number, Random random) throws InterruptedException {
        Thread.Builder kind = random.nextBoolean() ? Thread.ofVirtual() : Thread.ofPlatform();
        Thread caller = kind.start(() -> attempt(this::beInterrupted, random));
        hesitate(random);
        caller.interrupt();
        caller.join();
    }

    private void beInterrupted(int number, Random random) {
        try {
            assertThat(session.callTool("slow", SHORT).text()).isEqualTo(SHORT_DONE);
        } catch (RequestCancelledException e) {
            assertThat(Thread.currentThread().isInterrupted()).isTrue();
            interrupted.incrementAndGet();
        }
    }

    private static void hesitate(Random random) {
        if (random.nextInt(4) > 0) {
            LockSupport.parkNanos(Duration.ofMillis(random.nextInt(30)).toNanos());
        }
    }

    @Override
    public String toString() {
        return "%s: %d done, %d overdue, %d cancelled, %d interrupted"
                .formatted(name, done.get(), overdue.get(), cancelled.get(), interrupted.get());
    }
}
