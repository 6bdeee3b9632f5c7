package dev.fastmcp.auth.internal.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fastmcp.api.error.AuthorizationException;
import dev.fastmcp.api.error.AuthorizationException.Kind;
import dev.fastmcp.api.http.UrlPolicy;
import java.io.IOException;
import java.net.InetAddress;
import java.net.URI;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class OAuthHttpTest {

    private WebServer web;
    private OAuthHttp http;

    @BeforeEach
    void start() throws IOException {
        web = new WebServer();
        http = WebServer.http(web.uri("/mcp"));
    }

    @AfterEach
    void stop() {
        web.close();
    }

    @Test
    void getsDocumentsWithoutCredentials() throws Exception {
        web.json("/d", "{'a': 1}");

        OAuthHttp.Answer answer = http.get(web.uri("/d"));

        assertThat(answer.isSuccess()).isTrue();
        assertThat(answer.json()).contains(Map.of("a", 1));
        assertThat(answer.header("content-type")).contains("application/json");
        assertThat(answer).hasToString("HTTP status 200 from " + web.origin() + "/d");
        assertThat(web.asked().get(0).headers())
                .containsEntry("Accept", List.of("application/json"))
                .containsKey("Mcp-protocol-version")
                .doesNotContainKeys("Authorization", "Cookie");
    }

    @Test
    void postsFormsAndObjects() throws Exception {
        web.json("/t", 400, "{'error': 'no'}");
        Map<String, String> form = new LinkedHashMap<>();
        form.put("a b", "1+2&3=4");
        form.put("ü", "ß");

        assertThat(http.postForm(web.uri("/t"), Map.of("Authorization", "Basic x"), form)
                        .json())
                .contains(Map.of("error", "no"));
        http.postJson(web.uri("/t"), Map.of("a", List.of("b")));

        assertThat(web.asked())
                .extracting(WebServer.Asked::body)
                .containsExactly("a+b=1%2B2%263%3D4&%C3%BC=%C3%9F", "{\"a\":[\"b\"]}");
        assertThat(web.asked().get(0).headers())
                .containsEntry("Authorization", List.of("Basic x"))
                .containsEntry("Content-type", List.of("application/x-www-form-urlencoded"));
    }

    @Test
    void followsRedirectsWithinTheOriginOnly() throws Exception {
        try (WebServer other = new WebServer()) {
            other.json("/d", "{'stolen': true}");
            web.json("/d", "{'a': 1}")
                    .redirect("/near", "/near2")
                    .redirect("/near2", web.origin() + "/d")
                    .redirect("/far", other.origin() + "/d")
                    .redirect("/user", "http://me@127.0.0.1:" + web.uri("/").getPort() + "/d")
                    .redirect("/script", "javascript:alert(1)")
                    .redirect("/loop", "/loop");

            assertThat(http.get(web.uri("/near")).json()).contains(Map.of("a", 1));
            for (String path : List.of("/far", "/user", "/script", "/loop")) {
                assertThat(http.get(web.uri(path)).status()).as(path).isEqualTo(302);
            }
            assertThat(other.lines()).isEmpty();
            assertThat(web.lines()).filteredOn("GET /loop"::equals).hasSize(4);
        }
    }

    @Test
    void takesNoCredentialsAlongARedirect() throws Exception {
        web.redirect("/t", "/t2").json("/t2", "{}");

        assertThat(http.postForm(web.uri("/t"), Map.of("Authorization", "Basic x"), Map.of())
                        .status())
                .isEqualTo(302);
        assertThat(web.lines()).containsExactly("POST /t");
    }

    @ParameterizedTest
    @ValueSource(strings = {"<html>no</html>", "", "[]", "\"text\"", "{\"a\":1", "{\"a\":1} x", "null"})
    void takesWhatIsNoJsonObjectForNone(String body) throws Exception {
        web.page("/d", exchange -> WebServer.text(exchange, 200, "application/json", body));

        assertThat(http.get(web.uri("/d")).json()).isEmpty();
    }

    @Test
    void takesDocumentsThatAreTooDeepForNone() throws Exception {
        web.json("/d", "{'a':".repeat(100_000) + "1" + "}".repeat(100_000));

        assertThat(http.get(web.uri("/d")).json()).isEmpty();
    }

    @Test
    void givesUpOnAnswersThatAreTooLarge() {
        web.json("/d", "{'a': '" + "x".repeat(1100 * 1024) + "'}");

        assertThatThrownBy(() -> http.get(web.uri("/d?secret=1")))
                .isInstanceOfSatisfying(
                        AuthorizationException.class, e -> assertThat(e.kind()).isEqualTo(Kind.UNAVAILABLE))
                .hasMessageContaining("The authorization for " + web.origin() + "/mcp failed: ")
                .hasMessageContaining("is larger than 1048576 bytes")
                .hasMessageNotContaining("secret");
    }

    @Test
    void givesUpOnServersThatAreSilent() {
        web.silent("/d");
        OAuthHttp impatient =
                new OAuthHttp(WebServer.context(web.uri("/mcp"), UrlPolicy.DEFAULT), Duration.ofMillis(200));

        assertThatThrownBy(() -> impatient.get(web.uri("/d")))
                .isInstanceOf(AuthorizationException.class)
                .hasMessageContaining("200 ms");
    }

    @Test
    void saysWhoCannotBeReached() throws Exception {
        URI gone = web.uri("/d");
        web.close();

        assertThatThrownBy(() -> http.get(gone))
                .isInstanceOfSatisfying(
                        AuthorizationException.class, e -> assertThat(e.kind()).isEqualTo(Kind.UNAVAILABLE))
                .hasMessageContaining("The authorization for " + gone.resolve("/mcp") + " failed: ")
                .hasMessageContaining(gone.getAuthority());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://169.254.169.254/latest/meta-data",
                "http://10.0.0.1/x",
                "http://example.com/x",
                "https://me:secret@example.com/x",
                "file:///etc/passwd",
                "javascript:alert(1)",
                "ftp://example.com/x"
            })
    void asksNoAddressThatThePolicyForbids(String address) {
        assertThatThrownBy(() -> http.get(URI.create(address)))
                .isInstanceOfSatisfying(
                        AuthorizationException.class, e -> assertThat(e.kind()).isEqualTo(Kind.UNTRUSTED))
                .hasMessageContaining("is not asked: only https is allowed")
                .hasMessageContaining("urlPolicy")
                .hasMessageNotContaining("secret")
                .hasMessageNotContaining("alert");
    }

    @Test
    void asksNoAddressWhereANameLeadsDeeperInside() {
        UrlPolicy anyText = new UrlPolicy() {
            @Override
            public boolean allows(URI named, URI server) {
                return true;
            }

            @Override
            public boolean allows(InetAddress address, URI named, URI server) {
                return UrlPolicy.DEFAULT.allows(address, named, server);
            }
        };
        OAuthHttp outside = WebServer.http(URI.create("https://192.0.2.1/mcp"), anyText);

        assertThatThrownBy(() -> outside.get(
                        URI.create("http://localhost:" + web.uri("/").getPort() + "/d")))
                .isInstanceOf(AuthorizationException.class)
                .hasMessageContaining("urlPolicy")
                .hasMessageContaining("localhost leads");
        assertThat(web.lines()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        // The server is asked by plain http: no reason to log in by plain http.
        "http://a.example/t,       http://a.example,   false",
        "https://a.example/t,      http://a.example,   true",
        "http://127.0.0.1:9/t,     http://localhost:8, true",
        "http://127.0.0.1:9/t,     https://a.example,  false",
        "https://b.example/t?x=1,  https://a.example,  true",
    })
    void allowsPlainHttpWithinThisMachineOnly(String named, String server, boolean allowed) {
        assertThat(WebServer.http(URI.create(server)).allows(URI.create(named))).isEqualTo(allowed);
    }

    @Test
    void letsAuthorizationServersNameNothingDeeperInsideThanThemselves() {
        OAuthHttp local = WebServer.http(URI.create("http://localhost:8/mcp"));
        URI outside = URI.create("https://a.example");

        assertThat(local.allows(URI.create("http://localhost:9/t"), URI.create("http://127.0.0.1:7")))
                .isTrue();
        assertThat(local.allows(URI.create("http://localhost:9/t"), outside)).isFalse();
        assertThat(local.allows(URI.create("https://10.0.0.1/t"), outside)).isFalse();
        assertThat(local.allows(URI.create("https://b.example/t"), outside)).isTrue();
    }
}
