package dev.fastmcp.cli;

import dev.fastmcp.api.CallOptions;
import dev.fastmcp.api.model.ReadResourceResult;
import java.util.List;

final class ReadCommand extends ServerCommand {

    ReadCommand() {
        super("read", "[SERVER] URI", "Read a resource.");
    }

    @Override
    int run(Invocation invocation, Output output) {
        List<String> words = invocation.words();
        // A single address is that of the resource.
        boolean alone = words.size() == 1 && words.get(0).contains("://");
        Target target = alone ? new Target(null, words.get(0), List.of()) : target(invocation);
        if (!target.rest().isEmpty()) {
            throw tooMuch(target.rest().get(0));
        }
        return ServerOptions.of(invocation, target.server()).withSession(session -> {
            ReadResourceResult result =
                    session.readResource(target.name(), CallOptions.DEFAULT.withProgress(output::progress));
            if (output.json()) {
                output.json(result);
            } else {
                result.contents().forEach(contents -> output.line(TerminalText.lines(ContentText.of(contents))));
            }
            return ExitCodes.OK;
        });
    }
}
