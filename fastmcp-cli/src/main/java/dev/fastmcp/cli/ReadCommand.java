package dev.fastmcp.cli;

import dev.fastmcp.api.CallOptions;
import dev.fastmcp.api.model.ReadResourceResult;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

@Command(
        name = "read",
        description = "Read a resource.",
        customSynopsis = "fastmcp read [SERVER] URI [-- COMMAND ARGS…]")
final class ReadCommand extends ServerCommand {

    @Parameters(hidden = true)
    List<String> words = List.of();

    @Override
    int run(Output output) {
        Target target = target(words, 1, "fastmcp read [SERVER] URI");
        if (target.rest().size() > 1) {
            throw new UsageException("\"" + target.rest().get(1) + "\" is too much. Usage: fastmcp read [SERVER] URI");
        }
        String uri = target.rest().get(0);
        return options.withSession(target.server(), session -> {
            ReadResourceResult result = session.readResource(uri, CallOptions.DEFAULT.withProgress(output::progress));
            if (output.json()) {
                output.json(result);
            } else {
                result.contents().forEach(contents -> output.line(TerminalText.lines(ContentText.of(contents))));
            }
            return ExitCodes.OK;
        });
    }
}
