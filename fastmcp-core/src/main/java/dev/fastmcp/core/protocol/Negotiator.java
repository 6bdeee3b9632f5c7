package dev.fastmcp.core.protocol;

import dev.fastmcp.api.Era;
import dev.fastmcp.api.ProtocolVersion;
import dev.fastmcp.api.ServerDescription;
import dev.fastmcp.api.error.DataMappingException;
import dev.fastmcp.api.error.IncompatibleServerException;
import dev.fastmcp.api.error.ProtocolException;
import dev.fastmcp.api.error.ServerText;
import dev.fastmcp.api.json.JsonCodec;
import dev.fastmcp.api.json.JsonValue;
import dev.fastmcp.api.jsonrpc.RequestId;
import dev.fastmcp.api.model.DiscoverResult;
import dev.fastmcp.api.model.Implementation;
import dev.fastmcp.api.spi.Channel;
import dev.fastmcp.api.spi.ChannelContext;
import dev.fastmcp.api.spi.ClientTransport;
import dev.fastmcp.api.spi.Deadline;
import dev.fastmcp.api.spi.MessageCodec;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Opens a channel and finds out how to talk on it: asks the server to describe itself in the modern way, and shakes hands if it does not understand
 * (specification 2026-07-28, "Versioning"). Used by one thread at a time.
 */
public final class Negotiator {

    private static final String SERVER_INFO = "io.modelcontextprotocol/serverInfo";

    private final ClientTransport transport;
    private final ClientOptions options;
    private final MessageCodec messages;
    private final JsonCodec values;
    private final EraClassifier classifier;

    /** Asking this server cost a timeout or a process. */
    private boolean askingIsCostly;

    /** Asking was costly and the handshake worked, so that the next process of the server is not asked. */
    private boolean knownAsLegacy;

    /**
     * Creates a negotiator.
     *
     * @param messages for the channel
     * @param values for what an engine encodes ahead
     */
    public Negotiator(ClientTransport transport, ClientOptions options, MessageCodec messages, JsonCodec values) {
        this.transport = transport;
        this.options = options;
        this.messages = messages;
        this.values = values;
        this.classifier = EraClassifier.of(options);
    }

    /** Connects, within the client's connect timeout. */
    public Connection connect() throws InterruptedException {
        Deadline deadline = Deadline.after(options.connectTimeout());
        Line line = open(deadline);
        Verdict verdict = closingOnFailure(line, () -> shakesHandsUnasked(line) ? new Verdict.Legacy() : ask(line));
        // Silence that took all the time stays silence.
        Line settled = askingIsCostly ? line : line.refreshed();
        if (verdict instanceof Verdict.LegacyAfterRestart) {
            line.channel().close();
            settled = open(deadline);
        }
        return follow(settled, verdict);
    }

    private Line open(Deadline deadline) throws InterruptedException {
        Duration left = deadline.remaining(() -> Line.timedOut(deadline, transport.endpoint()));
        InboundMessages inbound = new InboundMessages(options);
        Channel channel = transport.open(new ChannelContext(
                messages,
                options.limits(),
                inbound,
                left,
                () -> options.handlers().headers()));
        inbound.bind(channel);
        return new Line(channel, inbound, new RequestIds(), deadline, transport.endpoint(), options.handlers())
                .refreshed();
    }

    private boolean shakesHandsUnasked(Line line) {
        return knownAsLegacy || line.channel().traits().legacyOnly() || classifier.acceptsOnly(Era.LEGACY);
    }

    private Verdict ask(Line line) throws InterruptedException {
        Verdict verdict = probe(line, options.preferred(Era.MODERN), 1);
        if (verdict instanceof Verdict.AskAgain(ProtocolVersion version)) {
            verdict = probe(line.refreshed(), version, 2);
        }
        if (verdict instanceof Verdict.AskAgain(ProtocolVersion version)) {
            throw new ProtocolException(
                    line.endpoint() + " first named protocol version " + version + ", then refused it");
        }
        return verdict;
    }

