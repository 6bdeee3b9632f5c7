package dev.fastmcp.auth.internal.store;

import dev.fastmcp.api.spi.TokenStorage;
import dev.fastmcp.auth.FileTokenStorage;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/** What a second process does in tests: {@code lock}, {@code save} or {@code count} in a folder. */
final class StoreProgram {

    private StoreProgram() {}

    public static void main(String[] arguments) throws Exception {
        FileTokenStorage storage = FileTokenStorage.in(Path.of(arguments[1]));
        switch (arguments[0]) {
            case "lock" -> hold(storage);
            case "save" -> save(storage, Integer.parseInt(arguments[2]));
            case "count" -> count(storage, Integer.parseInt(arguments[2]));
            default -> throw new IllegalArgumentException(arguments[0]);
        }
    }

    private static void hold(TokenStorage storage) throws Exception {
        TokenStorage.Lock lock = storage.lock("a");
        System.out.println("locked");
        System.in.read();
        lock.close();
        System.out.println("released");
    }

    private static void save(TokenStorage storage, int size) {
        try {
            storage.save("a", ("\"" + "x".repeat(size) + "\"").getBytes(StandardCharsets.UTF_8));
            System.out.println("saved");
        } catch (IOException e) {
            System.out.println("failed");
        }
    }

    private static void count(TokenStorage storage, int times) throws Exception {
        for (int i = 0; i < times; i++) {
            increment(storage);
        }
        System.out.println("counted");
    }

    /** Loses counts unless the lock keeps all others out. */
    static void increment(TokenStorage storage) throws Exception {
        TokenStorage.Lock lock = storage.lock("a");
        try {
            int before = storage.load("a")
                    .map(value -> Integer.parseInt(new String(value, StandardCharsets.UTF_8)))
                    .orElse(0);
            storage.save("a", Integer.toString(before + 1).getBytes(StandardCharsets.UTF_8));
        } finally {
            lock.close();
        }
    }
}
