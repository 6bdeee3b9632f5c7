package dev.fastmcp.core.binding;

import dev.fastmcp.api.CallOptions;
import dev.fastmcp.api.ClientSession;
import dev.fastmcp.api.ProgressListener;
import dev.fastmcp.api.ToolArgument;
import dev.fastmcp.api.ToolName;
import dev.fastmcp.api.model.CallToolResult;
import dev.fastmcp.api.model.Tool;
import java.lang.reflect.Method;
import java.lang.reflect.Parameter;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Finds the tool that a method stands for, and compares the two. */
final class MethodReader {

    private final Map<String, Tool> tools;
    private final ClientSession session;
    private final Differences differences;

    MethodReader(Map<String, Tool> tools, ClientSession session, Differences differences) {
        this.tools = tools;
        this.session = session;
        this.differences = differences;
    }

    /** Returns nothing if there is no such tool; other differences are only written down. */
    Optional<ToolCall> read(Method method) {
        List<String> found = differences.of(method);
        ToolName given = method.getAnnotation(ToolName.class);
        String wanted = given == null ? method.getName() : given.value();
        Tool tool = tools.get(given == null ? known(wanted, tools.keySet()) : wanted);
        if (tool == null) {
            found.add("the server has no tool " + Names.quoted(wanted) + "; " + Names.instead(wanted, tools.keySet()));
            return Optional.empty();
        }
        SchemaView input = SchemaView.of(tool.inputSchema());
        List<ToolCall.Parameter> parameters = parameters(method, input, found);
        checkRequired(parameters, input, found);
        ResultType result = result(method, tool, found);
        return Optional.of(new ToolCall(session, tool.name(), parameters, input.required(), result));
    }

    /** The name itself, or else in snake case. */
    private static String known(String name, Collection<String> names) {
        String snakeCase = Names.snakeCase(name);
        return !names.contains(name) && names.contains(snakeCase) ? snakeCase : name;
    }

    private static List<ToolCall.Parameter> parameters(Method method, SchemaView input, List<String> found) {
        Parameter[] all = method.getParameters();
        Type[] types = method.getGenericParameterTypes();
        boolean single = Arrays.stream(all)
                        .filter(parameter -> NoArgument.isArgument(parameter.getType()))
                        .count()
                == 1;
        List<ToolCall.Parameter> read = new ArrayList<>();
        Set<Object> seen = new LinkedHashSet<>();
        for (int i = 0; i < all.length; i++) {
            ToolCall.Parameter parameter = parameter(all[i], types[i], single, input, found);
            if (!seen.add(parameter)) {
                found.add("parameter " + (i + 1) + " is for the same as another one");
            }
            read.add(parameter);
        }
        return List.copyOf(read);
    }

    private static ToolCall.Parameter parameter(
            Parameter parameter, Type type, boolean single, SchemaView input, List<String> found) {
        if (!NoArgument.isArgument(parameter.getType())) {
            return parameter.getType() == CallOptions.class
                    ? new ToolCall.Parameter.Options()
                    : parameter.getType() == ProgressListener.class
                            ? new ToolCall.Parameter.Progress()
                            : new ToolCall.Parameter.Ignored();
        }
        Map<String, SchemaView> properties = input.properties();
        String name = name(parameter, properties.keySet());
        if (single && holdsAll(parameter, name, properties.keySet())) {
            new TypeCheck(Direction.ARGUMENT).check(type, input, found::add);
            return new ToolCall.Parameter.AllArguments(parameter.getName());
        }
        if (name == null) {
            found.add(Names.unknown(type, parameter));
            return new ToolCall.Parameter.Argument(parameter.getName());
        }
        SchemaView property = properties.get(name);
        if (property != null) {
            new TypeCheck(Direction.ARGUMENT)
                    .check(type, property, Differences.prefixed(found, "argument " + Names.quoted(name) + ": "));
        } else if (!input.isOpen()) {
            found.add(
                    "the tool has no argument " + Names.quoted(name) + "; " + Names.instead(name, properties.keySet()));
        }
        return new ToolCall.Parameter.Argument(name);
    }

    /** The name of the argument; {@code null} if the class file does not tell. */
    private static @Nullable String name(Parameter parameter, Collection<String> properties) {
        ToolArgument given = parameter.getAnnotation(ToolArgument.class);
        if (given != null) {
            return given.value();
        }
        return parameter.isNamePresent() ? known(parameter.getName(), properties) : null;
    }

    private static boolean holdsAll(Parameter parameter, @Nullable String name, Collection<String> properties) {
        Class<?> type = parameter.getType();
        return JavaTypes.isPlainRecord(type)
                && !parameter.isAnnotationPresent(ToolArgument.class)
                && (name == null || !properties.contains(name))
                && Arrays.stream(type.getRecordComponents())
                        .map(RecordComponent::getName)
                        .allMatch(properties::contains);
    }

    private static void checkRequired(List<ToolCall.Parameter> parameters, SchemaView input, List<String> found) {
        Set<String> missing = new LinkedHashSet<>(input.required());
        for (ToolCall.Parameter parameter : parameters) {
            switch (parameter) {
                case ToolCall.Parameter.Argument(String name) -> missing.remove(name);
                case ToolCall.Parameter.AllArguments all -> missing.clear();
                case ToolCall.Parameter.Options options -> {}
                case ToolCall.Parameter.Progress progress -> {}
                case ToolCall.Parameter.Ignored ignored -> {}
            }
        }
        if (!missing.isEmpty()) {
            found.add("the tool also requires " + Names.quoted(missing));
        }
    }

    private static ResultType result(Method method, Tool tool, List<String> found) {
        Type type = method.getGenericReturnType();
        SchemaView output = tool.outputSchema().map(SchemaView::of).orElseGet(() -> new SchemaView(Map.of(), Map.of()));
        boolean wrapped = output.isWrapper();
        if (!Values.isSupported(type)) {
            found.add("the result cannot be made a " + Differences.shown(type)
                    + ": return a class, or a List, Set, Map or Optional of one");
        } else if (type != CallToolResult.class) {
            new TypeCheck(Direction.RESULT).check(type, inner(type, output), Differences.prefixed(found, "result: "));
        }
        return new ResultType(tool.name(), type, wrapped);
    }

    /** Results that are no objects stand in one. */
    private static SchemaView inner(Type type, SchemaView output) {
        Map<String, SchemaView> properties = output.properties();
        SchemaView only = properties.size() == 1 ? properties.get("result") : null;
        if (only == null) {
            return output;
        }
        Class<?> raw = JavaTypes.raw(JavaTypes.isOptional(type) ? JavaTypes.argument(type, 0) : type);
        return output.isWrapper() || !"object".equals(JavaTypes.kind(raw)) ? only : output;
    }
}
