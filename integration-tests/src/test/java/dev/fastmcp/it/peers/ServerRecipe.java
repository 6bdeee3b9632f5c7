package dev.fastmcp.it.peers;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;

/**
 * How one real server is started so that it listens on a port.
 *
 * @param name what reports call it
 * @param address its URL, with {@value #PORT} for the port
 * @param ready what the line says that it prints when it accepts connections
 * @param command the command, with {@value #PORT} for the port
 * @param environment variables, with {@value #PORT} for the port
 */
record ServerRecipe(String name, String address, String ready, List<String> command, Map<String, String> environment) {

    private static final String PORT = "{port}";
    private static final String MCP = "http://127.0.0.1:" + PORT + "/mcp";
    private static final String SSE = "http://127.0.0.1:" + PORT + "/sse";
    private static final String WEB_SOCKET = "ws://127.0.0.1:" + PORT + "/ws";
    private static final String LISTENING = "listening on ";

    /** The reference server of TypeScript SDK v1, with {@code streamableHttp} or {@code sse}. */
    static ServerRecipe everything(String transport) {
        boolean sse = transport.equals("sse");
        return new ServerRecipe(
                "everything " + transport,
                sse ? SSE : MCP,
                sse ? "Server is running on port" : "Server listening on port",
                List.of("node", Peers.official("server-everything").toString(), transport),
                Map.of("PORT", PORT));
    }

    /** The server of our own on TypeScript SDK v2. */
    static ServerRecipe modern(String... options) {
        return script("modern", List.of("node", Peers.NPM.resolve("modern.mjs").toString()), "--http", options);
    }

    /** The server of our own on npm fastmcp; it also serves {@code /sse}, see {@link #bySse()}. */
    static ServerRecipe fastMcpForNode(String... options) {
        return script(
                "npm fastmcp",
                List.of("node", Peers.NPM.resolve("fastmcp-node.mjs").toString()),
                "--http",
                options);
    }

    /** The server of our own on PyPI fastmcp 2, with {@code --http}, {@code --sse} or {@code --websocket}. */
    static ServerRecipe fastMcp2(String transport, String... options) {
        return python("FastMCP 2", "fastmcp2", transport, options);
    }

    /** The server of our own on PyPI fastmcp 4, with {@code --http} or {@code --sse}. */
    static ServerRecipe fastMcp4(String transport, String... options) {
        return python("FastMCP 4", "fastmcp4", transport, options).with(Peers.QUIET);
    }

    /** The server of our own on PyPI fastmcp 4 with its tasks, with {@code --http}. */
    static ServerRecipe fastMcp4Tasks(String transport) {
        String source = Peers.SOURCES.resolve("fastmcp4_tasks_server.py").toString();
        return script("FastMCP 4 with tasks", List.of(Peers.python("fastmcp4tasks", "python"), source), transport)
                .with(Peers.QUIET);
    }

    private static ServerRecipe python(String name, String environment, String transport, String... options) {
        String source = Peers.SOURCES.resolve(environment + "_server.py").toString();
        return script(name, List.of(Peers.python(environment, "python"), source), transport, options);
    }

    private static ServerRecipe script(String name, List<String> program, String transport, String... options) {
        List<String> command = new ArrayList<>(program);
        command.add(transport + "=" + PORT);
        command.addAll(List.of(options));
        String address = switch (transport) {
            case "--sse" -> SSE;
            case "--websocket" -> WEB_SOCKET;
            default -> MCP;
        };
        List<String> words = new ArrayList<>(List.of(name, transport));
        words.addAll(List.of(options));
        return new ServerRecipe(String.join(" ", words), address, LISTENING, List.copyOf(command), Map.of());
    }

    /** The same server, spoken to with HTTP+SSE. */
    ServerRecipe bySse() {
        return new ServerRecipe(name + " /sse", SSE, ready, command, environment);
    }

    /** The same server with more environment variables. */
    ServerRecipe with(Map<String, String> variables) {
        Map<String, String> all = new LinkedHashMap<>(environment);
        all.putAll(variables);
        return new ServerRecipe(name, address, ready, command, Map.copyOf(all));
    }

    /** Starts the server on a free port and waits until it accepts connections. */
    ServerProcess start() throws Exception {
        return new ServerProcess(this, freePort());
    }

    /** Below the ports that systems take for outgoing connections: nobody may get this one while the server restarts. */
    private static int freePort() throws Exception {
        for (int attempt = 0; attempt < 100; attempt++) {
            int port = ThreadLocalRandom.current().nextInt(12_000, 32_000);
            try (ServerSocket socket = new ServerSocket()) {
                socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
                return port;
            } catch (java.net.BindException occupied) {
                // Another one then.
            }
        }
        throw new AssertionError("no free port found between 12000 and 32000");
    }

    static String atPort(String text, int port) {
        return text.replace(PORT, Integer.toString(port));
    }

    @Override
    public String toString() {
        return name;
    }
}
