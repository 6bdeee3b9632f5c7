package dev.fastmcp.api.spi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class TransportSourceTest {

    @Test
    void copiesACommand() {
        List<String> parts = new ArrayList<>(List.of("ls"));
        TransportSource.Command command = new TransportSource.Command(parts);
        parts.add("-l");
        assertThat(command.command()).containsExactly("ls");
    }

    @Test
    void refusesAnEmptyCommand() {
        assertThatThrownBy(() -> new TransportSource.Command(List.of()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("command is empty");
    }
}
