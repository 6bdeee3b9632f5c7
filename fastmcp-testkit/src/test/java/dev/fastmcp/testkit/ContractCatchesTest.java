package dev.fastmcp.testkit;

import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import dev.fastmcp.api.Era;
import dev.fastmcp.api.error.TransportException;
import dev.fastmcp.api.jsonrpc.JsonRpcMessage;
import dev.fastmcp.api.spi.Channel;
import dev.fastmcp.api.spi.ChannelContext;
import dev.fastmcp.api.spi.ChannelListener;
import dev.fastmcp.api.spi.ChannelTraits;
import dev.fastmcp.api.spi.ClientTransport;
import dev.fastmcp.api.spi.ExchangeOptions;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** A contract is worth what it catches: each case is a transport with one defect, and the test that must fail. */
class ContractCatchesTest {

    private interface ContractMethod {
        void run(TransportContractTest contract) throws Exception;
    }

    static Stream<Arguments> defects() {
        return Stream.of(
                defect(
                        "a late timeout",
                        channel(Slow::new),
                        TransportContractTest::givesUpWhenTheTimeIsOverAndStaysUsable),
                defect(
                        "lost progress",
                        channel(Deaf::new),
                        TransportContractTest::deliversProgressInOrderOnTheCallersThreadBeforeTheResult),
                defect(
                        "progress on another thread",
                        channel(Elsewhere::new),
                        TransportContractTest::deliversProgressInOrderOnTheCallersThreadBeforeTheResult),
                defect(
                        "a close that does nothing",
                        channel(Unclosable::new),
                        TransportContractTest::closingFailsPendingCallsAtOnce),
                defect(
                        "a close that does nothing",
                        channel(Unclosable::new),
                        TransportContractTest::closedChannelRefusesEverything),
                defect(
                        "a loss reported twice",
                        listener(Twice::new),
                        TransportContractTest::lossFailsPendingCallsWithinASecondAndIsReportedOnce),
                defect(
                        "notifications in another order",
                        listener(Swapping::new),
                        TransportContractTest::deliversNotificationsInOrder),
                defect(
                        "changed line breaks",
                        tool(
                                "echo",
                                call -> call.text(
                                        String.valueOf(call.arguments().get("text"))
                                                .replace("\r\n", "\n"))),
                        TransportContractTest::keepsLineBreaksAndUnusualCharactersOfTexts),
                defect(
                        "truncated texts",
                        tool("echo", call -> call.text("0123456789")),
                        TransportContractTest::carriesLargeMessagesInBothDirections),
                defect(
                        "an end for a bad response",
                        tool("malformed", ScriptedCall::hangUp),
                        TransportContractTest::failsOnlyTheCallWhoseResponseIsMalformed),
                defect(
                        "a success where nobody is",
                        UnaryOperator.identity(),
                        TransportContractTest::failsToOpenWhenNobodyIsThere));
    }

    @ParameterizedTest(name = "{0}: {2}")
    @MethodSource("defects")
    void failsOn(String name, UnaryOperator<ClientTransport> sabotage, ContractMethod method) throws Exception {
        TransportContractTest contract = new Sabotaged(sabotage);
        contract.prepare();
        try {
            assertThatThrownBy(() -> method.run(contract)).isInstanceOf(AssertionError.class);
        } finally {
            contract.leavesNothingBehind();
        }
    }

    private static Arguments defect(String name, UnaryOperator<ClientTransport> sabotage, ContractMethod method) {
        return arguments(name, sabotage, method);
    }

    private static UnaryOperator<ClientTransport> channel(UnaryOperator<Channel> sabotage) {
        return transport -> new Defective(transport, UnaryOperator.identity(), sabotage);
    }

    private static UnaryOperator<ClientTransport> listener(UnaryOperator<ChannelListener> sabotage) {
        return transport -> new Defective(transport, sabotage, UnaryOperator.identity());
    }

    private static UnaryOperator<ClientTransport> tool(String name, Script script) {
        return transport -> ScriptedServer.faulty(Era.AUTO).onTool(name, script).transport();
    }

    private static final class Sabotaged extends TransportContractTest {
        private final UnaryOperator<ClientTransport> sabotage;

