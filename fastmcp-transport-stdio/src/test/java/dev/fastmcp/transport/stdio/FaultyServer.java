package dev.fastmcp.transport.stdio;

import java.io.BufferedReader;
import java.io.FileDescriptor;
import java.io.FileInputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.locks.LockSupport;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A server that misbehaves as its arguments and the methods called say. Stands alone, since it runs in a virtual
 * machine of its own.
 */
final class FaultyServer {

    private static final Pattern ID = Pattern.compile("\"id\":(\"[^\"]*\"|\\d+)");
    private static final Pattern METHOD = Pattern.compile("\"method\":\"([^\"]*)\"");

    private final PrintStream out = new PrintStream(System.out, false, StandardCharsets.UTF_8);
    private final List<String> flags;
    private final BufferedReader in = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));

    private FaultyServer(List<String> flags) {
        this.flags = flags;
    }

    public static void main(String... args) throws IOException, InterruptedException {
        new FaultyServer(Arrays.asList(args)).run();
    }

    private void run() throws IOException, InterruptedException {
        if (flags.contains("ignore-term")) {
            Runtime.getRuntime().addShutdownHook(new Thread(FaultyServer::hang));
        }
        if (flags.contains("exit-at-once")) {
            System.err.println("no configuration found");
            System.exit(5);
        }
        for (String line = in.readLine(); line != null; line = in.readLine()) {
            handle(line);
        }
        if (flags.contains("ignore-eof")) {
            hang();
        }
        if (flags.contains("slow-exit")) {
            LockSupport.parkNanos(300_000_000L);
            System.err.println("saved");
        }
    }

    private static void hang() {
        try {
            new CountDownLatch(1).await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void handle(String line) throws IOException, InterruptedException {
        String method = find(METHOD, line);
        String id = find(ID, line);
        String params = line.contains("\"params\":")
                ? line.substring(line.indexOf("\"params\":") + 9, line.length() - 1)
                : "{}";
        switch (method) {
            case "echo" -> answer(id, params);
            case "pid" -> answer(id, "{\"pid\":" + ProcessHandle.current().pid() + "}");
            case "cwd" -> answer(id, "{\"cwd\":" + quote(System.getProperty("user.dir")) + "}");
            case "env" -> answer(id, environment());
            case "hang" -> {}
            case "die" -> {
                System.err.println("fatal: the disk is on fire\n\u001b[31m  at FaultyServer\u001b[0m");
                System.exit(3);
            }
            case "leak" -> {
                System.err.println(
                        "cannot log in with " + System.getenv("API_TOKEN") + " at https://bob:hunter2@example.org/");
                System.exit(1);
            }
            case "answer-and-exit" -> {
                answer(id, "{}");
                Runtime.getRuntime().halt(0);
            }
            case "noise" -> {
                out.print("Welcome to the server!\n\n   \n\r\n{\"not\":\"a message\"}\n[1,2\n");
                out.print("\u2028 unusual line end inside\n");
                out.print(response(id, params) + "\r\n");
                out.flush();
            }
            case "big" -> answer(id, "{\"text\":\"" + "ä€😀-".repeat(100_000) + "\"}");
            case "line" -> line(id, Integer.parseInt(params.replaceAll("\\D", "")));
            case "endless" -> endless();
            case "flood" -> {
                System.err.write("x".repeat(1_000_000).getBytes(StandardCharsets.UTF_8));
                System.err.write("many\n".repeat(40_000).getBytes(StandardCharsets.UTF_8));
                answer(id, "{}");
            }
            case "log" -> {
                System.err.println("grüße\r\nsecond line");
                answer(id, "{}");
            }
            case "ask" -> {
                send("{\"jsonrpc\":\"2.0\",\"id\":\"question-1\",\"method\":\"roots/list\"}");
                send("{\"jsonrpc\":\"2.0\",\"method\":\"notifications/progress\",\"params\":{\"progressToken\":" + id
                        + ",\"progress\":1}}");
                String reply = in.readLine();
                answer(id, "{\"answered\":" + find(ID, reply) + "}");
            }
            case "poison" -> {
                send("{\"jsonrpc\":\"2.0\",\"method\":\"notifications/poison\"}");
                answer(id, "{}");
            }
            case "close-stderr" -> {
                System.err.close();
                answer(id, "{}");
            }
            case "close-stdout" -> {
                out.close();
                System.out.close();
            }
            case "close-stdin" -> {
                answer(id, "{}");
                new FileInputStream(FileDescriptor.in).close();
                hang();
            }
            case "stop-reading" -> {
                answer(id, "{}");
                hang();
            }
            case "grandchild" -> answer(id, "{\"pid\":" + grandchild() + "}");
            case "leave-grandchild" -> {
                answer(id, "{\"pid\":" + grandchild() + "}");
                in.readLine();
                Runtime.getRuntime().halt(7);
            }
            default ->
                send("{\"jsonrpc\":\"2.0\",\"id\":" + id + ",\"error\":{\"code\":-32601,\"message\":\"" + method
                        + "\"}}");
        }
    }

    private static long grandchild() throws IOException {
        return new ProcessBuilder("sleep", "300").inheritIO().start().pid();
    }

    private void line(String id, int length) {
        String empty = response(id, "{\"text\":\"\"}");
        send(response(id, "{\"text\":\"" + "x".repeat(length - empty.length()) + "\"}"));
    }

    private void endless() {
        byte[] chunk = "no end in sight ".repeat(1000).getBytes(StandardCharsets.UTF_8);
        while (!out.checkError()) {
            out.write(chunk, 0, chunk.length);
        }
        hang();
    }

    private static String environment() {
        StringBuilder json = new StringBuilder("{");
        for (Map.Entry<String, String> variable : System.getenv().entrySet()) {
            json.append(json.length() == 1 ? "" : ",")
                    .append(quote(variable.getKey()))
                    .append(':')
                    .append(quote(variable.getValue()));
        }
        return json.append('}').toString();
    }

    private void answer(String id, String result) {
        send(response(id, result));
    }

    private static String response(String id, String result) {
        return "{\"jsonrpc\":\"2.0\",\"id\":" + id + ",\"result\":" + result + "}";
    }

    private void send(String message) {
        out.print(message + "\n");
        out.flush();
    }

    private static String quote(String text) {
        return '"' + text.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
    }

    private static String find(Pattern pattern, String line) {
        Matcher matcher = pattern.matcher(line);
        return matcher.find() ? matcher.group(1) : "";
    }
}
