package dev.fastmcp.it.peers;

import dev.fastmcp.api.Client;
import dev.fastmcp.api.Era;
import dev.fastmcp.api.spi.ClientTransport;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * A server of ours that asks its client, together with the era and the transport.
 *
 * @param name what reports call it
 * @param recipe how it is started so that it listens; empty if the transport starts it
 * @param transport starts it; without effect if there is a recipe
 * @param era the era that the client asks for
 * @param asking its tool that asks the user
 * @param stepArgument the name of an argument of its tool {@code slow}
 */
record AskingPeer(
        String name,
        Optional<ServerRecipe> recipe,
        Supplier<? extends ClientTransport> transport,
        Era era,
        String asking,
        String stepArgument) {

    private static final String CONFIRM = "confirm";
    private static final String ASK = "ask";

    /** Each transport, in each era that a real server speaks over it. */
    static Stream<AskingPeer> all() {
        return Stream.of(
                piped("TypeScript SDK", Peers::modern, Era.LEGACY, CONFIRM, "stepMillis"),
                piped("TypeScript SDK", Peers::modern, Era.MODERN, CONFIRM, "stepMillis"),
                piped("FastMCP 4", Peers::fastMcp4ByPython, Era.LEGACY, ASK, "step_millis"),
                piped("FastMCP 4", Peers::fastMcp4ByPython, Era.MODERN, CONFIRM, "step_millis"),
                remote(ServerRecipe.modern("--legacy-only"), Era.LEGACY, CONFIRM, "stepMillis"),
                remote(ServerRecipe.modern(), Era.MODERN, CONFIRM, "stepMillis"),
                remote(ServerRecipe.fastMcp4("--http"), Era.LEGACY, ASK, "step_millis"),
                remote(ServerRecipe.fastMcp4("--http"), Era.MODERN, CONFIRM, "step_millis"),
                remote(ServerRecipe.fastMcp2("--sse"), Era.LEGACY, ASK, "step_millis"),
                remote(ServerRecipe.fastMcp4("--sse"), Era.LEGACY, ASK, "step_millis"),
                remote(ServerRecipe.fastMcp2("--websocket"), Era.LEGACY, ASK, "step_millis"));
    }

    private static AskingPeer piped(
            String name, Supplier<? extends ClientTransport> transport, Era era, String asking, String stepArgument) {
        return new AskingPeer(name + " --stdio", Optional.empty(), transport, era, asking, stepArgument);
    }

    private static AskingPeer remote(ServerRecipe recipe, Era era, String asking, String stepArgument) {
        return new AskingPeer(
                recipe.toString(),
                Optional.of(recipe),
                () -> {
                    throw new AssertionError(recipe + " is known by its address");
                },
                era,
                asking,
                stepArgument);
    }

    /** Starts to build a client; the server is one that was started by the recipe, if there is one. */
    Client.Builder<?> client(Optional<ServerProcess> server) {
        Client.Builder<?> builder = server.isPresent()
                ? server.get().client()
                : Client.builder(transport.get())
                        .connectTimeout(Duration.ofSeconds(60))
                        .probeTimeout(Duration.ofSeconds(30));
        return builder.era(era);
    }

    /** Tells whether its list of tools can grow. */
    boolean grows() {
        return stepArgument.equals("stepMillis");
    }

    @Override
    public String toString() {
        return name + ", " + era;
    }
}
