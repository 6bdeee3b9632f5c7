package dev.fastmcp.it.peers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.fastmcp.api.CallOptions;
import dev.fastmcp.api.Client;
import dev.fastmcp.api.ClientSession;
import dev.fastmcp.api.Era;
import dev.fastmcp.api.model.CreateMessageResult;
import dev.fastmcp.api.model.ElicitResult;
import dev.fastmcp.api.model.FormElicitation;
import dev.fastmcp.api.model.LoggingLevel;
import dev.fastmcp.api.model.Root;
import dev.fastmcp.api.model.Tool;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.AfterParameterizedClassInvocation;
import org.junit.jupiter.params.BeforeParameterizedClassInvocation;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.MethodSource;

/** What a client does when its server asks or tells something may call that same server, over each transport. */
@NeedsPeers
@ParameterizedClass(name = "{0}")
@MethodSource("dev.fastmcp.it.peers.AskingPeer#all")
class CallBackIT {

    private static Optional<ServerProcess> server = Optional.empty();
    private static Client<?> client;
    private static ClientSession session;

    /** What listeners were told by the tools that they called. */
    private static BlockingQueue<String> answers;

    @Parameter
    private AskingPeer peer;

    @BeforeParameterizedClassInvocation
    static void connect(AskingPeer peer) throws Exception {
        if (peer.recipe().isPresent()) {
            server = Optional.of(peer.recipe().get().start());
        }
        answers = new LinkedBlockingQueue<>();
        client = peer.client(server)
                .onSampling((request, context) -> CreateMessageResult.of(
                        "test-model", echoed("sampled " + context.server().isPresent())))
                .onElicitation((form, context) -> ElicitResult.accept(answerTo(form)))
                .roots(CallBackIT::rootsByTheServer)
                .onLog(message -> answers.add(echoed(message.data().toJson())))
                .onListChanged(kind -> answers.add(echoed("changed: " + kind)))
                .build();
        session = client.connect();
    }

    @AfterParameterizedClassInvocation
    static void disconnect() {
        client.close();
        server.ifPresent(ServerProcess::close);
        server = Optional.empty();
    }

    private static String echoed(String text) {
        return session.callTool("echo", Map.of("text", text)).text();
    }

    private static Map<String, Object> answerTo(FormElicitation form) {
        return form.fields().containsKey("ok")
                ? Map.of("ok", echoed("yes").equals("yes"))
                : Map.of("value", echoed("Ann"));
    }

    private static List<Root> rootsByTheServer() {
        return List.of(Root.of(echoed("file:///work"), "work"));
    }

    private static String nextAnswer(String part) throws InterruptedException {
        String answer = answers.poll(20, TimeUnit.SECONDS);
        while (answer != null && !answer.contains(part)) {
            answer = answers.poll(20, TimeUnit.SECONDS);
        }
        assertThat(answer).as("an answer to a listener that called a tool").isNotNull();
        return answer;
    }

    @Test
    void aSamplingHandlerCallsATool() {
        assertThat(session.callTool("sample").text()).endsWith("sampled true");
    }

    @Test
    void anElicitationHandlerCallsATool() {
        assertThat(session.callTool(peer.asking()).text())
                .isEqualTo(peer.asking().equals("ask") ? "accept: Ann" : "accepted: true");
    }

    @Test
    void aSupplierOfRootsCallsATool() {
        assertThat(session.callTool("roots").text()).isEqualTo("file:///work");
    }

    @Test
    void manyHandlersCallToolsAtTheSameTime() throws Exception {
        Crowd.ask(
                2,
                number -> assertThat(session.callTool(
                                        number % 2 == 0 ? "sample" : peer.asking(),
                                        Map.of(number % 2 == 0 ? "prompt" : "question", "number " + number))
                                .text())
                        .containsAnyOf("sampled true", "accept: Ann", "accepted: true"));
    }

    @Test
    void aProgressListenerCallsATool() {
        List<String> heard = new ArrayList<>();
        CallOptions listening = CallOptions.DEFAULT.withProgress(each -> heard.add(echoed("at " + each.progress())));
        assertThat(session.callTool("slow", Map.of("steps", 3, peer.stepArgument(), 20), listening)
                        .text())
                .isEqualTo("done after 3 steps");
        assertThat(heard).containsExactly("at 1.0", "at 2.0", "at 3.0");
    }

    @Test
    void aLogListenerCallsATool() throws InterruptedException {
        if (peer.era() == Era.MODERN) {
            session.setLogLevel(LoggingLevel.INFO);
        }
        session.callTool("log", Map.of("message", "a word of " + peer));
        assertThat(nextAnswer("a word of " + peer)).contains("a word of");
    }

    @Test
    void aListenerToListsCallsATool() throws InterruptedException {
        assumeTrue(peer.grows(), "its list of tools does not change");
        session.callTool("grow", Map.of("name", "grown"));
        assertThat(nextAnswer("changed")).isEqualTo("changed: TOOLS");
        assertThat(session.listTools()).extracting(Tool::name).contains("grown");
    }
}
