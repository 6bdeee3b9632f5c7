package dev.fastmcp.server;

import dev.fastmcp.api.error.McpException;
import dev.fastmcp.api.json.JsonValue;
import dev.fastmcp.api.model.Tool;
import dev.fastmcp.api.model.ToolAnnotations;
import dev.fastmcp.core.binding.SchemaWriter;
import dev.fastmcp.core.mirror.HeaderAnnotations;
import dev.fastmcp.core.transform.Tags;
import java.lang.reflect.Type;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A tool of a server: what clients see of it, and what it does. Immutable.
 *
 * <pre>{@code
 * record Sum(double a, double b) {}
 *
 * ServerTool.of("add", "Adds two numbers.", Sum.class, (sum, context) -> sum.a() + sum.b());
 * }</pre>
 */
public final class ServerTool {

    private final Tool definition;
    private final ToolCall call;
    private final Map<List<String>, String> headers;

    private ServerTool(Tool definition, ToolCall call, Map<List<String>, String> headers) {
        this.definition = definition;
        this.call = call;
        this.headers = headers;
    }

    /**
     * Makes a tool whose arguments are a record. Its schema is made from the record: components are required unless they are {@link Optional} or annotated as {@code Nullable}. Arguments that do not fit are refused in words of the schema;
     * nothing is cut off or turned into another type, but a text that says a number or a truth value is taken for one where one is wanted, since models like to write them so.
     *
     * @param name what the tool is called
     * @param description what it is for
     * @param arguments the record
     * @param handler does it
     * @param <A> the record
     * @return the tool
     */
    public static <A extends Record> ServerTool of(
            String name, String description, Class<A> arguments, ToolHandler<? super A> handler) {
        return builder(name)
                .description(description)
                .handler(arguments, handler)
                .build();
    }

    /**
     * Makes a tool without arguments.
     *
     * @param name what the tool is called
     * @param description what it is for
     * @param handler does it
     * @return the tool
     */
    public static ServerTool of(String name, String description, ToolHandler<? super Map<String, Object>> handler) {
        return builder(name).description(description).handler(handler).build();
    }

    /**
     * Makes a tool of each abstract method of an interface: the other side of {@link dev.fastmcp.api.ClientSession#bind(Class)}, for the same interfaces.
     *
     * <p>A tool is called as its method, or as {@link dev.fastmcp.api.ToolName} says; {@link dev.fastmcp.api.Description} tells what it is for. Each parameter is an argument, called as {@link
     * dev.fastmcp.api.ToolArgument} says, or as the parameter if the interface was compiled with {@code -parameters}; it is required unless it is an {@link Optional} or annotated as {@code Nullable}. A parameter of type
     * {@link RequestContext} is no argument, but the request (clients that bind the interface give {@code null}); a {@link dev.fastmcp.api.ProgressListener} tells the client of progress, and {@link
     * dev.fastmcp.api.CallOptions} mean nothing here.
     *
     * <p>The output schema is made from what the method returns, and what it returns becomes structured content; an empty {@code Optional} is a JSON {@code null}. {@code void} gives no content. A
     * {@link dev.fastmcp.api.model.CallToolResult}, an {@link dev.fastmcp.api.model.InputRequiredResult} and content blocks are taken as they are. What the method throws is treated as for {@link ToolHandler}.
     *
     * @param type the interface. In a named module it must be public and exported, or opened to {@code dev.fastmcp.core}; records of its methods must be exported, or opened to {@code tools.jackson.databind}
     * @param implementation does what the tools are for; called by several threads at once
     * @param <T> the interface
     * @return the tools, by name
     * @throws IllegalArgumentException if it is no interface, or some of its methods cannot be tools; the message names all reasons, one on a line
     */
    public static <T> List<ServerTool> methods(Class<T> type, T implementation) {
        return InterfaceTools.of(type, implementation);
    }

    /**
     * Starts to describe a tool.
     *
     * @param name what it is called: 1 to 128 letters, digits, and characters of {@code _.-}
     * @return a builder
     * @throws IllegalArgumentException if the name is not like that
     */
    public static Builder builder(String name) {
        return new Builder(name);
    }

    static ServerTool of(Tool definition, ToolCall call) {
        return new ServerTool(definition, call, Map.of());
    }

    /**
     * Returns what clients see.
     *
     * @return the definition
     */
    public Tool definition() {
        return definition;
    }

