package dev.fastmcp.core.protocol;

import dev.fastmcp.api.ProtocolVersion;
import dev.fastmcp.api.error.McpException;
import dev.fastmcp.api.model.DiscoverResult;
import java.util.List;
import java.util.Optional;

/** What follows from a probe. */
sealed interface Verdict {

    /** The server speaks the modern protocol, and described itself. */
    record Modern(ProtocolVersion version, DiscoverResult description) implements Verdict {}

    /** The server is modern, but wants to be asked in this version. */
    record AskAgain(ProtocolVersion version) implements Verdict {}

    /** Shake hands on the same connection. */
    record Legacy() implements Verdict {}

    /** Start the server again and shake hands without asking first. */
    record LegacyAfterRestart() implements Verdict {}

    /** There is no version in common: the server offers these, or finds fault with the question. */
    record Incompatible(List<String> offered, Optional<String> fault) implements Verdict {}

    /** The attempt failed in a way that says nothing about the era: the server is ill, wants credentials, or finds fault with the request. */
    record Inconclusive(McpException cause) implements Verdict {}
}
