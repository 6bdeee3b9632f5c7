package dev.fastmcp.core.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Which addresses are like a template, and what its variables stand for. */
class UriTemplateTest {

    @ParameterizedTest
    @CsvSource({
        "test://{id}/data, test://12/data, 12",
        "test://{id}/data, test://a%20b%2Fc/data, a b/c",
        "test://{id}/data, test://a+b/data, a+b",
        "test://{+id}, test://a/b/c, a/b/c",
        "test://{id*}, test://a/b/c, a/b/c",
        "test://x.y/{id}, test://x.y/1, 1"
    })
    void findsTheVariable(String template, String uri, String id) {
        assertThat(UriTemplate.of(template).match(uri)).contains(Map.of("id", id));
    }

    @ParameterizedTest
    @CsvSource({
        "test://{id}/data, test:///data",
        "test://{id}/data, test://a/b/data",
        "test://{id}/data, test://a/data/more",
        "test://{id}/data, test://a/data?x=1",
        "test://x.y/{id}, test://xzy/1",
        "test://{id}, test://%ZZ"
    })
    void isNotLikeOtherAddresses(String template, String uri) {
        assertThat(UriTemplate.of(template).match(uri)).isEmpty();
    }

    @Test
    void takesParametersInAnyOrderOrNone() {
        UriTemplate template = UriTemplate.of("test://search/{kind}{?q,limit}");

        assertThat(template.match("test://search/books?limit=3&q=a%26b&other=1"))
                .contains(Map.of("kind", "books", "q", "a&b", "limit", "3"));
        assertThat(template.match("test://search/books")).contains(Map.of("kind", "books"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"test://plain", "test://{}", "test://{a", "test://a}", "test://{?q}/x", "test://{a,b}", "{/a}"})
    void refusesWhatItCannotCompare(String template) {
        assertThatThrownBy(() -> UriTemplate.of(template))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("is no URI template that can be compared with");
    }

    @Test
    @Timeout(5)
    void longAddressesCostNothing() {
        UriTemplate template = UriTemplate.of("test://{+a}/{+b}/{+c}/end");

        assertThat(template.match("test://" + "x/".repeat(100_000))).isEmpty();
    }
}
