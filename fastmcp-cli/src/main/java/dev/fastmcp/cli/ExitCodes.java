package dev.fastmcp.cli;

import dev.fastmcp.api.error.AuthorizationException;
import dev.fastmcp.api.error.ConfigException;
import dev.fastmcp.api.error.DataMappingException;
import dev.fastmcp.api.error.HandlerException;
import dev.fastmcp.api.error.HttpStatusException;
import dev.fastmcp.api.error.IncompatibleServerException;
import dev.fastmcp.api.error.JsonRpcException;
import dev.fastmcp.api.error.McpException;
import dev.fastmcp.api.error.ProtocolException;
import dev.fastmcp.api.error.RequestCancelledException;
import dev.fastmcp.api.error.RequestTimeoutException;
import dev.fastmcp.api.error.SessionClosedException;
import dev.fastmcp.api.error.TransportException;
import dev.fastmcp.api.error.TransportSelectionException;
import dev.fastmcp.api.error.UnsupportedFeatureException;
import dev.fastmcp.api.model.ToolException;

/** What the command's exit status means; documented in {@code docs/cli.md}, so do not change it. */
final class ExitCodes {

    static final int OK = 0;
    static final int TOOL_FAILED = 1;
    static final int USAGE = 2;
    static final int NO_CONNECTION = 3;
    static final int SERVER_ERROR = 4;
    static final int NOT_AUTHORIZED = 5;
    static final int INTERNAL = 70;
    static final int INTERRUPTED = 130;

    private ExitCodes() {}

    static int of(Throwable failure) {
        return switch (failure) {
            case McpException known -> of(known);
            case UsageException usage -> USAGE;
            case IllegalArgumentException refused -> USAGE;
            default -> INTERNAL;
        };
    }

    private static int of(McpException failure) {
        return switch (failure) {
            case ToolException e -> TOOL_FAILED;
            case TransportSelectionException e -> USAGE;
            case ConfigException e -> USAGE;
            case TransportException e -> NO_CONNECTION;
            case RequestTimeoutException e -> NO_CONNECTION;
            case SessionClosedException e -> NO_CONNECTION;
            case IncompatibleServerException e -> SERVER_ERROR;
            case HandlerException e -> INTERNAL;
            case AuthorizationException e -> NOT_AUTHORIZED;
            case HttpStatusException e -> e.status() == 401 ? NOT_AUTHORIZED : SERVER_ERROR;
            case JsonRpcException e -> SERVER_ERROR;
            case ProtocolException e -> SERVER_ERROR;
            case UnsupportedFeatureException e -> SERVER_ERROR;
            case DataMappingException e -> SERVER_ERROR;
            case RequestCancelledException e -> INTERRUPTED;
        };
    }
}
