package dev.fastmcp.it.cli;

import dev.fastmcp.api.config.CommandServer;
import dev.fastmcp.api.config.McpConfig;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** Configurations that name the packaged demo server. */
final class Configs {

    private Configs() {}

    /** The demo server twice, as {@code one} and {@code two}. */
    static Path withTwoDemoServers(Path folder) throws IOException {
        CommandServer demo = CommandServer.of(
                Cli.java(),
                List.of("-XX:TieredStopAtLevel=1", "-cp", Cli.jars(), "dev.fastmcp.cli.demo.DemoServer")
                        .toArray(String[]::new));
        Path file = folder.resolve("mcp.json");
        McpConfig.empty().with("one", demo).with("two", demo).write(file);
        return file;
    }
}
