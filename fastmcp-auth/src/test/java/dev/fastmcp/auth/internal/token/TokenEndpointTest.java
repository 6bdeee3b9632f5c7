package dev.fastmcp.auth.internal.token;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.fastmcp.api.error.AuthorizationException;
import dev.fastmcp.api.error.AuthorizationException.Kind;
import dev.fastmcp.auth.internal.discovery.AuthorizationServer;
import dev.fastmcp.auth.internal.wire.WebServer;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TokenEndpointTest {

    private static final Map<String, String> FORM = TokenRequests.clientCredentials(Set.of("a", "b"), Optional.empty());
    private static final ClientProof CLIENT = ClientProof.none("id");

    private WebServer web;
    private TokenEndpoint endpoint;

    @BeforeEach
    void start() throws IOException {
        web = new WebServer();
        endpoint = new TokenEndpoint(WebServer.http(web.uri("/mcp")), new DpopNonces(), InstantSource.system());
    }

    @AfterEach
    void stop() {
        web.close();
    }

    static AuthorizationServer server(WebServer web) {
        return new AuthorizationServer(
                web.origin(),
                Optional.empty(),
                web.uri("/token"),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                false,
                false,
                List.of(),
                false);
    }

    private TokenResponse tokens(int status, String json) throws InterruptedException {
        web.json("/token", status, json);
        return endpoint.request(server(web), FORM, CLIENT, Optional.empty());
    }

    private TokenResponse tokens(String json) throws InterruptedException {
        return tokens(200, json);
    }

    private AuthorizationException failure(int status, String json) {
        web.json("/token", status, json);
        return failure(FORM, CLIENT);
    }

    private AuthorizationException failure(String json) {
        return failure(200, json);
    }

    private AuthorizationException failure(Map<String, String> form, ClientProof client) {
        return catchThrowableOfType(
                AuthorizationException.class, () -> endpoint.request(server(web), form, client, Optional.empty()));
    }

    // What is sent

    @Test
    void postsTheFormAndWantsJson() throws Exception {
        tokens("{'access_token':'t','token_type':'Bearer'}");

        WebServer.Asked asked = web.asked().get(0);
        assertThat(asked.line()).isEqualTo("POST /token");
        assertThat(asked.body())
                .startsWith("grant_type=client_credentials&scope=")
                .endsWith("&client_id=id");
        assertThat(asked.headers())
                .containsEntry("Content-type", List.of("application/x-www-form-urlencoded"))
                .containsEntry("Accept", List.of("application/json"))
                .doesNotContainKeys("Authorization", "Dpop");
    }

    // What is taken

    @Test
    void takesAllThatTheServerSays() throws Exception {
        TokenResponse tokens = tokens("{'access_token':'ACCESS','token_type':'bEARER','expires_in':3600,"
                + "'refresh_token':'REFRESH','scope':'a c','issued_token_type':'urn:x'}");

        assertThat(tokens)
                .isEqualTo(new TokenResponse(
                        "ACCESS",
                        "Bearer",
                        Optional.of(Duration.ofHours(1)),
                        Optional.of("REFRESH"),
                        Optional.of("a c"),
                        Optional.of("urn:x")))
                .asString()
                .doesNotContain("ACCESS", "REFRESH");
    }

    @ParameterizedTest
    @ValueSource(ints = {200, 201, 202})
    void takesTokensWithEveryStatusOfSuccess(int status) throws Exception {
        assertThat(tokens(status, "{'access_token':'t','token_type':'Bearer'}").accessToken())
                .isEqualTo("t");
    }

    @Test
    void doesNotMindTheContentType() throws Exception {
        web.page(
                "/token",
                exchange -> WebServer.text(
                        exchange, 200, "text/html", "{\"access_token\":\"t\",\"token_type\":\"Bearer\"}"));

        assertThat(endpoint.request(server(web), FORM, CLIENT, Optional.empty()).accessToken())
                .isEqualTo("t");
    }

    @ParameterizedTest
    @CsvSource({
        "3600,       PT1H",
        "'\"3600\"', PT1H",
        "59.9,       PT59S",
        "0,          PT0S",
        "1e18,       PT87600H",
        "1e400,      PT87600H",
        "'\"999999999999999999\"', PT87600H",
        "-1,         ''",
        "'\"-1\"',   ''",
        "'\"soon\"', ''",
        "'\"\"',     ''",
        "null,       ''",
        "true,       ''",
        "[],         ''"
    })
    void understandsLifetimes(String expiresIn, String lifetime) throws Exception {
        assertThat(tokens("{'access_token':'t','token_type':'Bearer','expires_in':" + expiresIn + "}")
                        .lifetime())
                .isEqualTo(lifetime.isEmpty() ? Optional.empty() : Optional.of(Duration.parse(lifetime)));
    }

    @Test
    void knowsNoLifetimeIfTheServerNamesNone() throws Exception {
        assertThat(tokens("{'access_token':'t','token_type':'Bearer'}").lifetime())
                .isEmpty();
    }

    @Test
    void leavesOutWhatCannotBeAScope() throws Exception {
        assertThat(tokens("{'access_token':'t','token_type':'Bearer','scope':' a  b\\u0007 c\\\\d \\u00e4 e:f '}")
                        .scope())
                .contains("a e:f");
        assertThat(tokens("{'access_token':'t','token_type':'Bearer','scope':' \\n '}")
                        .scope())
                .isEmpty();
    }

    @Test
    void takesALongToken() throws Exception {
        String longest = "x".repeat(64 * 1024);

        assertThat(tokens("{'access_token':'" + longest + "','token_type':'Bearer'}")
                        .accessToken())
                .isEqualTo(longest);
    }

    // What is not taken

    @ParameterizedTest
    @ValueSource(strings = {"a\\r\\nX-Injected: 1", "a b", "\\u00e4", "a\\u0000", "a\\u007f"})
    void refusesTokensThatNoHeaderCanCarry(String token) {
        for (String name : List.of("access_token", "refresh_token")) {
            AuthorizationException failure =
                    failure("{'access_token':'t','token_type':'Bearer','" + name + "':'" + token + "'}");

            assertThat(failure.kind()).isEqualTo(Kind.UNAVAILABLE);
            assertThat(failure)
                    .hasMessage("The answer of the token endpoint of " + web.origin() + " cannot be used: its " + name
                            + " has characters that no header can carry, or is longer than 65536 characters;"
                            + " ask its operators");
        }
    }

    @Test
    void refusesATokenThatIsTooLong() {
        assertThat(failure("{'access_token':'" + "x".repeat(64 * 1024 + 1) + "','token_type':'Bearer'}"))
                .hasMessageContaining("longer than 65536 characters");
    }

    @Test
    void refusesAnswersThatAreTooLong() {
        AuthorizationException failure = failure("{'access_token':'" + "x".repeat(1024 * 1024) + "'}");

        assertThat(failure.kind()).isEqualTo(Kind.UNAVAILABLE);
        assertThat(failure.getMessage()).doesNotContain("xxx");
    }

    @ParameterizedTest
    @ValueSource(strings = {"{}", "{'token_type':'Bearer'}", "{'access_token':17}", "{'access_token':''}"})
    void refusesAnswersWithoutToken(String json) {
        assertThat(failure(json))
                .hasMessage("The answer of the token endpoint of " + web.origin()
                        + " cannot be used: it holds no access_token; ask its operators");
    }

    @Test
    void refusesTokensOfATypeThatItCannotUse() {
        assertThat(failure("{'access_token':'t','token_type':'mac'}"))
                .hasMessageContaining("its token_type is \"mac\", which this client cannot use; ask");
        assertThat(failure("{'access_token':'t','token_type':'N_A'}")).hasMessageContaining("\"N_A\"");
        assertThat(failure("{'access_token':'t','token_type':'DPoP'}"))
                .hasMessageContaining("which this client cannot use without dpop(true)");
        assertThat(failure("{'access_token':'SECRETTOKEN','token_type':'x\\nForged log line'}"))
                .hasMessageContaining("\"x Forged log line\"")
                .hasMessageNotContaining("SECRETTOKEN");
    }

    @ParameterizedTest
    @CsvSource({"400", "401"})
    void takesARefusalWithoutAReasonForOne(int status) {
        web.page("/token", exchange -> WebServer.text(exchange, status, "text/html", "<p>SECRET page</p>"));

        AuthorizationException failure = failure(FORM, CLIENT);

        assertThat(failure.kind()).isEqualTo(Kind.REFUSED);
        assertThat(failure.errorCode()).isEmpty();
        assertThat(failure)
                .hasMessage("The token endpoint of " + web.origin() + " answers with HTTP status " + status
                        + " and gives no reason; log in again, or ask its operators");
    }

    @ParameterizedTest
    @CsvSource({"500", "502", "404", "302", "200"})
    void refusesPagesAndShowsNothingOfThem(int status) {
        web.page("/token", exchange -> WebServer.text(exchange, status, "text/html", "<p>SECRET page</p>"));

        AuthorizationException failure = failure(FORM, CLIENT);

        assertThat(failure.kind()).isEqualTo(Kind.UNAVAILABLE);
        assertThat(failure.errorCode()).isEmpty();
        assertThat(failure)
                .hasMessage("The token endpoint of " + web.origin() + " answers with HTTP status " + status
                        + " and no JSON object instead of tokens; try again later, or ask its operators");
    }

    @Test
    void refusesTokensWithAStatusOfFailure() {
        assertThat(failure(500, "{'access_token':'t','token_type':'Bearer'}"))
                .hasMessageContaining("answers with HTTP status 500 instead of tokens");
    }

    @Test
    void followsNoRedirect() {
        web.redirect("/token", "/elsewhere");

        assertThat(failure(FORM, CLIENT).kind()).isEqualTo(Kind.UNAVAILABLE);
        assertThat(web.lines()).containsExactly("POST /token");
    }

    @Test
    void failsIfNobodyIsThere() {
        AuthorizationServer gone = server(web);
        web.close();

        AuthorizationException failure = catchThrowableOfType(
                AuthorizationException.class, () -> endpoint.request(gone, FORM, CLIENT, Optional.empty()));

        assertThat(failure.kind()).isEqualTo(Kind.UNAVAILABLE);
        assertThat(failure).hasMessageContaining(web.origin());
    }

    // What the server says about its refusal

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "400 | invalid_grant       | ; log in again",
                "401 | invalid_client      | ; check the id and the credentials of the client",
                "400 | unauthorized_client | ; its operators must allow this client what it does",
                "400 | invalid_scope       | ; ask for other scopes",
                "400 | invalid_target      | ; it issues no tokens for this server, or wants resourceParameter(false)",
                "400 | something_else      | ; ask its operators",
                "200 | invalid_grant       | ; log in again"
            })
    void namesTheErrorAndWhatToDo(int status, String error, String advice) {
        AuthorizationException failure =
                failure(status, "{'error':'" + error + "','error_description':'Not today.','access_token':'t'}");

        assertThat(failure.kind()).isEqualTo(Kind.REFUSED);
        assertThat(failure.errorCode()).contains(error);
        assertThat(failure)
                .hasMessage("The authorization server " + web.origin() + " issues no token (" + error + ": Not today.)"
                        + advice);
    }

    @ParameterizedTest
    @CsvSource({"503, invalid_grant", "500, invalid_client", "429, invalid_client", "408, invalid_grant"})
    void believesNoErrorOfAServerThatIsOutOfOrder(int status, String error) {
        AuthorizationException failure = failure(status, "{'error':'" + error + "'}");

        assertThat(failure.kind()).isEqualTo(Kind.UNAVAILABLE);
        assertThat(failure.errorCode()).isEmpty();
        assertThat(failure).hasMessageEndingWith("issues no token (" + error + "); try again later");
    }

    @ParameterizedTest
    @ValueSource(strings = {"temporarily_unavailable", "server_error", "slow_down"})
    void knowsErrorsThatPass(String error) {
        AuthorizationException failure = failure(400, "{'error':'" + error + "'}");

        assertThat(failure.kind()).isEqualTo(Kind.UNAVAILABLE);
        assertThat(failure.errorCode()).contains(error);
    }

    @Test
    void showsErrorsShortAndOnOneLine() {
        AuthorizationException failure =
                failure(400, "{'error':'a\\nb\\u202e','error_description':'" + "word ".repeat(1000) + "\\r\\nforged'}");

        assertThat(failure.errorCode()).contains("a b\uFFFD");
        assertThat(failure.getMessage()).hasSizeLessThan(400).doesNotContain("\n", "\r", "\u202e", "forged");
    }

    // Secrets

    @Test
    void hidesWhatTheServerRepeats() {
        Map<String, String> form = TokenRequests.authorizationCode(
                "s3cret/code", web.uri("/callback"), "verifier-0123456789", Optional.of("https://mcp.example/"));
        ClientProof client = ClientProof.basic("my client", "p ss:w%rd");
        web.page("/token", exchange -> {
            String header = exchange.getRequestHeaders().getFirst("Authorization");
            String all = "for https://mcp.example/: s3cret/code s3cret%2Fcode verifier-0123456789 " + header
                    + " p ss:w%rd p+ss%3Aw%25rd!";
            WebServer.text(
                    exchange,
                    400,
                    "application/json",
                    "{\"error\":\"s3cret/code\",\"error_description\":\"" + all + "\"}");
        });

        AuthorizationException failure = failure(form, client);

        assertThat(failure)
                .hasMessageContaining("(…: for https://mcp.example/: … … … … … …!)")
                .hasNoCause();
        assertThat(failure.errorCode()).contains("…");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "eyJhbGciOiJub25lIn0.eyJzdWIiOiJ4In0.sig",
                "eyJhbGciOiJub25lIn0",
                "0123456789abcdefghijABCDEFGHIJ_-0123456789"
            })
    void hidesWhatLooksLikeAToken(String token) {
        assertThat(failure(400, "{'error':'invalid_grant','error_description':'token " + token + " is used up'}"))
                .hasMessageContaining("(invalid_grant: token … is used up)");
        assertThat(failure("{'access_token':'t','token_type':'" + token + "'}"))
                .hasMessageContaining("token_type is \"…\"");
    }

    @Test
    void showsTheIdsThatOperatorsAskFor() {
        String text = "AADSTS700016: Application id not found. Trace ID: 3fa85f64-5717-4562-b3fc-2c963f66afa6";

        assertThat(failure(400, "{'error':'unauthorized_client','error_description':'" + text + "'}"))
                .hasMessageContaining(text);
    }

    @Test
    void hidesEveryKindOfCredentials() {
        Map<String, ClientProof> clients = Map.of(
                "hidden-1", ClientProof.post("id", "hidden-1"),
                "hidden-2", ClientProof.basic("id", "hidden-2"),
                "hidden-3", ClientProof.assertion("id", issuer -> "hidden-3"));
        clients.forEach((secret, client) -> {
            web.json("/token", 400, "{'error':'invalid_client','error_description':'" + secret + " is wrong'}");
            assertThat(failure(FORM, client)).hasMessageContaining("(invalid_client: … is wrong)");
            assertThat(client.toString()).doesNotContain(secret);
        });
        web.json("/token", 400, "{'error':'invalid_grant','error_description':'hidden-4 is wrong'}");
        for (Map<String, String> form : List.of(
                TokenRequests.refresh("hidden-4", Optional.empty()),
                TokenRequests.jwtBearer("hidden-4", Set.of(), Optional.empty()),
                TokenRequests.idJag("hidden-4", "urn:x", "https://as.example", "https://mcp.example", Set.of()))) {
            assertThat(failure(form, CLIENT)).hasMessageContaining("(invalid_grant: … is wrong)");
        }
    }

    @Test
    void sendsBasicCredentialsOnlyInTheHeader() throws Exception {
        web.json("/token", "{'access_token':'t','token_type':'Bearer'}");
        endpoint.request(server(web), FORM, ClientProof.basic("a:b c", "ä&%+/"), Optional.empty());

        String pair = URLEncoder.encode("a:b c", StandardCharsets.UTF_8) + ":"
                + URLEncoder.encode("ä&%+/", StandardCharsets.UTF_8);
        assertThat(pair).isEqualTo("a%3Ab+c:%C3%A4%26%25%2B%2F");
        assertThat(web.asked().get(0).headers().get("Authorization"))
                .containsExactly(
                        "Basic " + Base64.getEncoder().encodeToString(pair.getBytes(StandardCharsets.US_ASCII)));
        assertThat(web.asked().get(0).body()).doesNotContain("client_id", "client_secret");
    }

    // Token exchange

    private String idJag(String json) throws InterruptedException {
        web.json("/token", json);
        return endpoint.idJag(
                server(web),
                TokenRequests.idJag("ID", "urn:x", "https://as.example", "https://mcp.example", Set.of()),
                CLIENT);
    }

    @Test
    void takesAnAssertionOfTheKindThatItAskedFor() throws Exception {
        assertThat(idJag("{'access_token':'JAG','token_type':'N_A','expires_in':300,"
                        + "'issued_token_type':'urn:ietf:params:oauth:token-type:id-jag'}"))
                .isEqualTo("JAG");
    }

    @Test
    void refusesAssertionsOfOtherKinds() {
        AuthorizationException failure = catchThrowableOfType(
                AuthorizationException.class,
                () -> idJag("{'access_token':'t','token_type':'Bearer','issued_token_type':'urn:other'}"));

        assertThat(failure.kind()).isEqualTo(Kind.UNAVAILABLE);
        assertThat(failure)
                .hasMessageContaining(
                        "its issued_token_type is \"urn:other\" and not" + " urn:ietf:params:oauth:token-type:id-jag");
        assertThat(catchThrowableOfType(
                        AuthorizationException.class, () -> idJag("{'access_token':'t','token_type':'N_A'}")))
                .hasMessageContaining("its issued_token_type is \"\"");
    }
}
