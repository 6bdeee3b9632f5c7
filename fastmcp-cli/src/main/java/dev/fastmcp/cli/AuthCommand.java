package dev.fastmcp.cli;

import dev.fastmcp.api.Client;
import dev.fastmcp.api.ClientSession;
import dev.fastmcp.auth.LoginStatus;
import dev.fastmcp.auth.OAuth;
import java.net.URI;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

final class AuthCommand extends ServerCommand {

    private static final List<String> ACTIONS = List.of("login", "status", "logout");

    AuthCommand() {
        super(
                "auth",
                "login|status|logout ADDRESS",
                "Log in to a server with a browser, show the login, or forget it.");
        flag("Print the address of the login page, and take the address the browser ends up at.", "--headless");
    }

    @Override
    int run(Invocation invocation, Output output) {
        List<String> words = invocation.words();
        if (words.isEmpty() || !ACTIONS.contains(words.get(0))) {
            throw new UsageException("Which action? Usage: " + usage());
        }
        if (words.size() > 2) {
            throw tooMuch(words.get(2));
        }
        String typed = words.size() == 2 ? words.get(1) : invocation.value("--server");
        URI server = Logins.address(typed == null ? "" : typed)
                .orElseThrow(() -> new UsageException(
                        "Which server? Give its address, such as https://example.com/mcp." + " Usage: " + usage()));
        return switch (words.get(0)) {
            case "login" -> login(invocation, server, output);
            case "status" -> status(server, output);
            default -> logout(server, output);
        };
    }

    private static int login(Invocation invocation, URI server, Output output) {
        OAuth.Builder builder = Logins.builder();
        OAuth oauth = (invocation.has("--headless") ? builder.headless() : builder).build();
        ServerOptions options = ServerOptions.of(invocation, server.toString());
        try (Client<?> client = options.client(oauth);
                ClientSession session = client.connect()) {
            session.ping();
        }
        if (oauth.status(server).isPresent()) {
            return status(server, output);
        }
        output.line("The server wants no login.");
        return ExitCodes.OK;
    }

    private static int status(URI server, Output output) {
        Optional<LoginStatus> login = Logins.oauth().status(server);
        if (output.json()) {
            output.json(members(login));
        } else if (login.isEmpty()) {
            output.line("Not logged in.");
        } else {
            show(login.get(), output);
        }
        return login.isPresent() ? ExitCodes.OK : ExitCodes.NOT_AUTHORIZED;
    }

    private static Map<String, Object> members(Optional<LoginStatus> login) {
        Map<String, Object> members = new LinkedHashMap<>();
        members.put("loggedIn", login.isPresent());
        login.ifPresent(known -> {
            members.put("issuer", known.issuer());
            members.put("clientId", known.clientId());
            members.put("scopes", List.copyOf(known.scopes()));
            known.expiresAt().ifPresent(end -> members.put("expiresAt", end.toString()));
            members.put("renewable", known.renewable());
        });
        return members;
    }

    private static void show(LoginStatus login, Output output) {
        output.line("Logged in at  " + TerminalText.line(login.issuer()));
        output.line("Client        " + TerminalText.line(login.clientId()));
        output.line("Scopes        "
                + TerminalText.line(login.scopes().isEmpty() ? "(none)" : String.join(" ", login.scopes())));
        output.line("Token ends    " + login.expiresAt().map(Object::toString).orElse("(unknown)")
                + (login.renewable() ? ", and is renewed by itself" : ""));
    }

    private static int logout(URI server, Output output) {
        boolean present = Logins.oauth().logout(server);
        if (output.json()) {
            output.json(Map.of("loggedOut", present));
        } else {
            output.line(present ? "The login is forgotten on this machine." : "Not logged in.");
        }
        return ExitCodes.OK;
    }
}
