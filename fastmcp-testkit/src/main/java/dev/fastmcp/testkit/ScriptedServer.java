package dev.fastmcp.testkit;

import dev.fastmcp.api.Era;
import dev.fastmcp.api.spi.ClientTransport;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A small MCP server for tests, which does what it is told, right or wrong. It knows the handshake of the legacy era, {@code server/discover}, {@code ping},
 * {@code tools/list} and {@code tools/call}; everything else is up to its scripts.
 *
 * <pre>{@code
 * ScriptedServer server = ScriptedServer.speaking(Era.MODERN)
 *         .onTool("weather", call -> call.text("sunny in " + call.arguments().get("city")));
 * try (ClientSession session = Client.connect(server.transport())) {
 *     assertThat(session.callTool("weather", Map.of("city", "Oslo")).text()).isEqualTo("sunny in Oslo");
 * }
 * }</pre>
 *
 * <p>{@link #faulty} has these tools, by which the client chooses the fault; arguments in brackets:
 *
 * <ul>
 *   <li>{@code echo} (text), {@code add} (a, b), {@code big} (length): answer, as they should
 *   <li>{@code delay} (millis, text): answers later; what is asked meanwhile is answered before
 *   <li>{@code drop}: never answers
 *   <li>{@code late}: answers when it is told that the request is cancelled
 *   <li>{@code junk}: answers, after a text that is no message
 *   <li>{@code unknown-id}: answers, after an answer to a request that nobody made
 *   <li>{@code string-id}: answers with the id as a string, where it was a number
 *   <li>{@code null-id}: answers with an error without an id
 *   <li>{@code malformed}: answers with neither result nor error
 *   <li>{@code both}: answers with a result and an error at the same time
 *   <li>{@code hang-up}: ends the connection
 *   <li>{@code leave}: answers, and then ends the connection
 *   <li>{@code freeze} (millis): answers, and then does not read for this long
 *   <li>{@code progress} (steps): reports progress 1, 2, 3, … and answers
 *   <li>{@code flood} (count): sends log messages numbered from 1, and answers
 *   <li>{@code ask} (method): sends a request of that name, and answers with the JSON text of the response
 *   <li>{@code heard}: answers with the names of what the client has sent so far, one a line; a tool's own name stands for {@code tools/call}
 * </ul>
 *
 * <p>Thread-safe. Needs {@code fastmcp-core} at run time, to read JSON.
 */
public final class ScriptedServer {

    private final Era era;
    private final Map<String, Script> methods = new ConcurrentHashMap<>();
    private final Map<String, Script> tools = new ConcurrentSkipListMap<>();

    private ScriptedServer(Era era) {
        this.era = Objects.requireNonNull(era, "era");
    }

    /**
     * Returns a server without tools.
     *
     * @param era what the server speaks; {@link Era#AUTO} stands for both
     * @return the server
     */
    public static ScriptedServer speaking(Era era) {
        return new ScriptedServer(era);
    }

    /**
     * Returns a server with the tools listed above.
     *
     * @param era what the server speaks; {@link Era#AUTO} stands for both
     * @return the server
     */
    public static ScriptedServer faulty(Era era) {
        ScriptedServer server = speaking(era);
        FaultyTools.addTo(server);
        return server;
    }

    /**
     * Says how to react to requests of a name, instead of what the server knows by itself.
     *
     * @param method such as {@code resources/list}
     * @param script what to do
     * @return this server
     */
    public ScriptedServer on(String method, Script script) {
        methods.put(method, Objects.requireNonNull(script, "script"));
        return this;
    }

    /**
     * Adds a tool, or replaces it.
     *
     * @param name of the tool; it is listed with a schema that allows everything
     * @param script what to do when it is called
     * @return this server
     */
    public ScriptedServer onTool(String name, Script script) {
        tools.put(name, Objects.requireNonNull(script, "script"));
        return this;
    }

    /**
     * Begins a conversation with one client, over whatever connection the caller has.
     *
     * @param outlet takes what the server says
     * @return the conversation, to be given what the client says
     */
    public ScriptedConversation converse(Outlet outlet) {
        return new ScriptedConversation(this, outlet);
    }

    /**
     * Talks to one client over streams, one message a line, until the client or the server ends the connection. Writes each message in two parts, since
     * nothing entitles a client to get it in one.
     *
     * @param in what the client says
     * @param out what the server says
     * @throws IOException if reading fails
     */
    public void serve(InputStream in, OutputStream out) throws IOException {
        new LineServer(in, out).run(this);
    }

    /**
     * Returns a transport to this server that needs no connection: messages change hands as texts. Each channel is a conversation of its own.
     *
     * @return a new transport
     */
    public ClientTransport transport() {
        return new ScriptedTransport(this);
    }

    /**
     * Returns a command that starts {@link #faulty} as a process which speaks on its standard input and output. It uses the Java and the class path, or module
     * path, of this process.
     *
     * @param era what the server speaks
     * @return program and arguments
     */
    public static List<String> command(Era era) {
        String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        String classPath = Stream.of("java.class.path", "jdk.module.path")
                .map(name -> System.getProperty(name, ""))
                .filter(path -> !path.isEmpty())
                .collect(Collectors.joining(File.pathSeparator));
        return List.of(
                java,
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-cp",
                classPath,
                ScriptedServer.class.getName(),
                era.name().toLowerCase(Locale.ROOT));
    }

    /**
     * Runs {@link #faulty} on standard input and output until the input ends.
     *
     * @param arguments the era: {@code legacy}, {@code modern}, or by default {@code auto}
     * @throws IOException if reading fails
     * @throws IllegalArgumentException if there is no such era
     */
    public static void main(String[] arguments) throws IOException {
        Era era = arguments.length == 0 ? Era.AUTO : Era.valueOf(arguments[0].toUpperCase(Locale.ROOT));
        faulty(era).serve(System.in, System.out);
    }

    Era era() {
        return era;
    }

    @Nullable
    Script method(String name) {
        return methods.get(name);
    }

    @Nullable
    Script tool(String name) {
        return tools.get(name);
    }

    List<String> toolNames() {
        return List.copyOf(tools.keySet());
    }
}
