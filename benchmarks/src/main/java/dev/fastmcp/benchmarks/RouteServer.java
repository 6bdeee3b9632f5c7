package dev.fastmcp.benchmarks;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

/** What is at the end of a {@link Route}; each has a tool {@code echo}. */
enum RouteServer {
    /** Costs next to nothing. */
    ECHO,
    /** Is made with this library. */
    LIBRARY,
    /** Is made with the TypeScript SDK, one of the servers of the integration tests. */
    TYPESCRIPT,
    /** Is made with FastMCP for Python, one of the servers of the integration tests. */
    PYTHON;

    private static final Path SOURCES = Path.of("integration-tests", "servers").toAbsolutePath();
    private static final Path INSTALLED =
            Path.of("integration-tests", "target", "servers").toAbsolutePath();
    private static final Path NODE_SCRIPT = INSTALLED.resolve(Path.of("npm", "modern.mjs"));
    private static final Path PYTHON_COMMAND = INSTALLED.resolve(Path.of("fastmcp4", "bin", "python"));

    static RouteServer of(String label) {
        return valueOf(label.toUpperCase(Locale.ROOT));
    }

    String label() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Those of others have to be installed before. */
    boolean isInstalled() {
        return switch (this) {
            case ECHO, LIBRARY -> true;
            case TYPESCRIPT -> Files.exists(NODE_SCRIPT);
            case PYTHON -> Files.exists(PYTHON_COMMAND);
        };
    }

    List<String> onStdio() {
        return switch (this) {
            case ECHO -> ServerCommand.modernEcho();
            case LIBRARY -> ServerCommand.library("stdio");
            case TYPESCRIPT -> List.of("node", NODE_SCRIPT.toString());
            case PYTHON -> python();
        };
    }

    /** Its first line says where it listens: see {@link #address}. */
    List<String> overHttp() {
        return switch (this) {
            case ECHO -> ServerCommand.http();
            case LIBRARY -> ServerCommand.library("http");
            case TYPESCRIPT -> List.of("node", NODE_SCRIPT.toString(), "--http=0");
            case PYTHON -> python("--http", "0");
        };
    }

    private static List<String> python(String... options) {
        return ServerCommand.with(
                List.of(
                        PYTHON_COMMAND.toString(),
                        SOURCES.resolve("fastmcp4_server.py").toString()),
                options);
    }

    String address(String firstLine) {
        return this == ECHO
                ? "http://127.0.0.1:" + firstLine + "/modern/json"
                : firstLine.substring(firstLine.indexOf("http"));
    }

    /** Large results come from templates, so that the server's part in them is small. */
    List<Workload> workloads() {
        return this == ECHO
                ? List.of(Workload.SEQUENTIAL, Workload.PLATFORM_64, Workload.RESULT_1_MIB, Workload.RESULT_10_MIB)
                : List.of(Workload.SEQUENTIAL, Workload.PLATFORM_64);
    }

    /** Tells of any client whether it has a route to a server that needs so much longer for a call that fewer have to do. */
    static boolean isSlow(String client) {
        return client.contains('.' + PYTHON.label() + '.') || client.startsWith("http." + TYPESCRIPT.label() + '.');
    }
}
