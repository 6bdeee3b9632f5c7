package dev.fastmcp.transport.stdio.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SecretsTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "token",
                "API_TOKEN",
                "--api-key",
                "apiKey",
                "OPENAI_API_KEY",
                "client_secret",
                "dbPassword",
                "PASSWD",
                "GITHUB_PAT",
                "Authorization",
                "AWS_SECRET_ACCESS_KEY_2",
                "credentials",
                "Cookie"
            })
    void namesOfSecretsAreKnown(String name) {
        assertThat(Secrets.isSecretName(name)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"PATH", "--verbose", "keyboard", "tokenizer", "path", "author", "compat"})
    void otherNamesAreNot(String name) {
        assertThat(Secrets.isSecretName(name)).isFalse();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "--port 8080 --verbose | --port 8080 --verbose",
                "--api-key abc --verbose | --api-key *** --verbose",
                "--api-key=abc x | --api-key=*** x",
                "-token abc | -token ***",
                "API_KEY=abc MODE=fast | API_KEY=*** MODE=fast",
                "-e API_KEY=abc | -e API_KEY=***",
                "--env=API_KEY=abc | --env=API_KEY=***",
                "-Ddb.password=abc | -Ddb.password=***",
                "postgresql://me:pa/ss@db/x | postgresql://me:pa/ss@db/x",
                "postgresql://me:pa55@db/x | postgresql://***@db/x",
                "https://h/mcp?token=abc&x=1 | https://h/mcp?token=***",
                "{\"apiKey\":\"abc\"} | {\"apiKey\":\"***",
                "ghp_0123456789abcdefABCD | ***",
                "--no-token server.py | --no-token server.py",
                "--use-key --verbose | --use-key --verbose",
                "@scope/server-token /data | @scope/server-token /data",
            })
    void valuesAreHiddenInCommands(String args, String shown) {
        assertThat(Secrets.display("npx", List.of(args.split(" ")))).isEqualTo("npx " + shown);
    }

    @Test
    void headersAreHiddenWhateverTheirName() {
        assertThat(Secrets.display(
                        "npx", List.of("mcp-remote", "--header", "X-Custom: abc", "-H", "Authorization: Bearer abc")))
                .isEqualTo("npx mcp-remote --header \"X-Custom: ***\" -H \"Authorization: ***\"");
    }

    @Test
    void commandIsShownOnOneLineOfBoundedLength() {
        assertThat(Secrets.display("my server", List.of("", "a\nb\u001b[31m", "x".repeat(100))))
                .isEqualTo("\"my server\" \"\" a\\u000ab " + "x".repeat(80) + "…");
        assertThat(Secrets.display("p", Collections.nCopies(10, "y".repeat(80))))
                .hasSize(401)
                .endsWith("y…");
    }

    @Test
    void knownValuesAreHiddenInText() {
        List<String> known = Secrets.known(
                Map.of("API_TOKEN", "s3cret-s3cret", "MODE", "fast", "OTHER_KEY", "on"),
                List.of("--password", "pass phrase", "--key=k3yk3y", "-H", "X: header-value", "plain"));

        assertThat(known).containsExactly("s3cret-s3cret", "header-value", "pass phrase", "k3yk3y");
        assertThat(Secrets.scrub("login s3cret-s3cret k3yk3y 'pass phrase' fast on plain", known))
                .isEqualTo("login *** *** '***' fast on plain");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "KeyError: 'name' | KeyError: 'name'",
                "set OPENAI_API_KEY or give a token | set OPENAI_API_KEY or give a token",
                "OPENAI_API_KEY=abc123 is wrong | OPENAI_API_KEY=*** is wrong",
                "{\"token\": \"abc123\", \"n\": 1} | {\"token\": \"***\", \"n\": 1}",
                "Authorization: Bearer abc123def | Authorization: ***",
                "got Bearer abc123def, sorry | got Bearer ***, sorry",
                "cannot reach https://u:p@h/x | cannot reach https://***@h/x",
                "key sk-abcdefghijklmnop leaked | key *** leaked",
                "File \"/x/server.py\", line 3 | File \"/x/server.py\", line 3",
            })
    void secretsAreHiddenInTextByTheirForm(String text, String shown) {
        assertThat(Secrets.scrub(text, List.of())).isEqualTo(shown);
    }
}
