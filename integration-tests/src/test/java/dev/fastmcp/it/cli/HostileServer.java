package dev.fastmcp.it.cli;

import java.io.BufferedReader;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;

/** A server whose names and texts try to drive the terminal. */
final class HostileServer {

    private static final String EVIL = "\\u001b[2J\\u009b31m\\u202eevil\\u0007";
    private static final String EVIL_BYTES = "\u001b[2J\u009b31m\u202eevil\u0007";

    private HostileServer() {}

    public static void main(String[] args) throws IOException {
        System.setErr(new PrintStream(new FileOutputStream(FileDescriptor.err), true, StandardCharsets.UTF_8));
        System.setOut(new PrintStream(new FileOutputStream(FileDescriptor.out), true, StandardCharsets.UTF_8));
        System.err.println("noise on stderr " + EVIL_BYTES);
        System.out.println("noise on stdout " + EVIL_BYTES);
        BufferedReader in = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        for (String line = in.readLine(); line != null; line = in.readLine()) {
            String id = line.replaceFirst(".*\"id\":(\"[^\"]*\"|[0-9]+).*", "$1");
            if (line.contains("\"initialize\"")) {
                answer(
                        id,
                        "\"result\":{\"protocolVersion\":\"2025-11-25\",\"capabilities\":{\"tools\":{}},\"serverInfo\":{\"name\":\""
                                + EVIL + "\",\"version\":\"1\"},\"instructions\":\"" + EVIL + "\"}");
            } else if (line.contains("tools/list")) {
                answer(
                        id,
                        "\"result\":{\"tools\":[{\"name\":\"" + EVIL + "\",\"description\":\"" + EVIL
                                + "\",\"inputSchema\":{\"type\":\"object\"}},{\"name\":\"say\",\"inputSchema\":{}}]}");
            } else if (line.contains("tools/call")) {
                answer(
                        id,
                        "\"result\":{\"content\":[{\"type\":\"text\",\"text\":\"" + EVIL + "\"}],\"isError\":"
                                + line.contains("fail=") + "}");
            } else if (line.contains("\"id\"")) {
                answer(id, "\"error\":{\"code\":-32601,\"message\":\"" + EVIL + "\"}");
            }
        }
    }

    private static void answer(String id, String rest) {
        System.out.println("{\"jsonrpc\":\"2.0\",\"id\":" + id + "," + rest + "}");
    }
}
