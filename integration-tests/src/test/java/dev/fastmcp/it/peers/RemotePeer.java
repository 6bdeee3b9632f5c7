package dev.fastmcp.it.peers;

import static dev.fastmcp.api.ProtocolVersion.V2025_06_18;
import static dev.fastmcp.api.ProtocolVersion.V2025_11_25;
import static dev.fastmcp.api.ProtocolVersion.V2026_07_28;

import dev.fastmcp.api.Era;
import dev.fastmcp.api.ProtocolVersion;
import java.util.EnumSet;
import java.util.Set;
import java.util.stream.Stream;

/**
 * A server of ours together with the era that is asked for.
 *
 * @param recipe the server
 * @param era the era the client asks for
 * @param version the version that they agree on
 * @param kind what the server is made with
 * @param lacking what this combination cannot do
 */
record RemotePeer(ServerRecipe recipe, Era era, ProtocolVersion version, Kind kind, Set<Ability> lacking) {

    /** What servers are made with. */
    enum Kind {
        TYPESCRIPT_SDK("stepMillis"),
        NPM_FASTMCP("stepMillis"),
        PYPI_FASTMCP("step_millis");

        private final String stepArgument;

        Kind(String stepArgument) {
            this.stepArgument = stepArgument;
        }

        String stepArgument() {
            return stepArgument;
        }
    }

    /** What not every server does. */
    enum Ability {
        /** Progress reaches the client while a call goes on. */
        PROGRESS,
        /** Log messages reach the client. */
        LOG,
        /** A tool stops when its call is cancelled. */
        CANCELLATION,
        /** It speaks the other era as well. */
        OTHER_ERA,
        /** Its tools see the headers of HTTP requests. */
        CLIENT_HEADERS,
        /** Its tools see the headers of each call, and not those of the event stream. */
        CALL_HEADERS,
        /** It answers hundreds of calls in a moment; the others make a server for each request, and are asked less. */
        SPEED
    }

    /** All combinations; those with the same server follow each other. */
    static Stream<RemotePeer> all() {
        return Stream.of(typescript(), npm(), fastMcp2(), fastMcp4()).flatMap(peers -> peers);
    }

    private static Stream<RemotePeer> typescript() {
        ServerRecipe both = ServerRecipe.modern();
        ServerRecipe modernOnly = ServerRecipe.modern("--modern-only");
        ServerRecipe json = ServerRecipe.modern("--answers=json");
        ServerRecipe legacyJson = ServerRecipe.modern("--legacy-only", "--answers=json");
        return Stream.of(
                typescript(both, Era.AUTO, V2026_07_28),
                typescript(both, Era.LEGACY, V2025_11_25, Ability.CANCELLATION, Ability.SPEED),
                typescript(modernOnly, Era.AUTO, V2026_07_28, Ability.OTHER_ERA, Ability.SPEED),
                typescript(ServerRecipe.modern("--legacy-only"), Era.AUTO, V2025_11_25, Ability.OTHER_ERA),
                typescript(legacyJson, Era.AUTO, V2025_11_25, Ability.PROGRESS, Ability.LOG),
                typescript(json, Era.AUTO, V2026_07_28, Ability.PROGRESS, Ability.LOG, Ability.SPEED),
                typescript(ServerRecipe.modern("--answers=sse"), Era.AUTO, V2026_07_28, Ability.SPEED));
    }

    private static RemotePeer typescript(ServerRecipe recipe, Era era, ProtocolVersion version, Ability... lacking) {
        return of(recipe, era, version, Kind.TYPESCRIPT_SDK, lacking);
    }

    /** Its tools see the headers of a request only if there is somebody who authenticates it. */
    private static Stream<RemotePeer> npm() {
        ServerRecipe stateful = ServerRecipe.fastMcpForNode("--authenticate");
        return Stream.of(
                npm(stateful, Ability.OTHER_ERA),
                npm(stateful.bySse(), Ability.CALL_HEADERS),
                npm(
                        ServerRecipe.fastMcpForNode("--authenticate", "--stateless"),
                        Ability.LOG,
                        Ability.CANCELLATION,
                        Ability.SPEED),
                npm(ServerRecipe.fastMcpForNode("--authenticate", "--json"), Ability.PROGRESS));
    }

    private static RemotePeer npm(ServerRecipe recipe, Ability... lacking) {
        return of(recipe, Era.AUTO, V2025_11_25, Kind.NPM_FASTMCP, lacking);
    }

    private static Stream<RemotePeer> fastMcp2() {
        return Stream.of(
                fastMcp2(ServerRecipe.fastMcp2("--http"), Ability.OTHER_ERA),
                fastMcp2(ServerRecipe.fastMcp2("--http", "--stateless"), Ability.CANCELLATION, Ability.SPEED),
                fastMcp2(ServerRecipe.fastMcp2("--http", "--json"), Ability.PROGRESS, Ability.LOG),
                fastMcp2(ServerRecipe.fastMcp2("--sse"), Ability.CALL_HEADERS, Ability.OTHER_ERA),
                fastMcp2(
                        ServerRecipe.fastMcp2("--websocket"),
                        Ability.CLIENT_HEADERS,
                        Ability.CALL_HEADERS,
                        Ability.OTHER_ERA));
    }

    private static RemotePeer fastMcp2(ServerRecipe recipe, Ability... lacking) {
        return of(recipe, Era.AUTO, V2025_06_18, Kind.PYPI_FASTMCP, lacking);
    }

    /** HTTP+SSE is a transport of the legacy era, whatever a server would accept over it. */
    private static Stream<RemotePeer> fastMcp4() {
        ServerRecipe stateful = ServerRecipe.fastMcp4("--http");
        ServerRecipe stateless = ServerRecipe.fastMcp4("--http", "--stateless");
        ServerRecipe json = ServerRecipe.fastMcp4("--http", "--json");
        return Stream.of(
                fastMcp4(stateful, Era.AUTO, V2026_07_28),
                fastMcp4(stateful, Era.LEGACY, V2025_11_25),
                fastMcp4(stateless, Era.AUTO, V2026_07_28, Ability.SPEED),
                fastMcp4(stateless, Era.LEGACY, V2025_11_25, Ability.SPEED),
                fastMcp4(json, Era.AUTO, V2026_07_28, Ability.PROGRESS, Ability.LOG, Ability.CANCELLATION),
                fastMcp4(json, Era.LEGACY, V2025_11_25, Ability.PROGRESS, Ability.LOG),
                fastMcp4(ServerRecipe.fastMcp4("--sse"), Era.AUTO, V2025_11_25, Ability.CALL_HEADERS));
    }

    private static RemotePeer fastMcp4(ServerRecipe recipe, Era era, ProtocolVersion version, Ability... lacking) {
        return of(recipe, era, version, Kind.PYPI_FASTMCP, lacking);
    }

    private static RemotePeer of(ServerRecipe recipe, Era era, ProtocolVersion version, Kind kind, Ability... lacking) {
        Set<Ability> set = EnumSet.noneOf(Ability.class);
        set.addAll(Set.of(lacking));
        return new RemotePeer(recipe, era, version, kind, set);
    }

    boolean can(Ability ability) {
        return !lacking.contains(ability);
    }

    @Override
    public String toString() {
        return recipe + ", " + era;
    }
}
