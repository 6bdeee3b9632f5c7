package dev.fastmcp.auth.internal.flow;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fastmcp.auth.FileTokenStorage;
import java.nio.file.Path;
import java.time.Clock;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Processes that share a folder of tokens. */
@Timeout(90)
class TwoProcessesTest {

    @TempDir
    private Path folder;

    @Test
    void oneRefreshServesAllProcesses() throws Exception {
        try (LoginWorld world = new LoginWorld()) {
            world.issuer.expiresIn = 0;
            world.storage = FileTokenStorage.in(folder);
            Caller here = world.caller(world.oauth().clock(Clock.systemUTC()).build());
            here.call();
            here.call();
            world.issuer.endAccess();
            world.issuer.expiresIn = 3600;
            // Others come while the refresh is under way.
            world.issuer.refreshDelayed = true;
            try (OtherProcess one = new OtherProcess(world.server.uri("/mcp"), folder);
                    OtherProcess other = new OtherProcess(world.server.uri("/mcp"), folder)) {
                one.awaitReady();
                other.awaitReady();
                one.go();
                other.go();

                assertThat(here.call()).isEqualTo(200);
                assertThat(one.outcome()).isEqualTo("200");
                assertThat(other.outcome()).isEqualTo("200");
            }

            assertThat(world.issuer.refreshes).hasValue(1);
            assertThat(world.issuer.reuses).hasValue(0);
            assertThat(world.browser.opened()).hasSize(1);
        }
    }
}
