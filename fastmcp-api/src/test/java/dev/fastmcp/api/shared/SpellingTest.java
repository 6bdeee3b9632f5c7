package dev.fastmcp.api.shared;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SpellingTest {

    @ParameterizedTest
    @CsvSource({"nmae, name", "Description, description", "maxItems, max_items", "forcast, forecast", "ad, add"})
    void findsWhatWasMeant(String written, String meant) {
        assertThat(Spelling.meant(written, List.of("other", meant, "something")))
                .contains(meant);
    }

    @ParameterizedTest
    @CsvSource({"ab, name", "abcdefgh, name", "xyzzy, subtract"})
    void findsNothingThatIsFarAway(String written, String known) {
        assertThat(Spelling.meant(written, List.of(known))).isEmpty();
    }

    @Test
    void listsTheNearestFirstAndAsManyAsWanted() {
        assertThat(Spelling.nearest("getWether", List.of("set_time", "add", "get_weather"), 2))
                .containsExactly("get_weather", "set_time");
    }

    @Test
    void takesAPartOfANameForNear() {
        assertThat(Spelling.nearest("weather", List.of("whether", "get_current_weather_report"), 1))
                .containsExactly("get_current_weather_report");
    }

    @Test
    void findsNamesThatMayHaveBeenMeant() {
        List<String> known = List.of("get_weather", "set_time", "get_current_weather_report", "gte-weather");

        assertThat(Spelling.near("get-wether", known, 3)).containsExactly("get_weather", "gte-weather");
        assertThat(Spelling.near("weather", known, 3)).contains("get_current_weather_report");
        assertThat(Spelling.near("xyzzy", known, 3)).isEmpty();
        assertThat(Spelling.near("___", known, 3)).isEmpty();
    }

    @Test
    void comparesEndlessNamesWithNothing() {
        String endless = "x".repeat(100_000);

        assertThat(Spelling.meant(endless, List.of("x"))).isEmpty();
        assertThat(Spelling.nearest("x", List.of(endless, "far"), 2)).containsExactly("far", endless);
        assertThat(Spelling.near(endless, List.of("x"), 2)).isEmpty();
    }
}
