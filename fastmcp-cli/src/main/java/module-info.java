/**
 * The {@code fastmcp} command: lists what servers offer, calls it, and passes it on. Built on the API, the logins of {@code fastmcp-auth} and the servers of
 * {@code fastmcp-core}; the transports are found at run time.
 *
 * @provides java.lang.System.LoggerFinder writes warnings as plain lines
 */
module dev.fastmcp.cli {
    requires static org.jspecify;
    requires dev.fastmcp.api;
    requires dev.fastmcp.auth;
    requires dev.fastmcp.core;
    requires info.picocli;

    provides java.lang.System.LoggerFinder with
            dev.fastmcp.cli.CommandLoggers;
}
