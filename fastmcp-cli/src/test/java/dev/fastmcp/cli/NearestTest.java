package dev.fastmcp.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class NearestTest {

    @Test
    void suggestsNamesThatDifferLittle() {
        assertThat(Nearest.hint("get-wether", List.of("get-weather", "set-time")))
                .isEqualTo("; did you mean \"get-weather\"?");
    }

    @Test
    void suggestsNamesThatContainWhatWasTyped() {
        assertThat(Nearest.hint("weather", List.of("get_current_weather_report", "time")))
                .contains("get_current_weather_report");
    }

    @Test
    void saysNothingWhenNothingIsNear() {
        assertThat(Nearest.hint("xyzzy", List.of("add", "subtract"))).isEmpty();
    }
}
