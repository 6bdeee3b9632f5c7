package dev.fastmcp.api.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;

class HomeFolderTest {

    private static final Path HOME = Path.of("home").toAbsolutePath();

    @Test
    void theOneThatJavaKnowsCounts() {
        assertThat(InstalledConfigs.home(HOME.toString(), Map.of("HOME", "/other")))
                .isEqualTo(HOME);
    }

    @Test
    void inAContainerTheEnvironmentKnowsMore() {
        assertThat(InstalledConfigs.home("?", Map.of("HOME", HOME.toString()))).isEqualTo(HOME);
        assertThat(InstalledConfigs.home("?", Map.of())).isAbsolute();
    }
}
