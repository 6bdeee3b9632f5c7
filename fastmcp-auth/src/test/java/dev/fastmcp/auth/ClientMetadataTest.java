package dev.fastmcp.auth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fastmcp.api.json.JsonValue;
import java.net.URI;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ClientMetadataTest {

    private static final URI URL = URI.create("https://example.com/oauth/client.json");
    private static final String GOOD = "{'client_id': 'https://example.com/oauth/client.json', 'client_name': 'A',"
            + " 'redirect_uris': ['https://example.com/back']}";

    @Test
    void writesADocumentThatAuthorizationServersAccept() {
        ClientMetadata made = ClientMetadata.builder(URL)
                .clientName("Example")
                .clientUri(URI.create("https://example.com"))
                .member("contacts", List.of("me@example.com"))
                .build();

        assertThat(made.url()).isEqualTo(URL);
        assertThat(made).hasToString(made.toJson());
        assertThat(JsonValue.parse(made.toJson()).asMap())
                .isEqualTo(Map.of(
                        "client_id", URL.toString(),
                        "client_name", "Example",
                        "redirect_uris",
                                List.of(
                                        "http://127.0.0.1/callback",
                                        "http://[::1]/callback",
                                        "http://localhost/callback"),
                        "grant_types", List.of("authorization_code", "refresh_token"),
                        "response_types", List.of("code"),
                        "token_endpoint_auth_method", "none",
                        "application_type", "native",
                        "client_uri", "https://example.com",
                        "contacts", List.of("me@example.com")));
        assertThatCode(() -> ClientMetadata.check(made.toJson(), URL)).doesNotThrowAnyException();
    }

    @Test
    void acceptsDocumentsThatSayNoMoreThanTheyMust() {
        assertThatCode(() -> ClientMetadata.check(GOOD.replace('\'', '"'), URL)).doesNotThrowAnyException();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`', // apostrophes stand for quotes below
            value = {
                "client.json'           | CLIENT.json'                              | client_id must be this address",
                "'client_id'            | 'id'                                      | client_id must be this address",
                "'A'                    | ' '                                       | needs a client_name",
                "['https://example.com/back'] | []                                  | needs redirect_uris",
                "https://example.com/back | http://example.com/back                 | redirect address"
                        + " http://example.com/back",
                "https://example.com/back | http://127.0.0.1/back#x                 | without a fragment",
                "https://example.com/back | com.example:/back                       | redirect address"
                        + " com.example:/back",
                "}                      | , 'token_endpoint_auth_method': 'client_secret_post'} | must be none or"
                        + " private_key_jwt",
                "}                      | , 'client_secret': 's3cret'}              | must not hold client_secret",
                "}                      | , 'client_secret_expires_at': 0}          | must not hold"
                        + " client_secret_expires_at",
                "}                      | , 'grant_types': ['implicit']}            | grant_types must hold"
                        + " authorization_code",
                "}                      | , 'response_types': ['token']}            | response_types must hold code",
            })
    void namesWhatAuthorizationServersWouldRefuse(String old, String changed, String problem) {
        String json = GOOD.replace(old, changed).replace('\'', '"');

        assertThatThrownBy(() -> ClientMetadata.check(json, URL))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("The document about the client at " + URL + " would be refused: ")
                .hasMessageContaining(problem)
                .hasMessageNotContaining("s3cret");
    }

    @Test
    void namesAllThatIsWrong() {
        assertThatThrownBy(() -> ClientMetadata.check("{}", URL))
                .hasMessageContaining("client_id")
                .hasMessageContaining("client_name")
                .hasMessageContaining("redirect_uris");
        assertThatThrownBy(() -> ClientMetadata.check("[]", URL)).hasMessageContaining("no JSON object");
        assertThatThrownBy(() -> ClientMetadata.check("{", URL)).hasMessageContaining("no JSON object");
        assertThatThrownBy(() -> ClientMetadata.builder(URL)
                        .redirectUris()
                        .clientName("")
                        .build())
                .hasMessageContaining("client_name")
                .hasMessageContaining("redirect_uris");
    }

    @ParameterizedTest
    @CsvSource({
        "http://example.com/c.json,   https",
        "https:opaque,                https",
        "https://example.com,         path",
        "https://example.com/,        path",
        "https://example.com/a/../c,  ..",
        "https://example.com/./c,     ..",
        "https://u:p@example.com/c,   user",
        "https://example.com/c#x,     fragment",
    })
    void refusesAddressesThatCannotBeAnId(URI address, String why) {
        assertThatThrownBy(() -> ClientMetadata.builder(address))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("The address cannot be the id of a client: ")
                .hasMessageContaining(why)
                .hasMessageNotContaining("u:p");
        assertThatThrownBy(() -> ClientMetadata.check("{}", address)).hasMessageContaining(why);
    }

    @Test
    void acceptsAddressesWithPortAndQuery() {
        URI address = URI.create("https://example.com:8443/c?v=1");

        assertThat(ClientMetadata.checkedUrl(address)).isSameAs(address);
    }
}