        Sabotaged(UnaryOperator<ClientTransport> sabotage) {
            this.sabotage = sabotage;
        }

        @Override
        protected TransportHarness harness() {
            return new TransportHarness() {
                @Override
                public ClientTransport transport(Era era) {
                    return sabotage.apply(ScriptedServer.faulty(era).transport());
                }

                @Override
                public ClientTransport unreachable() {
                    return transport(Era.AUTO);
                }
            };
        }
    }

    private record Defective(
            ClientTransport sound, UnaryOperator<ChannelListener> listeners, UnaryOperator<Channel> channels)
            implements ClientTransport {
        @Override
        public Channel open(ChannelContext context) throws InterruptedException {
            ChannelListener listener = listeners.apply(context.listener());
            return channels.apply(sound.open(
                    new ChannelContext(context.codec(), context.limits(), listener, context.connectTimeout())));
        }

        @Override
        public void close() {
            sound.close();
        }

        @Override
        public String endpoint() {
            return sound.endpoint();
        }
    }

    private static class Wrapper implements Channel {
        private final Channel sound;

        Wrapper(Channel sound) {
            this.sound = sound;
        }

        @Override
        public JsonRpcMessage.Response exchange(JsonRpcMessage.Request request, ExchangeOptions options)
                throws InterruptedException {
            return sound.exchange(request, options);
        }

        @Override
        public void send(JsonRpcMessage message) throws InterruptedException {
            sound.send(message);
        }

        @Override
        public ChannelTraits traits() {
            return sound.traits();
        }

        @Override
        public boolean isOpen() {
            return sound.isOpen();
        }

        @Override
        public void close() {
            sound.close();
        }
    }

    private static final class Slow extends Wrapper {
        Slow(Channel sound) {
            super(sound);
        }

        @Override
        public JsonRpcMessage.Response exchange(JsonRpcMessage.Request request, ExchangeOptions options)
                throws InterruptedException {
            return super.exchange(request, new ExchangeOptions(options.timeout().plusMillis(500), options.related()));
        }
    }

    private static final class Deaf extends Wrapper {
        Deaf(Channel sound) {
            super(sound);
        }

        @Override
        public JsonRpcMessage.Response exchange(JsonRpcMessage.Request request, ExchangeOptions options)
                throws InterruptedException {
            return super.exchange(request, ExchangeOptions.timeout(options.timeout()));
        }
    }

    private static final class Elsewhere extends Wrapper {
        Elsewhere(Channel sound) {
            super(sound);
        }

        @Override
        public JsonRpcMessage.Response exchange(JsonRpcMessage.Request request, ExchangeOptions options)
                throws InterruptedException {
            return super.exchange(request, new ExchangeOptions(options.timeout(), notification -> {
                Thread other = Thread.ofVirtual().start(() -> options.related().accept(notification));
                try {
                    other.join();
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                }
            }));
        }
    }

    private static final class Unclosable extends Wrapper {
        Unclosable(Channel sound) {
            super(sound);
        }

        @Override
        public void close() {}
    }

    private static final class Swapping implements ChannelListener {
        private final ChannelListener sound;
        private final List<JsonRpcMessage.Notification> held = new ArrayList<>();

        Swapping(ChannelListener sound) {
            this.sound = sound;
        }

        @Override
        public void onRequest(JsonRpcMessage.Request request) {
            sound.onRequest(request);
        }

        @Override
        public void onNotification(JsonRpcMessage.Notification notification) {
            held.add(notification);
            if (held.size() == 2) {
                held.reversed().forEach(sound::onNotification);
                held.clear();
            }
        }

        @Override
        public void onLost(TransportException cause) {
            sound.onLost(cause);
        }
    }

    private record Twice(ChannelListener sound) implements ChannelListener {
        @Override
        public void onRequest(JsonRpcMessage.Request request) {
            sound.onRequest(request);
        }

        @Override
        public void onNotification(JsonRpcMessage.Notification notification) {
            sound.onNotification(notification);
        }

        @Override
        public void onLost(TransportException cause) {
            sound.onLost(cause);
            sound.onLost(cause);
        }
    }
}
