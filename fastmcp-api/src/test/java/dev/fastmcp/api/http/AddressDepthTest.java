package dev.fastmcp.api.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** All addresses are literals: no name is looked up. */
class AddressDepthTest {

    @ParameterizedTest
    @CsvSource({
        "93.184.216.34,          PUBLIC",
        "172.15.0.1,             PUBLIC",
        "172.32.0.1,             PUBLIC",
        "100.63.255.255,         PUBLIC",
        "100.128.0.1,            PUBLIC",
        "2606:2800:220:1::1,     PUBLIC",
        "10.0.0.1,               PRIVATE",
        "172.16.0.1,             PRIVATE",
        "172.31.255.255,         PRIVATE",
        "192.168.1.1,            PRIVATE",
        "100.64.0.1,             PRIVATE",
        "100.127.255.255,        PRIVATE",
        "0.0.0.1,                PRIVATE",
        "fc00::1,                PRIVATE",
        "fdff:1::1,              PRIVATE",
        "fec0::1,                PRIVATE",
        "127.0.0.1,              LOOPBACK",
        "127.255.0.9,            LOOPBACK",
        "0.0.0.0,                LOOPBACK",
        "::1,                    LOOPBACK",
        "::,                     LOOPBACK",
        "169.254.169.254,        LINK_LOCAL",
        "fe80::1,                LINK_LOCAL",
        "febf::1,                LINK_LOCAL",
        // IPv4 within IPv6: mapped, compatible, NAT64, 6to4
        "::ffff:10.0.0.1,        PRIVATE",
        "::ffff:127.0.0.1,       LOOPBACK",
        "::ffff:169.254.169.254, LINK_LOCAL",
        "::ffff:93.184.216.34,   PUBLIC",
        "::10.0.0.1,             PRIVATE",
        "64:ff9b::10.0.0.1,      PRIVATE",
        "64:ff9b::a9fe:a9fe,     LINK_LOCAL",
        "64:ff9b::7f00:1,        LOOPBACK",
        "64:ff9b::93.184.216.34, PUBLIC",
        "2002:a9fe:a9fe::1,      LINK_LOCAL",
        "2002:0a00:0001::1,      PRIVATE",
        "2002:5db8:d822::1,      PUBLIC",
    })
    void knowsHowDeepInsideAnAddressIs(String literal, AddressDepth depth) throws UnknownHostException {
        assertThat(AddressDepth.of(InetAddress.getByName(literal))).isEqualTo(depth);
        assertThat(AddressDepth.ofHost(literal)).isEqualTo(depth);
    }

    @Test
    void readsHostsAsAddressesWriteThem() {
        assertThat(AddressDepth.ofHost("[fd00::1]")).isEqualTo(AddressDepth.PRIVATE);
        assertThat(AddressDepth.ofHost("localhost")).isEqualTo(AddressDepth.LOOPBACK);
    }

    @Test
    void givesNoRightsToHostsThatCannotBeFound() {
        assertThat(AddressDepth.ofHost("no such host")).isEqualTo(AddressDepth.PUBLIC);
    }

    @ParameterizedTest
    @CsvSource({
        "93.184.216.34,   https://n.example/x,      https://8.8.8.8/mcp,       true",
        "10.0.0.1,        https://n.example/x,      https://8.8.8.8/mcp,       false",
        "127.0.0.1,       https://n.example/x,      https://8.8.8.8/mcp,       false",
        "169.254.169.254, https://n.example/x,      https://8.8.8.8/mcp,       false",
        "fd00::1,         https://n.example/x,      https://8.8.8.8/mcp,       false",
        "10.0.0.1,        https://n.example/x,      https://192.168.0.1/mcp,   true",
        "127.0.0.1,       https://n.example/x,      https://192.168.0.1/mcp,   false",
        "127.0.0.1,       http://localhost:2/x,     http://127.0.0.1:1/mcp,    true",
        "10.0.0.1,        https://n.example/x,      http://127.0.0.1:1/mcp,    true",
        "169.254.169.254, https://n.example/x,      http://127.0.0.1:1/mcp,    false",
        // The server's own origin is what the user gave.
        "169.254.1.1,     https://169.254.1.1/auth, https://169.254.1.1/mcp,   true",
        "10.0.0.1,        https://10.0.0.1/auth,    https://10.0.0.1/mcp,      true",
    })
    void letsNamesLeadNoDeeperInsideThanTheServerIs(String address, URI named, URI server, boolean allowed)
            throws UnknownHostException {
        assertThat(UrlPolicy.DEFAULT.allows(InetAddress.getByName(address), named, server))
                .isEqualTo(allowed);
    }

    @Test
    void leavesAddressesToPoliciesThatCare() throws UnknownHostException {
        UrlPolicy careless = (named, server) -> true;
        URI any = URI.create("https://n.example");

        assertThat(careless.allows(InetAddress.getByName("169.254.169.254"), any, any))
                .isTrue();
    }
}
