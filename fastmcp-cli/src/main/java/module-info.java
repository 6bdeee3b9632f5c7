/**
 * The {@code fastmcp} command: lists what servers offer and calls it. Built on the API and the logins of {@code fastmcp-auth}; the engine and the transports are found at run time.
 *
 * @provides java.lang.System.LoggerFinder writes warnings as plain lines
 */
module dev.fastmcp.cli {
    requires static org.jspecify;
    requires dev.fastmcp.api;
    requires dev.fastmcp.auth;
    requires info.picocli;

    provides java.lang.System.LoggerFinder with
            dev.fastmcp.cli.CommandLoggers;
}