    /**
     * Returns what the tool is marked with: the tags in {@code _meta} of the definition.
     *
     * @return the tags, see {@link FastMcpServer#disable(String...)}
     */
    public Set<String> tags() {
        return Tags.of(definition.meta());
    }

    ToolCall call() {
        return call;
    }

    /** Which arguments clients repeat in which headers, by path. */
    Map<List<String>, String> headers() {
        return headers;
    }

    @Override
    public String toString() {
        return "ServerTool[" + definition.name() + "]";
    }

    /** Describes a tool. Not thread-safe. */
    public static final class Builder {

        private static final Pattern NAME = Pattern.compile("[A-Za-z0-9_.-]{1,128}");
        private static final JsonValue NO_ARGUMENTS =
                JsonValue.of(Map.of("type", "object", "additionalProperties", false));

        private final String name;
        private @Nullable String title;
        private @Nullable String description;
        private @Nullable JsonValue inputSchema;
        private @Nullable JsonValue outputSchema;
        private JsonValue madeInputSchema = NO_ARGUMENTS;
        private @Nullable JsonValue madeOutputSchema;
        private @Nullable Type outputType;
        private @Nullable ToolAnnotations annotations;
        private Map<String, Object> meta = Map.of();
        private Set<String> tags = Set.of();
        private @Nullable ToolCall call;

        private Builder(String name) {
            if (!NAME.matcher(Objects.requireNonNull(name, "name")).matches()) {
                throw new IllegalArgumentException(
                        "\"" + name + "\" is no name for a tool: use 1 to 128 letters, digits, '_', '.' and '-'");
            }
            this.name = name;
        }

        /**
         * Sets the name that people see.
         *
         * @param text default: none
         * @return this
         */
        public Builder title(String text) {
            title = Objects.requireNonNull(text, "title");
            return this;
        }

        /**
         * Sets what the tool is for.
         *
         * @param text default: none
         * @return this
         */
        public Builder description(String text) {
            description = Objects.requireNonNull(text, "description");
            return this;
        }

        /**
         * Sets the schema of the arguments, instead of the one that is made from the handler's record. Arguments are compared with it before the handler is called, if {@code com.networknt:json-schema-validator} is
         * there.
         *
         * <p>Over HTTP, clients of the modern era repeat arguments that have an {@code x-mcp-header} in a header, and calls in which the two differ are refused.
         *
         * @param schema a JSON Schema of an object: it has {@code "type": "object"}. Checked by {@link #build}
         * @return this
         */
        public Builder inputSchema(JsonValue schema) {
            inputSchema = Objects.requireNonNull(schema, "schema");
            return this;
        }

        /**
         * Sets the schema of the structured content. Results are compared with it, if {@code com.networknt:json-schema-validator} is there: one that does not fit becomes an error.
         *
         * @param schema a JSON Schema; default: none. Checked by {@link #build}
         * @return this
         */
        public Builder outputSchema(JsonValue schema) {
            outputSchema = Objects.requireNonNull(schema, "schema");
            madeOutputSchema = null;
            outputType = null;
            return this;
        }

        /**
         * Sets the schema of the structured content to that of a Java type. What is no JSON object stands in one, as the member {@code result}. If the handler returns no such thing the call is an error.
         *
         * @param type what the handler returns
         * @return this
         */
        public Builder output(Type type) {
            outputSchema = null;
            madeOutputSchema = JsonValue.of(ToolResults.schema(Objects.requireNonNull(type, "type")));
            outputType = type;
            return this;
        }

        /**
         * Sets hints about what the tool does.
         *
         * @param hints default: none
         * @return this
         */
        public Builder annotations(ToolAnnotations hints) {
            annotations = Objects.requireNonNull(hints, "hints");
            return this;
        }

        /**
         * Sets what clients get in {@code _meta} of the definition.
         *
         * @param members default: none
         * @return this
         */
        public Builder meta(Map<String, Object> members) {
            meta = Map.copyOf(members);
            return this;
        }

        /**
         * Marks the tool, so that it can be switched on and off together with others. Clients see the tags in {@code _meta} of the definition, under {@code fastmcp}.
         *
         * @param names default: none
         * @return this
         */
        public Builder tags(String... names) {
            tags = Set.copyOf(Arrays.asList(names));
            return this;
        }

