package dev.fastmcp.api;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ProtocolVersionTest {

    @Test
    void findsVersionsByTheirExactNamesOnly() {
        assertThat(ProtocolVersion.ofWireName("2025-06-18")).contains(ProtocolVersion.V2025_06_18);
        assertThat(ProtocolVersion.ofWireName("2025-06-18\r\n")).isEmpty();
        assertThat(ProtocolVersion.ofWireName("draft")).isEmpty();
    }

    @Test
    void knowsTheNewestVersionOfEachEra() {
        assertThat(ProtocolVersion.newest(Era.LEGACY)).isEqualTo(ProtocolVersion.V2025_11_25);
        assertThat(ProtocolVersion.newest(Era.MODERN)).isEqualTo(ProtocolVersion.V2026_07_28);
        assertThat(ProtocolVersion.newest(Era.AUTO)).isEqualTo(ProtocolVersion.V2026_07_28);
    }
}
