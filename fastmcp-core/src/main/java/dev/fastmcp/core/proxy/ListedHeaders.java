package dev.fastmcp.core.proxy;

import dev.fastmcp.api.error.DataMappingException;
import dev.fastmcp.api.http.RequestHeaders;
import dev.fastmcp.api.json.JsonValue;
import dev.fastmcp.api.model.ListToolsResult;
import dev.fastmcp.api.model.Tool;
import dev.fastmcp.core.mirror.HeaderAnnotations;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Which arguments clients repeat in headers, as far as lists of tools that passed through a proxy have said so. What was listed for one client says nothing of others, for whom the server may have
 * other tools. Thread-safe.
 */
final class ListedHeaders {

    private static final int MAX_TOOLS = 5_000;

    /** Whoever describes more than this in headers is not believed. */
    private static final int MAX_CHARACTERS = 2_000;

    private final ReentrantLock lock = new ReentrantLock();

    /** Only tools that want any; what was needed last is last. Guarded by {@link #lock}. */
    private final Map<Listed, Map<List<String>, String>> wanted = new LinkedHashMap<>(16, 0.75f, true);

    /** So that nothing is done for servers that want none. */
    private volatile boolean empty = true;

    /** @param client the headers that are handed on by name, which is all that the server can tell clients apart by */
    private record Listed(RequestHeaders client, String tool) {}

    boolean isEmpty() {
        return empty;
    }

    /** The header names by the path to the argument. */
    Map<List<String>, String> of(RequestHeaders client, String tool) {
        lock.lock();
        try {
            return wanted.getOrDefault(new Listed(client, tool), Map.of());
        } finally {
            lock.unlock();
        }
    }

    /** A page of tools has passed. Only clients that are known by one request repeat arguments, so only what they list matters. */
    void learn(RequestHeaders client, JsonValue page) {
        if (empty && !HeaderAnnotations.mayBeIn(page)) {
            return;
        }
        ListToolsResult tools;
        try {
            tools = page.as(ListToolsResult.class);
        } catch (DataMappingException e) {
            return;
        }
        if (tools != null) {
            tools.tools().forEach(tool -> learn(new Listed(client, tool.name()), headers(tool)));
        }
    }

    /** Clients must not call tools whose annotations break the rules. */
    private static Map<List<String>, String> headers(Tool tool) {
        try {
            Map<List<String>, String> headers = HeaderAnnotations.of(tool.inputSchema());
            return tool.name().length() + characters(headers) > MAX_CHARACTERS ? Map.of() : headers;
        } catch (HeaderAnnotations.InvalidException e) {
            return Map.of();
        }
    }

    private static int characters(Map<List<String>, String> headers) {
        int count = 0;
        for (Map.Entry<List<String>, String> header : headers.entrySet()) {
            count += header.getValue().length()
                    + header.getKey().stream().mapToInt(String::length).sum();
        }
        return count;
    }

    private void learn(Listed tool, Map<List<String>, String> headers) {
        lock.lock();
        try {
            if (headers.isEmpty()) {
                wanted.remove(tool);
            } else {
                wanted.put(tool, headers);
            }
            if (wanted.size() > MAX_TOOLS) {
                Iterator<Listed> eldest = wanted.keySet().iterator();
                eldest.next();
                eldest.remove();
            }
            empty = wanted.isEmpty();
        } finally {
            lock.unlock();
        }
    }

    /** The server has changed its tools. */
    void forget() {
        lock.lock();
        try {
            wanted.clear();
            empty = true;
        } finally {
            lock.unlock();
        }
    }
}
