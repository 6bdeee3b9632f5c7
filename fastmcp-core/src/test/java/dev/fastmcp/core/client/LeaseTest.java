package dev.fastmcp.core.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fastmcp.api.Client;
import dev.fastmcp.api.ClientSession;
import dev.fastmcp.api.error.RequestCancelledException;
import dev.fastmcp.api.error.SessionClosedException;
import dev.fastmcp.api.error.TransportException;
import dev.fastmcp.api.spi.ChannelTraits;
import dev.fastmcp.core.FakeServer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class LeaseTest {

    @Test
    void connectsToNothingBeforeTheFirstLease() {
        FakeServer server = FakeServer.legacy();
        Client.of(server).close();
        assertThat(server.pipes()).isEmpty();
    }

    @Test
    void sharesOneConnectionAmongNestedLeasesAndEndsItWithTheLast() {
        FakeServer server = FakeServer.legacy();
        try (Client<?> client = Client.of(server)) {
            ClientSession outer = client.connect();
            ClientSession inner = client.connect();
            inner.close();
            assertThat(server.pipe().isOpen()).isTrue();
            outer.ping();
            outer.close();
            assertThat(server.pipe().isOpen()).isFalse();
            assertThat(server.pipes()).hasSize(1);
        }
    }

    @Test
    void keepsAConnectionAliveForTheNextLeaseIfTheTransportSaysSo() {
        FakeServer server = FakeServer.legacy().withTraits(ChannelTraits.PIPE.withKeepAlive(true));
        try (Client<?> client = Client.of(server)) {
            client.connect().close();
            client.connect().close();
            assertThat(server.pipes()).hasSize(1);
            assertThat(server.methods()).filteredOn("initialize"::equals).hasSize(1);
        }
        assertThat(server.pipe().isOpen()).isFalse();
    }

    @Test
    void replacesAKeptConnectionThatDied() {
        FakeServer server = FakeServer.legacy().withTraits(ChannelTraits.PIPE.withKeepAlive(true));
        try (Client<?> client = Client.of(server)) {
            client.connect().close();
            server.pipe().die();
            try (ClientSession session = client.connect()) {
                session.ping();
            }
            assertThat(server.pipes()).hasSize(2);
        }
    }

    @Test
    void connectsOnceForManySimultaneousLeases() throws Exception {
        CountDownLatch all = new CountDownLatch(16);
        FakeServer server = FakeServer.legacy().on("server/discover", (message, pipe) -> {
            all.await();
            pipe.send(message, FakeServer.METHOD_NOT_FOUND);
        });
        try (Client<?> client = Client.of(server);
                ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            Callable<ClientSession> lease = () -> {
                all.countDown();
                return client.connect();
            };
            List<Future<ClientSession>> leases = new ArrayList<>();
            for (int i = 0; i < 16; i++) {
                leases.add(threads.submit(lease));
            }
            for (Future<ClientSession> each : leases) {
                each.get(10, TimeUnit.SECONDS).ping();
            }
            assertThat(server.pipes()).hasSize(1);
        }
    }

    @Test
    void givesEveryWaiterTheCauseAndStaysUsable() {
        FakeServer server = FakeServer.legacy()
                .refusing(new TransportException(TransportException.Kind.CONNECT_FAILED, "no such command"));
        try (Client<?> client = Client.of(server)) {
            assertThatThrownBy(client::connect)
                    .isInstanceOf(TransportException.class)
                    .hasMessageContaining("no such command");
            server.refusing(null);
            try (ClientSession session = client.connect()) {
                session.ping();
            }
        }
    }

    @Test
    void anInterruptedWaiterLeavesTheConnectionToTheOthers() throws Exception {
        CountDownLatch asked = new CountDownLatch(1);
        CountDownLatch answer = new CountDownLatch(1);
        FakeServer server = FakeServer.legacy().on("server/discover", (message, pipe) -> {
            asked.countDown();
            answer.await();
            pipe.send(message, FakeServer.METHOD_NOT_FOUND);
        });
        try (Client<?> client = Client.of(server)) {
            CountDownLatch cancelled = new CountDownLatch(1);
            Thread impatient = Thread.startVirtualThread(() -> {
                try {
                    client.connect();
                } catch (RequestCancelledException e) {
                    cancelled.countDown();
                }
            });
            assertThat(asked.await(10, TimeUnit.SECONDS)).isTrue();
            FutureTask<ClientSession> patient = new FutureTask<>(client::connect);
            Thread waiting = Thread.startVirtualThread(patient);
            while (waiting.getState() != Thread.State.WAITING) {
                Thread.onSpinWait();
            }
            impatient.interrupt();
            assertThat(cancelled.await(10, TimeUnit.SECONDS)).isTrue();
            answer.countDown();
            patient.get(10, TimeUnit.SECONDS).ping();
            assertThat(server.pipes()).hasSize(1);
        }
    }

    @Test
    void closingTheClientFailsCallsInFlightAtOnce() throws Exception {
        CountDownLatch called = new CountDownLatch(1);
        FakeServer server = FakeServer.legacy().on("tools/call", (message, pipe) -> called.countDown());
        Client<?> client = Client.of(server);
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            ClientSession session = client.connect();
            Future<?> call = threads.submit(() -> session.callTool("slow", Map.of()));
            assertThat(called.await(10, TimeUnit.SECONDS)).isTrue();
            client.close();
            assertThat(session.isOpen()).isFalse();
            assertThatThrownBy(() -> call.get(2, TimeUnit.SECONDS)).hasCauseInstanceOf(SessionClosedException.class);
        }
    }

    @Test
    void connectingInOneLineClosesEverythingWithTheSession() {
        FakeServer server = FakeServer.legacy();
        try (ClientSession session = Client.connect(server)) {
            session.ping();
        }
        assertThat(server.pipe().isOpen()).isFalse();
    }
}
