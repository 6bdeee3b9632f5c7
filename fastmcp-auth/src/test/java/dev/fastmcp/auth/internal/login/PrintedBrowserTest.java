package dev.fastmcp.auth.internal.login;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fastmcp.auth.internal.flow.Waiting;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PipedInputStream;
import java.io.PipedOutputStream;
import java.io.PrintStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(30)
class PrintedBrowserTest {

    private static final URI PAGE = URI.create("https://login.example/authorize?state=s");

    private final PrintStream nowhere = new PrintStream(new ByteArrayOutputStream(), true, StandardCharsets.UTF_8);

    @Test
    void inputThatCannotBeReadEndsTheLogin() {
        InputStream broken = new InputStream() {
            @Override
            public int read() throws IOException {
                throw new IOException("broken");
            }
        };

        assertThatThrownBy(() -> new PrintedBrowser(broken, nowhere).open(PAGE))
                .isInstanceOf(IOException.class)
                .hasMessage("broken");
    }

    @Test
    void theEndOfTheInputIsToldEachTime() {
        PrintedBrowser browser = new PrintedBrowser(InputStream.nullInputStream(), nowhere);

        for (int i = 0; i < 2; i++) {
            assertThatThrownBy(() -> browser.open(PAGE)).hasMessage("the input ended without an address");
        }
    }

    private static final URI PAGE_BACK = URI.create(
            "https://login.example/authorize?state=s1" + "&redirect_uri=http%3A%2F%2F127.0.0.1%3A3000%2Fcallback");

    @ParameterizedTest
    @ValueSource(
            strings = {
                "hello",
                "",
                "http://127.0.0.1:3000/callback",
                "http://127.0.0.1:3001/callback?code=c&state=s1",
                "https://127.0.0.1:3000/callback?code=c&state=s1",
                "http://127.0.0.1:3000/other?code=c&state=s1",
                "http://127.0.0.1:3000/callback?code=c&state=s2",
                "http://127.0.0.1:3000/callback?code=c",
                "http://127.0.0.1:3000/callback?code=c&state=s1&state=s1",
                "not an:address ^"
            })
    void saysWhatIsWrongWithAnAddressAndTakesAnother(String wrong) throws Exception {
        ByteArrayOutputStream printed = new ByteArrayOutputStream();
        String right = "http://127.0.0.1:3000/callback?code=c&state=s1";
        InputStream in = new ByteArrayInputStream((wrong + "\n" + right + "\n").getBytes(StandardCharsets.UTF_8));

        Optional<URI> pasted =
                new PrintedBrowser(in, new PrintStream(printed, true, StandardCharsets.UTF_8)).open(PAGE_BACK);

        assertThat(pasted).contains(URI.create(right));
        assertThat(printed.toString(StandardCharsets.UTF_8))
                .containsOnlyOnce("That is not the address")
                .contains("Once more:")
                .doesNotContain("code=c");
    }

    @Test
    void aLongAddressIsCheckedAsWell() throws Exception {
        URI page = URI.create(PAGE_BACK + "&scope=" + "x".repeat(100_000));
        String right = "http://127.0.0.1:3000/callback?code=c&state=s1";

        assertThat(opened(page, "http://127.0.0.1:3000/callback?code=c&state=s2\n" + right + "\n"))
                .contains(URI.create(right));
    }

    @Test
    void whereThePageSaysNothingAnAddressIsStillAnAddress() throws Exception {
        ByteArrayOutputStream printed = new ByteArrayOutputStream();
        InputStream in =
                new ByteArrayInputStream("hello\n^\nhttp://127.0.0.1/x?code=c\n".getBytes(StandardCharsets.UTF_8));
        PrintedBrowser browser = new PrintedBrowser(in, new PrintStream(printed, true, StandardCharsets.UTF_8));

        assertThat(browser.open(URI.create("https://login.example/authorize")))
                .contains(URI.create("http://127.0.0.1/x?code=c"));
        assertThat(printed.toString(StandardCharsets.UTF_8))
                .contains("it begins with http:// and holds code= and state=. Once more:")
                .doesNotContain("null");
    }

    @Test
    void aLineThatNeverEndsIsNotKept() throws Exception {
        String right = "http://127.0.0.1:3000/callback?code=c&state=s1";

        assertThat(opened(PAGE_BACK, right + "&x=" + "y".repeat(10_000_000) + "\r\n" + right + "\r\n"))
                .contains(URI.create(right));
    }

    @Test
    void whatComesAfterTheLineIsLeftToTheProgram() throws Exception {
        String right = "http://127.0.0.1:3000/callback?code=c&state=s1";
        InputStream in = new ByteArrayInputStream((right + "\nfor the program\n").getBytes(StandardCharsets.UTF_8));

        new PrintedBrowser(in, nowhere).open(PAGE_BACK);

        assertThat(in.readAllBytes()).asString(StandardCharsets.UTF_8).isEqualTo("for the program\n");
    }

    private Optional<URI> opened(URI page, String typed) throws Exception {
        return new PrintedBrowser(new ByteArrayInputStream(typed.getBytes(StandardCharsets.UTF_8)), nowhere).open(page);
    }

    @Test
    void aLoginThatIsGivenUpLosesNoLine() throws Exception {
        try (PipedOutputStream typed = new PipedOutputStream();
                PipedInputStream in = new PipedInputStream(typed)) {
            Thread first = Thread.ofVirtual().start(() -> {
                try {
                    new PrintedBrowser(in, nowhere).open(PAGE_BACK);
                } catch (IOException | InterruptedException e) {
                    // Given up, as it shall be.
                }
            });
            Waiting.until("it waits", () -> first.getState() == Thread.State.WAITING);
            first.interrupt();
            assertThat(first.join(Duration.ofSeconds(10))).isTrue();

            String right = "http://127.0.0.1:3000/callback?code=c&state=s1";
            typed.write((right + "\n").getBytes(StandardCharsets.UTF_8));
            typed.flush();

            assertThat(new PrintedBrowser(in, nowhere).open(PAGE_BACK)).contains(URI.create(right));
        }
    }
}
