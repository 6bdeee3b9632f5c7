package dev.fastmcp.it.peers;

import dev.fastmcp.transport.stdio.FastMcpStdioTransport;
import dev.fastmcp.transport.stdio.NodeStdioTransport;
import dev.fastmcp.transport.stdio.NpxStdioTransport;
import dev.fastmcp.transport.stdio.PythonStdioTransport;
import dev.fastmcp.transport.stdio.StdioTransport;
import dev.fastmcp.transport.stdio.UvStdioTransport;
import dev.fastmcp.transport.stdio.UvxStdioTransport;
import java.nio.file.Path;
import java.util.Map;

/** The real servers that {@code integration-tests/servers/install} installs, each as a transport. */
final class Peers {

    static final Path INSTALLED = Path.of("target", "servers").toAbsolutePath();
    static final Path SOURCES = Path.of("servers").toAbsolutePath();
    static final Path NPM = INSTALLED.resolve("npm");
    private static final Path OFFICIAL = NPM.resolve("node_modules").resolve("@modelcontextprotocol");
    private static final Path UV = INSTALLED.resolve("uv").resolve("bin");

    /** FastMCP 4 would ask the network for a newer version of itself. */
    static final Map<String, String> QUIET = Map.of("FASTMCP_CHECK_FOR_UPDATES", "off");

    private Peers() {}

    static StdioTransport modern(String... args) {
        return StdioTransport.builder("node")
                .args(NPM.resolve("modern.mjs").toString())
                .args(args)
                .build();
    }

    static NodeStdioTransport everything() {
        return NodeStdioTransport.of(official("server-everything"));
    }

    static NodeStdioTransport memory(Path file) {
        return NodeStdioTransport.builder(official("server-memory"))
                .env("MEMORY_FILE_PATH", file.toString())
                .build();
    }

    static NodeStdioTransport filesystem(Path folder) {
        return NodeStdioTransport.of(official("server-filesystem"), folder.toString());
    }

    static Path official(String name) {
        return OFFICIAL.resolve(name).resolve("dist").resolve("index.js");
    }

    static NpxStdioTransport everythingByNpx() {
        return NpxStdioTransport.builder("@modelcontextprotocol/server-everything")
                .projectDirectory(NPM)
                .preferOffline(true)
                .build();
    }

    static NodeStdioTransport fastMcpForNode() {
        return NodeStdioTransport.of(NPM.resolve("fastmcp-node.mjs"));
    }

    static PythonStdioTransport fastMcp2ByPython() {
        return PythonStdioTransport.builder(SOURCES.resolve("fastmcp2_server.py"))
                .pythonCommand(python("fastmcp2", "python"))
                .build();
    }

    static PythonStdioTransport fastMcp4ByPython() {
        return PythonStdioTransport.builder(SOURCES.resolve("fastmcp4_server.py"))
                .pythonCommand(python("fastmcp4", "python"))
                .env(QUIET)
                .build();
    }

    static PythonStdioTransport fastMcp4TasksByPython() {
        return PythonStdioTransport.builder(SOURCES.resolve("fastmcp4_tasks_server.py"))
                .pythonCommand(python("fastmcp4tasks", "python"))
                .env(QUIET)
                .build();
    }

    static FastMcpStdioTransport fastMcp2ByFastMcp() {
        return FastMcpStdioTransport.builder(SOURCES.resolve("fastmcp2_server.py"))
                .fastmcpCommand(python("fastmcp2", "fastmcp"))
                .build();
    }

    static FastMcpStdioTransport fastMcp4ByFastMcp() {
        return FastMcpStdioTransport.builder(SOURCES.resolve("fastmcp4_server.py"))
                .fastmcpCommand(python("fastmcp4", "fastmcp"))
                .env(QUIET)
                .build();
    }

    static UvStdioTransport fastMcp4ByUv() {
        return UvStdioTransport.builder(SOURCES.resolve("fastmcp4_server.py").toString())
                .uvCommand(UV.resolve("uv").toString())
                .env(QUIET)
                .withRequirements(SOURCES.resolve("python").resolve("fastmcp4.txt"))
                .env("UV_CACHE_DIR", INSTALLED.resolve("uv-cache").toString())
                .env("UV_OFFLINE", "1")
                .env("UV_PYTHON_DOWNLOADS", "never")
                .cwd(INSTALLED)
                .build();
    }

    static UvxStdioTransport timeByUvx() {
        return UvxStdioTransport.builder("mcp-server-time")
                .args("--local-timezone", "UTC")
                .uvxCommand(UV.resolve("uvx").toString())
                .with(timeRequirements())
                .env("UV_CACHE_DIR", INSTALLED.resolve("uv-cache").toString())
                .env("UV_OFFLINE", "1")
                .env("UV_PYTHON_DOWNLOADS", "never")
                .build();
    }

    /** The launcher has no option for a file of requirements: what was installed is named package by package. */
    private static String[] timeRequirements() {
        try (var lines = java.nio.file.Files.lines(SOURCES.resolve("python").resolve("time.txt"))) {
            return lines.map(String::strip)
                    .filter(line -> line.matches("[A-Za-z0-9].*"))
                    .toArray(String[]::new);
        } catch (java.io.IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    static String python(String environment, String program) {
        return INSTALLED.resolve(environment).resolve("bin").resolve(program).toString();
    }
}
