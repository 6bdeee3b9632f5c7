package dev.fastmcp.core.transport;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fastmcp.api.error.TransportSelectionException;
import dev.fastmcp.api.http.AuthContext;
import dev.fastmcp.api.http.Authentication;
import dev.fastmcp.api.http.RequestAuthenticator;
import dev.fastmcp.api.spi.AuthProvider;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class AuthProvidersTest {

    /** An authentication that tells who made it. */
    private static String made(String spec, Class<?>... providers) {
        return create(spec, PluginLoader.of(AuthProvider.class, providers)).toString();
    }

    private static Authentication create(String spec, @Nullable ClassLoader loader) {
        return AuthProviders.create(
                spec, PluginDiscovery.discover(AuthProvider.class, "A provider of authentication", loader));
    }

    @Test
    void asksWhoUnderstandsTheText() {
        assertThat(made("word", Anything.class, Word.class)).isEqualTo("by word");
        assertThat(made("other", Anything.class, Word.class)).isEqualTo("by anything");
    }

    @Test
    void refusesToChooseBetweenEquals() {
        assertThatThrownBy(() -> made("word", Word.class, SameWord.class))
                .isInstanceOf(TransportSelectionException.class)
                .hasMessageContaining(
                        "Several providers of authentication accept the text given to auth: \"same-word\" (class "
                                + SameWord.class.getName() + "), \"word\" (class " + Word.class.getName() + ")")
                .hasMessageContaining("give an Authentication instead");
    }

    @Test
    void saysWhichArtifactIsMissing() {
        assertThatThrownBy(() -> made("oauth"))
                .isInstanceOf(TransportSelectionException.class)
                .hasMessageContaining("No provider of authentication was found")
                .hasMessageContaining("dev.fastmcp:fastmcp-auth");
    }

    @Test
    void repeatsNoTextThatNobodyUnderstands() {
        assertThatThrownBy(() -> made("s3cret", Word.class))
                .isInstanceOf(TransportSelectionException.class)
                .hasMessageContaining("asked were: \"word\" (class " + Word.class.getName() + ")")
                .hasMessageNotContaining("s3cret");
    }

    @Test
    void keepsTheTextOutOfTheFailureOfAProvider() {
        assertThatThrownBy(() -> made("s3cret", Failing.class))
                .isInstanceOf(TransportSelectionException.class)
                .hasMessageContaining("failed when asked whether it understands the text given to auth"
                        + " (java.lang.IllegalStateException)")
                .hasMessageNotContaining("s3cret")
                .hasNoCause();
    }

    @Test
    void saysWhichProviderIsBroken() {
        PluginLoader loader = PluginLoader.ofNames(AuthProvider.class, "no.such.Provider");

        assertThatThrownBy(() -> create("word", loader))
                .isInstanceOf(TransportSelectionException.class)
                .hasMessageContaining("A provider of authentication that is installed cannot be loaded")
                .hasMessageContaining("no.such.Provider");
    }

    @Test
    void showsWhyAProviderIsBroken() {
        assertThatThrownBy(() -> made("word", Broken.class))
                .isInstanceOf(TransportSelectionException.class)
                .hasMessageContaining("the constructor failed");
    }

    @Test
    void findsEachClassOnceAlsoThroughTheContextLoader() {
        PluginLoader loader = PluginLoader.of(AuthProvider.class, Word.class);
        Thread thread = Thread.currentThread();
        ClassLoader before = thread.getContextClassLoader();
        thread.setContextClassLoader(loader);
        try {
            List<AuthProvider> found = PluginDiscovery.discover(AuthProvider.class, "A provider", null);

            assertThat(found).extracting(AuthProvider::id).containsExactly("word");
            assertThat(create("word", null)).hasToString("by word");
        } finally {
            thread.setContextClassLoader(before);
        }
    }

    /** Understands one word. */
    public static class Word implements AuthProvider {

        /** Called by the loader. */
        public Word() {}

        @Override
        public String id() {
            return "word";
        }

        @Override
        public boolean accepts(String spec) {
            return spec.equals("word");
        }

        @Override
        public Authentication create(String spec) {
            String name = "by " + id();
            return new Authentication() {
                @Override
                public RequestAuthenticator authenticator(AuthContext context) {
                    throw new UnsupportedOperationException();
                }

                @Override
                public String toString() {
                    return name;
                }
            };
        }
    }

    /** Fails, and repeats what it was asked. */
    public static final class Failing extends Word {

        /** Called by the loader. */
        public Failing() {}

        @Override
        public boolean accepts(String spec) {
            throw new IllegalStateException(spec);
        }
    }

    /** Understands the same word. */
    public static final class SameWord extends Word {

        /** Called by the loader. */
        public SameWord() {}

        @Override
        public String id() {
            return "same-word";
        }
    }

    /** Understands anything, but less well. */
    public static final class Anything extends Word {

        /** Called by the loader. */
        public Anything() {}

        @Override
        public String id() {
            return "anything";
        }

        @Override
        public int priority() {
            return -100;
        }

        @Override
        public boolean accepts(String spec) {
            return true;
        }
    }

    /** Cannot be made. */
    public static final class Broken extends Word {

        /** Called by the loader. */
        public Broken() {
            throw new IllegalStateException("the constructor failed");
        }
    }
}
