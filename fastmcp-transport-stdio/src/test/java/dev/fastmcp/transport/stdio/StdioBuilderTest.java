package dev.fastmcp.transport.stdio;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class StdioBuilderTest {

    @Test
    void argumentsAddUpInOrder() {
        StdioTransport transport =
                StdioTransport.builder("x").args("a", "b").args(List.of("c")).build();

        assertThat(((ProcessTransport) transport).command()).containsExactly("x", "a", "b", "c");
        assertThat(transport.endpoint()).isEqualTo("x a b c");
    }

    @Test
    void transportIsNotChangedByItsBuilder() {
        StdioTransport.Builder builder = StdioTransport.builder("x").env("A", "1");
        StdioTransport transport = builder.build();
        builder.args("late").env("A", "2");

        assertThat(((ProcessTransport) transport).command()).containsExactly("x");
        assertThat(((ProcessTransport) transport).ownEnvironment()).isEqualTo(Map.of("A", "1"));
    }

    @Test
    void workingDirectoryIsMadeAbsolute() {
        StdioTransport transport =
                StdioTransport.builder("x").cwd(Path.of("sub")).build();

        assertThat(((ProcessTransport) transport).spec().cwd())
                .isEqualTo(Path.of("sub").toAbsolutePath());
    }

    @Test
    void blankCommandIsRefused() {
        assertThatThrownBy(() -> StdioTransport.of(" "))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("command is blank");
    }

    @Test
    void valuesOfWrongVariablesAreNotShown() {
        assertThatThrownBy(() -> StdioTransport.builder("x").inheritEnv("TOKEN=s3cret"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("not a name of an environment variable: \"TOKEN=…\"; give name and value one by one");
        assertThatThrownBy(() -> StdioTransport.builder("x").env("", "s3cret"))
                .hasMessage("not a name of an environment variable: \"\"");
        assertThatThrownBy(() -> StdioTransport.builder("x").env("TOKEN", "s3cret\0"))
                .hasMessage("the value of TOKEN contains a NUL character, which no program can receive");
        assertThatThrownBy(() -> StdioTransport.builder("x").args("a", "s3cret\0"))
                .hasMessage("args[1] contains a NUL character, which no program can receive");
    }

    @Test
    void negativeTimesAreRefused() {
        assertThatThrownBy(() -> StdioTransport.builder("x").shutdownTimes(Duration.ofMillis(-1), Duration.ZERO))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("exit is negative: PT-0.001S");
    }
}
