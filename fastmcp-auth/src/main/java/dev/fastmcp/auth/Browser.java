package dev.fastmcp.auth;

import dev.fastmcp.auth.internal.login.PrintedBrowser;
import dev.fastmcp.auth.internal.login.SystemBrowser;
import dev.fastmcp.auth.internal.login.UnattendedBrowser;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.net.URI;
import java.util.Objects;
import java.util.Optional;

/** Shows the login page of an authorization server to a person. Implementations are thread-safe. */
@FunctionalInterface
public interface Browser {

    /**
     * Shows the page. Called on a thread of its own; it is interrupted if the login ends otherwise.
     *
     * @param authorizationUrl an https address, or an http address of this machine; good for one login only
     * @return where the login came back to, if that is known here; empty if the browser itself takes it to the listener on this machine
     * @throws IOException if the page cannot be shown; the login has failed then
     * @throws InterruptedException if the thread is interrupted
     */
    Optional<URI> open(URI authorizationUrl) throws IOException, InterruptedException;

    /**
     * Opens the browser of the system, and prints the address to standard error for those who want to use another one; the same as {@code system(System.err)}.
     *
     * @return the browser
     */
    static Browser system() {
        return system(System.err);
    }

    /**
     * Opens the browser of the system, and prints the address for those who want to use another one. What the browser itself prints is thrown away. On Linux and other systems with {@code xdg-open}, the environment
     * variable {@code BROWSER} is heeded: programs with colons between them, tried in that order, with arguments at spaces if there are any; {@code %s} stands for the address, which is the last argument where it is
     * missing. No shell is involved. Addresses that are neither https nor http within this machine are not opened, but an {@link IOException}.
     *
     * @param out the address is printed there
     * @return the browser
     */
    static Browser system(PrintStream out) {
        return new SystemBrowser(Objects.requireNonNull(out, "out"))::open;
    }

    /**
     * Prints the address to standard error, and reads from standard input where the browser ended up: for machines without a browser.
     *
     * @return the browser
     */
    static Browser headless() {
        return headless(System.in, System.err);
    }

    /**
     * Prints the address, and reads where the browser ended up. An address that does not belong to the login is refused with a reason, and may be pasted again. Only whole lines are read, and only while a login waits;
     * if it stops waiting, the line that comes next is for the next login.
     *
     * @param in a line with an address is read from it, in UTF-8; not closed
     * @param out the address and what to do are printed there
     * @return the browser
     */
    static Browser headless(InputStream in, PrintStream out) {
        return new PrintedBrowser(in, out)::open;
    }

    /**
     * Asks the authorization server by itself, once, and takes the redirect that it answers with: for authorization servers that approve without a person, as in tests. Needs {@code fastmcp-transport-http}.
     *
     * @return the browser
     */
    static Browser unattended() {
        return new UnattendedBrowser()::open;
    }
}
