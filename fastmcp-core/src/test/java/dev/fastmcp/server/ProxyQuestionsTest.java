package dev.fastmcp.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fastmcp.api.Client;
import dev.fastmcp.api.ClientSession;
import dev.fastmcp.api.Era;
import dev.fastmcp.api.error.JsonRpcException;
import dev.fastmcp.api.model.ElicitResult;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A server of the modern era that asks a client of the legacy era many things during one request. */
@Timeout(30)
class ProxyQuestionsTest {

    record Number(int number) {}

    record Times(int times) {}

    private static ClientSession asked(FastMcpServer proxy, AtomicInteger questions) {
        return Client.builder((Object) proxy)
                .era(Era.LEGACY)
                .onElicitation((form, context) -> ElicitResult.accept(Map.of("number", questions.incrementAndGet())))
                .build()
                .connect();
    }

    private static int sum(RequestContext context, int times) throws InterruptedException {
        int sum = 0;
        for (int i = 0; i < times; i++) {
            sum += context.elicit("Next?", Number.class).map(Number::number).orElse(0);
        }
        return sum;
    }

    private static FastMcpServer server() {
        return FastMcpServer.builder("behind")
                .tool(ServerTool.of(
                        "add", "Adds numbers.", Times.class, (given, context) -> "" + sum(context, given.times())))
                .build();
    }

    @Test
    void getsManyAnswers() {
        AtomicInteger questions = new AtomicInteger();
        try (FastMcpServer server = server();
                Client<?> behind =
                        Client.builder((Object) server).era(Era.MODERN).build();
                FastMcpServer proxy = FastMcpServer.proxy(behind);
                ClientSession session = asked(proxy, questions)) {
            assertThat(session.callTool("add", new Times(20)).text()).isEqualTo("210");
        }
    }

    @Test
    void isStoppedWhenItAsksWithoutEndAndSaysSo() {
        AtomicInteger questions = new AtomicInteger();
        try (FastMcpServer server = server();
                Client<?> behind =
                        Client.builder((Object) server).era(Era.MODERN).build();
                FastMcpServer proxy = FastMcpServer.proxy(behind);
                ClientSession session = asked(proxy, questions)) {
            assertThatThrownBy(() -> session.callTool("add", new Times(1000)))
                    .isInstanceOf(JsonRpcException.class)
                    .hasMessageContaining("tools/call was given up")
                    .hasMessageContaining("input 101 times");
            assertThat(questions).hasValue(100);
        }
    }
}
