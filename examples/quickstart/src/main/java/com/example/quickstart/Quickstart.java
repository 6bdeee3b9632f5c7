package com.example.quickstart;

import dev.fastmcp.api.Client;
import dev.fastmcp.api.ClientSession;
import java.util.List;
import java.util.Map;

/** Starts the server given as a command, lists its tools and calls one. */
public final class Quickstart {
    public static void main(String[] command) {
        try (ClientSession session = Client.connect(List.of(command))) {
            session.listTools().forEach(tool -> System.out.println(tool.name()));
            System.out.println(session.callTool("add", Map.of("a", 1, "b", 2)).text());
        }
    }
}
