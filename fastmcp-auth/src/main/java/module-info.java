/**
 * Proves to MCP servers who is asking: bearer tokens, OAuth with a login in the browser, the credentials of machines; and keeps tokens safe.
 *
 * @provides dev.fastmcp.api.spi.AuthProvider {@code oauth}, and anything else as a bearer token
 * @provides dev.fastmcp.api.spi.TokenStoreProvider {@code memory} and {@code file}
 * @uses dev.fastmcp.api.spi.HttpExchangerProvider to ask servers without a transport
 * @uses dev.fastmcp.api.spi.TokenStoreProvider places where tokens are kept
 */
module dev.fastmcp.auth {
    requires static com.nimbusds.jose.jwt; // signed assertions and DPoP only
    requires static org.jspecify;
    requires transitive dev.fastmcp.api;

    exports dev.fastmcp.auth;

    uses dev.fastmcp.api.spi.HttpExchangerProvider;
    uses dev.fastmcp.api.spi.TokenStoreProvider;

    provides dev.fastmcp.api.spi.AuthProvider with
            dev.fastmcp.auth.BearerProvider,
            dev.fastmcp.auth.OAuthProvider;
    provides dev.fastmcp.api.spi.TokenStoreProvider with
            dev.fastmcp.auth.FileTokenStoreProvider,
            dev.fastmcp.auth.MemoryTokenStoreProvider;
}
