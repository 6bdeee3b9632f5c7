package dev.fastmcp.api.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class UrlPolicyTest {

    @ParameterizedTest
    @CsvSource({
        "https://a.example/x,          https://b.example, true",
        "http://a.example/x,           http://a.example,  true",
        "http://a.example:80/x,        http://A.example,  true",
        "http://a.example:81/x,        http://a.example,  false",
        "http://a.example/x,           https://a.example, false",
        "http://b.example/x,           http://a.example,  false",
        "http://127.0.0.1:1/x,         http://localhost:2, true",
        "http://[::1]:1/x,             http://127.0.0.1:2, true",
        "http://127.0.0.1/x,           https://a.example, false",
        "https://127.0.0.1/x,          https://a.example, false",
        "https://10.0.0.1/x,           https://a.example, false",
        "https://192.168.1.1/x,        https://a.example, false",
        "https://172.20.1.1/x,         https://a.example, false",
        "https://172.32.1.1/x,         https://a.example, true",
        "https://169.254.169.254/meta, https://a.example, false",
        "https://[fe80::1]/x,          https://a.example, false",
        "https://[fd00::1]/x,          https://a.example, false",
        "https://[::ffff:10.0.0.1]/x,  https://a.example, false",
        "https://10.0.0.1/x,           https://localhost, true",
        "https://10.0.0.1/x,           http://192.168.0.1, true",
        "https://user@a.example/x,     https://a.example, false",
        "ftp://a.example/x,            https://a.example, false",
        "file:///etc/passwd,           https://a.example, false",
        "javascript:alert(1),          https://a.example, false",
    })
    void allowsByDefaultWhatTheServerItselfCouldReach(String named, String server, boolean allowed) {
        assertThat(UrlPolicy.DEFAULT.allows(URI.create(named), URI.create(server)))
                .isEqualTo(allowed);
    }
}