        /**
         * Sets what the tool does.
         *
         * @param handler gets the arguments as a map; without {@link #inputSchema} there are none
         * @return this
         */
        public Builder handler(ToolHandler<? super Map<String, Object>> handler) {
            Objects.requireNonNull(handler, "handler");
            madeInputSchema = NO_ARGUMENTS;
            call = (arguments, context) -> handler.call(arguments.asMap(), context);
            return this;
        }

        /**
         * Sets what the tool does.
         *
         * @param arguments the record that the arguments become
         * @param handler gets the record
         * @param <A> the record
         * @return this
         */
        public <A extends Record> Builder handler(Class<A> arguments, ToolHandler<? super A> handler) {
            Objects.requireNonNull(handler, "handler");
            List<SchemaWriter.Member> members = SchemaWriter.members(Objects.requireNonNull(arguments, "arguments"));
            madeInputSchema = JsonValue.of(SchemaWriter.of(arguments));
            ToolArguments expected = new ToolArguments(members);
            call = (given, context) -> handler.call(expected.as(arguments, given), context);
            return this;
        }

        /** Sets what the tool does, and the schemas that are made from it: those are kept by the call itself. */
        Builder call(ToolCall does, JsonValue arguments, Optional<JsonValue> result) {
            call = does;
            madeInputSchema = arguments;
            madeOutputSchema = result.orElse(null);
            return this;
        }

        /**
         * Makes the tool.
         *
         * @return the tool
         * @throws IllegalStateException if there is no handler
         * @throws IllegalArgumentException if a schema is no JSON object, the input schema is not that of an object, or an {@code x-mcp-header} in it breaks the rules for them
         */
        public ServerTool build() {
            ToolCall does = call;
            if (does == null) {
                throw new IllegalStateException("tool " + name + " does nothing: give it a handler");
            }
            requireSchemas();
            Tool definition = new Tool(
                    name,
                    Optional.ofNullable(title),
                    Optional.ofNullable(description),
                    inputSchema == null ? madeInputSchema : inputSchema,
                    Optional.ofNullable(outputSchema == null ? madeOutputSchema : outputSchema),
                    Optional.ofNullable(annotations),
                    Optional.empty(),
                    List.of(),
                    tags.isEmpty() ? meta : Tags.with(meta, new TreeSet<>(tags)),
                    Map.of());
            return new ServerTool(
                    definition,
                    CheckedCall.of(name, promised(withoutArguments(does)), inputSchema, outputSchema),
                    headers(name, inputSchema));
        }

        private ToolCall promised(ToolCall does) {
            return outputType == null ? does : TypedCall.of(name, does, outputType);
        }

        /** Nobody else compares arguments with the schema that says there are none. */
        private ToolCall withoutArguments(ToolCall does) {
            if (inputSchema != null || madeInputSchema != NO_ARGUMENTS) {
                return does;
            }
            ToolArguments none = new ToolArguments(List.of());
            return (given, context) -> {
                none.checked(given);
                return does.call(given, context);
            };
        }

        /** Clients refuse lists of tools whose schemas are no schemas. */
        private void requireSchemas() {
            if (inputSchema != null
                    && !"object".equals(members(inputSchema, "input").get("type"))) {
                throw new IllegalArgumentException("the input schema of tool " + name
                        + " is not that of an object: give it \"type\": \"object\", and the arguments in"
                        + " \"properties\"");
            }
            if (outputSchema != null) {
                members(outputSchema, "output");
            }
        }

        private Map<String, Object> members(JsonValue schema, String which) {
            try {
                if (schema.asObject() instanceof Map<?, ?>) {
                    return schema.asMap();
                }
            } catch (McpException e) {
                throw new IllegalArgumentException(
                        "the " + which + " schema of tool " + name + " cannot be read: " + e.getMessage(), e);
            }
            throw new IllegalArgumentException("the " + which + " schema of tool " + name
                    + " is no JSON object: give one such as {\"type\": \"object\"}");
        }

        /** A schema that is made from Java has none. */
        private static Map<List<String>, String> headers(String name, @Nullable JsonValue schema) {
            try {
                return schema == null ? Map.of() : HeaderAnnotations.of(schema);
            } catch (HeaderAnnotations.InvalidException e) {
                throw new IllegalArgumentException(
                        "tool " + name + " would be refused by clients: " + e.getMessage(), e);
            }
        }
    }
}
