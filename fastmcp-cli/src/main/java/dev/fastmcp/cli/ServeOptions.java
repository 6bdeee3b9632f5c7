package dev.fastmcp.cli;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Where a server is served over HTTP, and to whom.
 *
 * @param hosts the names that requests may call it by, besides those of this machine for itself
 */
record ServeOptions(
        InetAddress host, int port, String path, Optional<String> token, List<String> hosts, List<String> origins) {

    private static final Pattern PATH = Pattern.compile("/[A-Za-z0-9._~/-]*");
    private static final Pattern HOST = Pattern.compile("[A-Za-z0-9._-]+|\\[[0-9A-Fa-f:.]+]");
    private static final Pattern ORIGIN =
            Pattern.compile("[A-Za-z][A-Za-z0-9+.-]*://(?:" + HOST.pattern() + ")(?::[0-9]{1,5})?");

    /** What may stand behind {@code Bearer} (RFC 6750, section 2.1). */
    private static final Pattern TOKEN = Pattern.compile("[A-Za-z0-9._~+/-]+=*");

    static ServeOptions of(Invocation invocation) {
        int port = port(invocation.value("--http"));
        String typedHost = invocation.value("--host");
        InetAddress host = host(typedHost == null ? "127.0.0.1" : typedHost);
        Optional<String> token = token(invocation.value("--token-from"));
        refuseOpenDoor(host, token, invocation.has("--without-token"));
        List<String> hosts = new ArrayList<>(all(invocation, "--allow-host", HOST, "example.com, without a port"));
        if (typedHost != null && !host.isAnyLocalAddress()) {
            hosts.add(inAddress(typedHost));
            hosts.add(inAddress(host.getHostAddress()));
        }
        String path = Optional.ofNullable(invocation.value("--path")).orElse("/mcp");
        return new ServeOptions(
                host,
                port,
                fitting("--path", path, PATH, "/mcp"),
                token,
                List.copyOf(hosts),
                all(invocation, "--allow-origin", ORIGIN, "https://app.example, without a path"));
    }

    private static int port(@Nullable String typed) {
        if (typed == null) {
            throw new UsageException("Which port? Give --http PORT, or --http 0 for one that is free");
        }
        try {
            int port = Integer.parseInt(typed);
            if (port >= 0 && port <= 65535) {
                return port;
            }
        } catch (NumberFormatException e) {
            // Refused below.
        }
        throw new UsageException("--http must be a port from 1 to 65535, or 0 for one that is free, not \""
                + TerminalText.line(typed) + "\"");
    }

    private static InetAddress host(String typed) {
        if (!typed.isBlank()) {
            try {
                return InetAddress.getByName(typed);
            } catch (UnknownHostException e) {
                // Refused below.
            }
        }
        throw new UsageException("--host must be an address of this machine, or a name of one, not \""
                + TerminalText.line(typed) + "\"");
    }

    private static Optional<String> token(@Nullable String typed) {
        if (typed == null) {
            return Optional.empty();
        }
        String token = Secrets.named("--token-from", typed)
                .orElseThrow(() -> new UsageException("--token-from must be env:NAME or @FILE, not the token itself:"
                        + " other users of this machine can see what is typed"));
        if (!TOKEN.matcher(token).matches()) {
            throw new UsageException(
                    "--token-from leads to no token that could be sent: it may have letters, digits and -._~+/=");
        }
        return Optional.of(token);
    }

    private static void refuseOpenDoor(InetAddress host, Optional<String> token, boolean wanted) {
        if (token.isPresent() && wanted) {
            throw new UsageException("--token-from and --without-token contradict each other: give one of them");
        }
        if (!host.isLoopbackAddress() && token.isEmpty() && !wanted) {
            throw new UsageException("--host " + host.getHostAddress()
                    + " can be reached from the network, by everybody: give a token with --token-from env:NAME or"
                    + " --token-from @FILE, or add --without-token if something else protects it");
        }
    }

    private static List<String> all(Invocation invocation, String option, Pattern pattern, String example) {
        return invocation.values(option).stream()
                .map(typed -> fitting(option, typed, pattern, example))
                .toList();
    }

    private static String fitting(String option, String typed, Pattern pattern, String example) {
        if (!pattern.matcher(typed).matches()) {
            throw new UsageException(
                    option + " must be such as " + example + ", not \"" + TerminalText.line(typed) + "\"");
        }
        return typed;
    }

    /** Where clients on this machine find it. */
    String url(int actualPort) {
        boolean anyOfSix = host instanceof Inet6Address && (host.isAnyLocalAddress() || host.isLoopbackAddress());
        String address = host.isAnyLocalAddress() ? "127.0.0.1" : host.getHostAddress();
        return "http://" + inAddress(anyOfSix ? "::1" : address) + ":" + actualPort + path;
    }

    private static String inAddress(String host) {
        return host.contains(":") && !host.startsWith("[") ? "[" + host + "]" : host;
    }

    /** Leaves out the token. */
    @Override
    public String toString() {
        return "ServeOptions[" + url(port) + "]";
    }
}
