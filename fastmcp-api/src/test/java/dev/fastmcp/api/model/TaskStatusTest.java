package dev.fastmcp.api.model;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TaskStatusTest {

    @ParameterizedTest
    @CsvSource({
        "working,false",
        "input_required,false",
        "completed,true",
        "failed,true",
        "cancelled,true",
        "dreaming,false"
    })
    void knowsWhatCanChangeNoMore(String name, boolean last) {
        assertThat(new TaskStatus(name).isFinal()).isEqualTo(last);
    }
}
