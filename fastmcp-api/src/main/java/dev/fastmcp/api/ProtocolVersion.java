package dev.fastmcp.api;

import java.util.Arrays;
import java.util.Optional;

/** The released versions of the Model Context Protocol, oldest first. */
public enum ProtocolVersion {
    /** The first release. */
    V2024_11_05("2024-11-05", Era.LEGACY),
    /** Streamable HTTP, authorization, audio, tool annotations. */
    V2025_03_26("2025-03-26", Era.LEGACY),
    /** Structured tool results, elicitation, resource links. */
    V2025_06_18("2025-06-18", Era.LEGACY),
    /** Icons, URL elicitation, sampling with tools, experimental tasks. */
    V2025_11_25("2025-11-25", Era.LEGACY),
    /** The stateless protocol. */
    V2026_07_28("2026-07-28", Era.MODERN);

    private final String wireName;
    private final Era era;

    ProtocolVersion(String wireName, Era era) {
        this.wireName = wireName;
        this.era = era;
    }

    /**
     * Returns the name used in messages.
     *
     * @return a date such as {@code 2025-11-25}
     */
    public String wireName() {
        return wireName;
    }

    /**
     * Returns the era this version belongs to.
     *
     * @return {@link Era#LEGACY} or {@link Era#MODERN}
     */
    public Era era() {
        return era;
    }

    /**
     * Finds a version by the name used in messages.
     *
     * @param wireName an exact name
     * @return the version, if it is known
     */
    public static Optional<ProtocolVersion> ofWireName(String wireName) {
        return Arrays.stream(values())
                .filter(version -> version.wireName.equals(wireName))
                .findFirst();
    }

    /**
     * Returns the newest version of an era.
     *
     * @param era {@link Era#AUTO} stands for all
     * @return the version
     */
    public static ProtocolVersion newest(Era era) {
        return era == Era.LEGACY ? V2025_11_25 : V2026_07_28;
    }

    /** Returns the name used in messages. */
    @Override
    public String toString() {
        return wireName;
    }
}
