package dev.fastmcp.api.config;

import java.nio.file.Path;

/**
 * A server that an application on this machine is configured for.
 *
 * @param source the application: {@code claude-desktop}, {@code claude-code}, {@code cursor}, {@code vscode}, {@code gemini}, {@code goose}, or {@code project} for {@code mcp.json} in the working directory
 * @param file where it is written
 * @param name its name in that file
 * @param path its place in that file, for messages
 * @param config its entry, as it is written; that of Goose as it would be written in an {@code mcpServers} file
 */
public record InstalledServer(String source, Path file, String name, String path, McpServerConfig config) {}
