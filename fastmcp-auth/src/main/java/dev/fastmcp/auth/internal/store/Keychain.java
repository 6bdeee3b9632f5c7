package dev.fastmcp.auth.internal.store;

import dev.fastmcp.api.error.ServerText;
import java.io.File;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** The keychain of the operating system, by its command. The secret goes through pipes, never through arguments. Thread-safe. */
public final class Keychain {

    static final String SERVICE = "fastmcp-token-encryption";

    private static final Duration PATIENCE = Duration.ofMinutes(1);
    private static final int SHOWN_CHARACTERS = 200;
    private static final int MAC_NOT_FOUND = 44;

    private final Path command;
    private final boolean mac;
    private final Duration patience;

    Keychain(Path command, boolean mac, Duration patience) {
        this.command = command;
        this.mac = mac;
        this.patience = patience;
    }

    /**
     * Finds the keychain of this system.
     *
     * @throws UnsupportedOperationException if there is no command for it
     */
    public static Keychain ofSystem() {
        String system = System.getProperty("os.name", "").toLowerCase(Locale.ROOT);
        return of(system, Optional.ofNullable(System.getenv("PATH")).orElse(""));
    }

    static Keychain of(String system, String path) {
        if (system.startsWith("mac")) {
            return new Keychain(Path.of("/usr/bin/security"), true, PATIENCE);
        }
        if (system.startsWith("windows")) {
            throw new UnsupportedOperationException(
                    "Windows has no command that takes secrets for its keychain otherwise than as arguments, which"
                            + " others can see: encrypt with a key or a passphrase of your own");
        }
        return onPath("secret-tool", path)
                .map(found -> new Keychain(found, false, PATIENCE))
                .orElseThrow(() -> new UnsupportedOperationException(
                        "There is no command secret-tool for the keychain of this system: install it"
                                + " (libsecret), or encrypt with a key or a passphrase of your own"));
    }

    private static Optional<Path> onPath(String name, String path) {
        return Arrays.stream(path.split(File.pathSeparator))
                .flatMap(folder -> {
                    try {
                        return Stream.of(Path.of(folder));
                    } catch (InvalidPathException e) {
                        return Stream.empty();
                    }
                })
                .filter(Path::isAbsolute)
                .map(folder -> folder.resolve(name))
                .filter(file -> Files.isRegularFile(file) && Files.isExecutable(file))
                .findFirst();
    }

    /** Returns the secret; empty if there is none yet. */
    Optional<String> lookup() throws IOException, InterruptedException {
        Answer answer = mac
                ? run(List.of("find-generic-password", "-s", SERVICE, "-a", SERVICE, "-w"), "")
                : run(List.of("lookup", "service", SERVICE), "");
        if (answer.code == 0 && !answer.out.isBlank()) {
            return Optional.of(answer.out.strip());
        }
        // secret-tool says nothing at all if there is no entry, and why if it could not look.
        boolean absent = mac ? answer.code == MAC_NOT_FOUND : answer.code == 1 && answer.errors.isBlank();
        if (absent || answer.code == 0) {
            return Optional.empty();
        }
        throw failed("read", answer);
    }

    /** Keeps a secret, which must be Base64. */
    void store(String secret) throws IOException, InterruptedException {
        Answer answer = mac
                // The interactive mode reads whole commands, so that the secret is no argument of any process.
                ? run(
                        List.of("-i"),
                        "add-generic-password -U -s " + SERVICE + " -a " + SERVICE + " -w " + secret + "\n")
                : run(List.of("store", "--label=FastMCP token encryption", "service", SERVICE), secret);
        if (answer.code != 0) {
            throw failed("written", answer);
        }
    }

    private IOException failed(String what, Answer answer) {
        return new IOException(this + " cannot be " + what + ": exit code " + answer.code + ", "
                + ServerText.excerpt(answer.errors.strip(), SHOWN_CHARACTERS));
    }

    private Answer run(List<String> arguments, String input) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(Stream.concat(Stream.of(command.toString()), arguments.stream())
                        .toList())
                .start();
        try {
            CommandOutput out = new CommandOutput(process.getInputStream());
            CommandOutput errors = new CommandOutput(process.getErrorStream());
            try (OutputStream in = process.getOutputStream()) {
                in.write(input.getBytes(StandardCharsets.US_ASCII));
            } catch (IOException e) {
                // It ended without reading; its exit code tells more.
            }
            if (!process.waitFor(patience.toMillis(), TimeUnit.MILLISECONDS)) {
                throw new IOException(
                        this + " did not answer within " + patience.toSeconds() + " seconds; is it locked?");
            }
            return new Answer(process.exitValue(), out.text(), errors.text());
        } finally {
            process.destroyForcibly();
        }
    }

    /** Says which command it is. */
    @Override
    public String toString() {
        return "The keychain of the system (" + command + ")";
    }

    private record Answer(int code, String out, String errors) {

        /** Leaves out the secret. */
        @Override
        public String toString() {
            return "Answer[" + code + "]";
        }
    }
}
