package dev.fastmcp.core.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fastmcp.api.Client;
import dev.fastmcp.api.error.TransportSelectionException;
import dev.fastmcp.api.http.Authentication;
import dev.fastmcp.api.http.RequestAuthenticator;
import dev.fastmcp.api.spi.AuthProvider;
import dev.fastmcp.api.spi.ClientTransport;
import dev.fastmcp.api.spi.TransportContext;
import dev.fastmcp.api.spi.TransportFactory;
import dev.fastmcp.api.spi.TransportOption;
import dev.fastmcp.api.spi.TransportSource;
import dev.fastmcp.core.FakeServer;
import dev.fastmcp.core.transport.PluginLoader;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

class AuthOptionTest {

    private static final Authentication GIVEN = context -> {
        throw new UnsupportedOperationException();
    };

    private final AtomicReference<Optional<Authentication>> seen = new AtomicReference<>();

    /** Takes any source, and writes down what it is told. */
    private TransportFactory factory(boolean knowsAuthentication) {
        return new TransportFactory() {
            @Override
            public String id() {
                return "test";
            }

            @Override
            public boolean accepts(TransportSource source) {
                return true;
            }

            @Override
            public boolean supports(TransportOption option) {
                return knowsAuthentication && option == TransportOption.AUTHENTICATION;
            }

            @Override
            public ClientTransport create(TransportSource source, TransportContext context) {
                seen.set(context.authentication());
                return FakeServer.modern();
            }
        };
    }

    private Client.Builder<?> builder(boolean knowsAuthentication) {
        return Client.builder("https://h.example/mcp")
                .transportFactory(factory(knowsAuthentication))
                .pluginLoader(PluginLoader.of(AuthProvider.class, Words.class));
    }

    private Optional<Authentication> seen(Client.Builder<?> builder) {
        builder.build().close();
        return seen.get();
    }

    @Test
    void tellsTheTransportNothingIfNothingIsSaid() {
        assertThat(seen(builder(false))).isEmpty();
    }

    @Test
    void handsTheAuthenticationToTheTransport() {
        assertThat(seen(builder(true).auth("words").auth(GIVEN))).containsSame(GIVEN);
    }

    @Test
    void findsOutWhatATextMeans() {
        assertThat(seen(builder(true).auth(GIVEN).auth("words")))
                .hasValueSatisfying(found -> assertThat(found).isNotSameAs(GIVEN));
    }

    @Test
    void looksForNobodyWhoUnderstandsATextIfDiscoveryIsOff() {
        assertThatThrownBy(() -> builder(true).discovery(false).auth("words").build())
                .isInstanceOf(TransportSelectionException.class)
                .hasMessageContaining("No provider of authentication was found");
    }

    @Test
    void refusesTransportsThatKnowNoAuthentication() {
        assertThatThrownBy(() -> builder(false).auth(GIVEN).build())
                .isInstanceOf(TransportSelectionException.class)
                .hasMessageContaining("\"test\"")
                .hasMessageContaining("knows no authentication: leave that option out");
    }

    @Test
    void refusesTextsThatNobodyUnderstandsWithoutRepeatingThem() {
        assertThatThrownBy(() -> builder(true).auth("s3cret").build())
                .isInstanceOf(TransportSelectionException.class)
                .hasMessageContaining("understands the text given to auth")
                .hasMessageNotContaining("s3cret");
    }

    @Test
    void refusesAuthenticationBesideATransportThatIsAnObject() {
        assertThatThrownBy(() -> Client.builder(FakeServer.modern()).auth(GIVEN).build())
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("its headers, its authentication and its TLS must be set there");
        assertThatThrownBy(
                        () -> Client.builder(FakeServer.modern()).auth("words").build())
                .isInstanceOf(IllegalStateException.class);
    }

    /** Understands one text. */
    public static final class Words implements AuthProvider {

        /** Called by the loader. */
        public Words() {}

        @Override
        public String id() {
            return "words";
        }

        @Override
        public boolean accepts(String spec) {
            return spec.equals("words");
        }

        @Override
        public Authentication create(String spec) {
            return context -> refusing();
        }

        private static RequestAuthenticator refusing() {
            throw new UnsupportedOperationException();
        }
    }
}
