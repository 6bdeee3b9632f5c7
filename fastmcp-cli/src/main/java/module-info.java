/** The {@code fastmcp} command: lists what servers offer and calls it. Built on the API alone; the engine and the transports are found at run time. */
module dev.fastmcp.cli {
    requires static org.jspecify;
    requires dev.fastmcp.api;
    requires info.picocli;

    // picocli sets the fields of commands.
    opens dev.fastmcp.cli to
            info.picocli;
}
