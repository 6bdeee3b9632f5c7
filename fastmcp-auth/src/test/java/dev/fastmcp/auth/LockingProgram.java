package dev.fastmcp.auth;

import java.nio.file.Path;

/** Takes a lock, says so, and keeps it until it is ended. */
final class LockingProgram {

    private LockingProgram() {}

    public static void main(String[] arguments) throws Exception {
        FileTokenStorage.in(Path.of(arguments[0])).lock("x");
        System.out.println("locked");
        System.in.read();
    }
}
