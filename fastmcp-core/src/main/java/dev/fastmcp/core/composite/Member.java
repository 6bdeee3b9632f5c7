package dev.fastmcp.core.composite;

import dev.fastmcp.api.config.McpServerConfig;
import dev.fastmcp.api.error.ConfigException;
import dev.fastmcp.api.error.McpException;
import dev.fastmcp.api.spi.TransportSource;
import dev.fastmcp.core.client.McpClient;
import dev.fastmcp.core.proxy.Proxy;
import dev.fastmcp.core.transform.ToolTransforms;
import dev.fastmcp.core.wiring.CoreInjector;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** One server of several. A server whose entry is wrong is there, and says why it cannot be used. */
final class Member implements AutoCloseable {

    private final String name;
    private final ToolTransforms transforms;
    private final @Nullable McpClient<?> client;
    private final @Nullable Proxy proxy;
    private final @Nullable McpException flaw;

    private Member(
            String name,
            ToolTransforms transforms,
            @Nullable McpClient<?> client,
            @Nullable Proxy proxy,
            @Nullable McpException flaw) {
        this.name = name;
        this.transforms = transforms;
        this.client = client;
        this.proxy = proxy;
        this.flaw = flaw;
    }

    /**
     * Prepares a server; connects to nothing.
     *
     * @param path where the entry is, for messages
     * @param entry as it is written
     */
    static Member of(String name, String path, McpServerConfig entry, Map<String, String> variables) {
        try {
            ToolTransforms transforms = ToolTransforms.of(path, entry);
            McpClient<?> client =
                    CoreInjector.clients().patient(new TransportSource.Server(name, entry.expanded(path, variables)));
            return new Member(name, transforms, client, new Proxy(client, false, null), null);
        } catch (McpException e) {
            return flawed(name, e);
        } catch (IllegalArgumentException e) {
            return flawed(name, new ConfigException(path + ": " + e.getMessage(), e));
        }
    }

    static Member flawed(String name, McpException flaw) {
        return new Member(name, ToolTransforms.NONE, null, null, flaw);
    }

    String name() {
        return name;
    }

    ToolTransforms transforms() {
        return transforms;
    }

    /** Why it cannot be used at all. */
    @Nullable
    McpException flaw() {
        return flaw;
    }

    Proxy proxy() {
        Proxy usable = proxy;
        if (usable == null) {
            throw new IllegalStateException(name + " cannot be used");
        }
        return usable;
    }

    @Override
    public void close() {
        if (proxy != null) {
            proxy.close();
        }
        if (client != null) {
            client.close();
        }
    }
}
