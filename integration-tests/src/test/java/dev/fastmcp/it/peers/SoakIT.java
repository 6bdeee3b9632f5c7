package dev.fastmcp.it.peers;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fastmcp.api.Client;
import dev.fastmcp.api.ClientSession;
import dev.fastmcp.api.Era;
import dev.fastmcp.api.model.ElicitResult;
import dev.fastmcp.testkit.internal.Leftovers;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Many threads that do everything at once on one session, and now and then change their mind; then nothing is left of it. Both transports at the same time, for as long as the
 * system property {@code soak.seconds} says, each era after the other.
 */
@NeedsPeers
class SoakIT {

    private static final Duration TIME = Duration.ofSeconds(Long.getLong("soak.seconds", 60));

    @ParameterizedTest
    @EnumSource(names = {"LEGACY", "MODERN"})
    @Timeout(600)
    void everyCallGetsItsOwnAnswerOrIsGivenUpAndNothingIsLeft(Era era) throws Exception {
        String only = era == Era.LEGACY ? "--legacy-only" : "--modern-only";
        try (ServerProcess server = ServerRecipe.modern(only).start()) {
            Leftovers before = Leftovers.now();
            Set<String> updatedByPipe = ConcurrentHashMap.newKeySet();
            Set<String> updatedByHttp = ConcurrentHashMap.newKeySet();
            try (Client<?> piped = prepared(Client.builder(Peers.modern(only)), era, updatedByPipe);
                    Client<?> remote = prepared(server.client(), era, updatedByHttp);
                    ClientSession byPipe = piped.connect();
                    ClientSession byHttp = remote.connect()) {
                byPipe.ping();
                byHttp.ping();
                soak(List.of(new Soak("stdio", byPipe, updatedByPipe), new Soak("HTTP", byHttp, updatedByHttp)));
            }
            Eventually.await(
                    "all threads and processes have ended",
                    () -> assertThat(Leftovers.now().without(before)).isEmpty());
        }
    }

    private static Client<?> prepared(Client.Builder<?> builder, Era era, Set<String> updated) {
        return builder.era(era)
                .onElicitation((form, context) -> ElicitResult.accept(Map.of("ok", Soak.isAgreedTo(form.message()))))
                .onResourceUpdated(updated::add)
                .timeout(Duration.ofSeconds(30))
                .build();
    }

    private static void soak(List<Soak> soaks) throws InterruptedException {
        LiveObjects atRest = LiveObjects.now();
        long end = System.nanoTime() + TIME.toNanos();
        soaks.forEach(soak -> soak.start(end));
        for (Soak soak : soaks) {
            soak.join();
        }
        for (Soak soak : soaks) {
            soak.wasRight();
        }
        Eventually.await("nothing waits any more", () -> {
            // On JDK 25 one who waits at a closed socket may hear of that with the next event only: see
            // ARCHITECTURE.md.
            soaks.forEach(Soak::stillWorks);
            assertThat(LiveObjects.now().inFlightBeyond(atRest)).isEmpty();
        });
        assertThat(LiveObjects.now().grownSince(atRest))
                .as("classes of which there are many more objects than before, after %s", soaks)
                .isEmpty();
        soaks.forEach(Soak::stillWorks);
    }
}
