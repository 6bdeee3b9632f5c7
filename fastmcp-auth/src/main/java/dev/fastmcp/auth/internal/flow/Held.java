package dev.fastmcp.auth.internal.flow;

import dev.fastmcp.auth.internal.store.StoredTokens;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;

/** The tokens in use, and how they were come by: that decides what to do if the server refuses them. */
final class Held {

    /** How tokens were come by, the most convincing way last. */
    enum Source {
        STORED,
        RENEWED,
        ISSUED
    }

    private final StoredTokens tokens;
    private final Source source;
    private final Set<String> asked;
    private final boolean askedHere;
    private final AtomicInteger uses = new AtomicInteger();

    /**
     * Holds tokens.
     *
     * @param asked the scopes that were asked for, which may be more than were granted
     * @param askedHere whether that was in this process
     */
    private Held(StoredTokens tokens, Source source, Set<String> asked, boolean askedHere) {
        this.tokens = tokens;
        this.source = source;
        this.asked = asked;
        this.askedHere = askedHere;
    }

    static Held stored(StoredTokens tokens) {
        return new Held(tokens, Source.STORED, tokens.scopes(), false);
    }

    static Held issued(StoredTokens tokens, Set<String> asked) {
        return new Held(tokens, Source.ISSUED, asked, true);
    }

    /** A renewal leaves the scopes as they were. */
    Held renewed(StoredTokens tokens) {
        return new Held(tokens, Source.RENEWED, asked, askedHere);
    }

    StoredTokens tokens() {
        return tokens;
    }

    Set<String> asked() {
        return asked;
    }

    void used() {
        uses.incrementAndGet();
    }

    /** True if they are as good as this client can get that way, so that getting them so once more is of no use. */
    boolean cameBy(Source way, int attempt) {
        return source == way && (attempt > 1 || uses.get() <= 1);
    }

    /** True if they were got in this process, and no request can have succeeded with them yet. */
    boolean justObtained() {
        return source != Source.STORED && uses.get() <= 1;
    }

    /** True if this process has asked for all these scopes already, so that asking once more is of no use. */
    boolean hasAskedFor(Set<String> scopes) {
        return askedHere && asked.containsAll(scopes);
    }
}
