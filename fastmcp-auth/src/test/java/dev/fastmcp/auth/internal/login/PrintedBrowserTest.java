package dev.fastmcp.auth.internal.login;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

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
}
