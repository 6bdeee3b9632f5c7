package dev.fastmcp.server;

import dev.fastmcp.api.model.CacheScope;
import dev.fastmcp.api.model.Implementation;
import dev.fastmcp.core.server.CacheHint;
import dev.fastmcp.core.server.ServerCore;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Describes a server. Not thread-safe. */
public final class ServerBuilder {

    private final String name;
    private String version = "1.0";
    private @Nullable String instructions;
    private boolean hidesErrors;
    private Duration inputTimeout = FastMcpServer.INPUT_TIMEOUT;
    private CacheHint cacheHint = CacheHint.NONE;
    private final List<Consumer<FastMcpServer>> additions = new ArrayList<>();

    ServerBuilder(String name) {
        if (Objects.requireNonNull(name, "name").isBlank()) {
            throw new IllegalArgumentException("name is blank: give the server a name");
        }
        this.name = name;
    }

    /**
     * Sets the server's version.
     *
     * @param text {@code 1.0} by default
     * @return this
     */
    public ServerBuilder version(String text) {
        version = Objects.requireNonNull(text, "version");
        return this;
    }

    /**
     * Sets what a model should know about the server.
     *
     * @param text none by default
     * @return this
     */
    public ServerBuilder instructions(String text) {
        instructions = Objects.requireNonNull(text, "instructions");
        return this;
    }

    /**
     * Adds a tool.
     *
     * @param tool the tool
     * @return this
     */
    public ServerBuilder tool(ServerTool tool) {
        Objects.requireNonNull(tool, "tool");
        additions.add(server -> server.add(tool));
        return this;
    }

    /**
     * Adds a tool for each abstract method of an interface, see {@link ServerTool#methods}.
     *
     * @param type the interface
     * @param implementation does what the tools are for
     * @param <T> the interface
     * @return this
     * @throws IllegalArgumentException if it is no interface, or some of its methods cannot be tools
     */
    public <T> ServerBuilder tools(Class<T> type, T implementation) {
        ServerTool.methods(type, implementation).forEach(this::tool);
        return this;
    }

    /**
     * Adds a resource.
     *
     * @param resource the resource
     * @return this
     */
    public ServerBuilder resource(ServerResource resource) {
        Objects.requireNonNull(resource, "resource");
        additions.add(server -> server.add(resource));
        return this;
    }

    /**
     * Adds resources whose addresses are alike.
     *
     * @param template the template
     * @return this
     */
    public ServerBuilder resourceTemplate(ServerResourceTemplate template) {
        Objects.requireNonNull(template, "template");
        additions.add(server -> server.add(template));
        return this;
    }

    /**
     * Adds a prompt.
     *
     * @param prompt the prompt
     * @return this
     */
    public ServerBuilder prompt(ServerPrompt prompt) {
        Objects.requireNonNull(prompt, "prompt");
        additions.add(server -> server.add(prompt));
        return this;
    }

    /**
     * Shows what another server has as if it were of this one, see {@link FastMcpServer#mount(String, FastMcpServer)}.
     *
     * @param prefix stands before its names, if it is not empty
     * @param other the other server
     * @return this
     */
    public ServerBuilder mount(String prefix, FastMcpServer other) {
        Objects.requireNonNull(prefix, "prefix");
        Objects.requireNonNull(other, "other");
        additions.add(server -> server.mount(prefix, other));
        return this;
    }

    /**
     * Keeps the messages of exceptions from clients: they learn only that a tool, a resource or a prompt failed. The exceptions are logged as warnings.
     *
     * @return this
     */
    public ServerBuilder hideErrors() {
        hidesErrors = true;
        return this;
    }

    /**
     * Sets how long a handler waits for the answers of its client.
     *
     * @param timeout 5 minutes by default
     * @return this
     * @throws IllegalArgumentException if it is zero or negative
     */
    public ServerBuilder inputTimeout(Duration timeout) {
        if (Objects.requireNonNull(timeout, "timeout").isZero() || timeout.isNegative()) {
            throw new IllegalArgumentException("inputTimeout is " + timeout + ": give a positive duration");
        }
        inputTimeout = timeout;
        return this;
    }

    /**
     * Tells clients of the modern era how long they may keep lists and resources.
     *
     * @param ttl zero by default: not at all
     * @param scope whether others may be given what one client got; {@link CacheScope#PRIVATE} by default
     * @return this
     * @throws IllegalArgumentException if the time is negative
     */
    public ServerBuilder cacheHint(Duration ttl, CacheScope scope) {
        if (ttl.isNegative()) {
            throw new IllegalArgumentException("ttl is " + ttl + ": give zero or a positive duration");
        }
        cacheHint = new CacheHint(ttl, Objects.requireNonNull(scope, "scope"));
        return this;
    }

    /**
     * Makes the server.
     *
     * @return the server
     * @throws IllegalArgumentException if two components have the same name, or a server cannot be mounted
     */
    public FastMcpServer build() {
        Answers answers = new Answers(
                Implementation.of(name, version), Optional.ofNullable(instructions), hidesErrors, new Components());
        FastMcpServer server =
                new FastMcpServer(name, answers, new ServerCore(client -> answers, inputTimeout, cacheHint));
        additions.forEach(addition -> addition.accept(server));
        return server;
    }
}
