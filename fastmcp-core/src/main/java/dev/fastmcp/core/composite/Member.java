package dev.fastmcp.core.composite;

import dev.fastmcp.api.config.McpServerConfig;
import dev.fastmcp.api.error.ConfigException;
import dev.fastmcp.api.error.McpException;
import dev.fastmcp.api.spi.TransportSource;
import dev.fastmcp.core.client.Inherited;
import dev.fastmcp.core.client.McpClient;
import dev.fastmcp.core.proxy.Proxy;
import dev.fastmcp.core.transform.ToolTransforms;
import dev.fastmcp.core.wiring.CoreInjector;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** One server of several. A server whose entry is wrong is there, and says why it cannot be used. */
final class Member implements AutoCloseable {

    private final String name;
    private final ToolTransforms transforms;
    private final @Nullable McpClient<?> client;
    private final @Nullable McpException flaw;
    private final AtomicReference<@Nullable Proxy> proxy = new AtomicReference<>();

    private Member(String name, ToolTransforms transforms, @Nullable McpClient<?> client, @Nullable McpException flaw) {
        this.name = name;
        this.transforms = transforms;
        this.client = client;
        this.flaw = flaw;
    }

    /**
     * Prepares a server; connects to nothing.
     *
     * @param path where the entry is, for messages
     * @param entry as it is written
     */
    static Member of(String name, String path, McpServerConfig entry, Inherited inherited) {
        try {
            ToolTransforms transforms = ToolTransforms.of(path, entry);
            McpClient<?> client = CoreInjector.clients()
                    .patient(new TransportSource.Server(name, entry.expanded(path, System.getenv())), inherited);
            return of(name, transforms, client);
        } catch (McpException e) {
            return flawed(name, e);
        } catch (IllegalArgumentException e) {
            return flawed(name, new ConfigException(path + ": " + e.getMessage(), e));
        }
    }

    static Member of(String name, ToolTransforms transforms, McpClient<?> client) {
        return new Member(name, transforms, client, null);
    }

    static Member flawed(String name, McpException flaw) {
        return new Member(name, ToolTransforms.NONE, null, flaw);
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

    /** The proxy to the server; another one after it was closed. */
    Proxy proxy() {
        Proxy open = proxy.get();
        if (open != null) {
            return open;
        }
        if (client == null) {
            throw new IllegalStateException(name + " cannot be used");
        }
        Proxy made = new Proxy(client, false, null, false);
        return proxy.compareAndSet(null, made) ? made : proxy();
    }

    /** Ends all connections to the server; new ones can be made. */
    @Override
    public void close() {
        Proxy open = proxy.getAndSet(null);
        if (open != null) {
            open.close();
        }
        if (client != null) {
            client.transport().close();
        }
    }
}