    private Verdict probe(Line line, ProtocolVersion version, int number) throws InterruptedException {
        Map<String, Object> params = new LinkedHashMap<>();
        params.put("_meta", RequestMeta.of(version, options).members(null));
        // A string, so that a late answer cannot be taken for the answer to "initialize".
        RequestId id = RequestId.of("fastmcp-probe-" + number);
        boolean noHurry = classifier.acceptsOnly(Era.MODERN) || line.failureSaysNothing();
        Duration patience = noHurry ? line.timeLeft() : options.probeTimeout();
        ProbeEvidence evidence = line.probe(id, params, patience);
        if (classifier.acceptsOnly(Era.MODERN)) {
            refuseLegacy(line, evidence);
        }
        askingIsCostly = evidence instanceof ProbeEvidence.Silent || evidence instanceof ProbeEvidence.Lost;
        return classifier.classify(evidence);
    }

    private void refuseLegacy(Line line, ProbeEvidence evidence) {
        if (evidence instanceof ProbeEvidence.Lost lost) {
            throw lost.cause();
        }
        if (evidence instanceof ProbeEvidence.Silent) {
            throw Line.timedOut(line.deadline(), line.endpoint());
        }
    }

    private Connection follow(Line line, Verdict verdict) throws InterruptedException {
        return closingOnFailure(line, () -> switch (verdict) {
            case Verdict.Modern modern -> modern(line, modern.version(), modern.description());
            case Verdict.Legacy legacy -> shakeHands(line);
            case Verdict.LegacyAfterRestart restart -> shakeHands(line);
            case Verdict.Incompatible incompatible -> throw incompatible(line, incompatible);
            case Verdict.Inconclusive inconclusive -> throw inconclusive.cause();
            case Verdict.AskAgain again -> throw new IllegalStateException("asked for " + again.version() + " already");
        });
    }

    private Connection shakeHands(Line line) throws InterruptedException {
        if (classifier.acceptsOnly(Era.MODERN)) {
            throw incompatible(line, new Verdict.Incompatible(List.of(), Optional.empty()));
        }
        return switch (new Handshake(line, options, classifier).shake()) {
            case Handshake.Agreed agreed -> {
                knownAsLegacy = askingIsCostly;
                line.inbound().described(agreed.server());
                yield new Connection(line.channel(), new LegacyEngine(line, options, agreed.server()));
            }
            case Handshake.ModernAfterAll modern -> modernAfterAll(line, modern.version());
        };
    }

    private Connection modernAfterAll(Line line, ProtocolVersion version) throws InterruptedException {
        knownAsLegacy = false;
        if (probe(line, version, 3) instanceof Verdict.Modern modern) {
            return modern(line, modern.version(), modern.description());
        }
        throw incompatible(line, new Verdict.Incompatible(List.of(version.wireName()), Optional.empty()));
    }

    private Connection modern(Line line, ProtocolVersion version, DiscoverResult description) {
        line.inbound().forbidRequests();
        line.channel().agreed(version.wireName());
        ServerDescription server = new ServerDescription(
                version, serverInfo(description), description.capabilities(), description.instructions());
        return new Connection(line.channel(), new ModernEngine(line, options, server, values));
    }

    /** The specification has it in {@code _meta}; some servers of the time before its release have it beside the other members. */
    private static Optional<Implementation> serverInfo(DiscoverResult description) {
        Object info =
                description.meta().getOrDefault(SERVER_INFO, description.extra().get("serverInfo"));
        try {
            return Optional.ofNullable(JsonValue.of(info).as(Implementation.class));
        } catch (DataMappingException e) {
            return Optional.empty();
        }
    }

    private IncompatibleServerException incompatible(Line line, Verdict.Incompatible verdict) {
        String theirs = verdict.offered().isEmpty()
                ? "did not answer as the modern protocol says"
                : "offers " + ServerText.excerpt(verdict.offered().toString(), 200);
        return new IncompatibleServerException("No protocol version in common with " + line.endpoint() + ": it "
                + theirs + ", this client was to use " + classifier.acceptable()
                + verdict.fault().map(fault -> ". " + fault).orElse(""));
    }

    private interface Step<R> {
        R run() throws InterruptedException;
    }

    private static <R> R closingOnFailure(Line line, Step<R> step) throws InterruptedException {
        boolean done = false;
        try {
            R result = step.run();
            done = true;
            return result;
        } finally {
            if (!done) {
                line.inbound().stop();
                line.channel().close();
            }
        }
    }
}
