package dev.fastmcp.server;

import dev.fastmcp.api.error.DataMappingException;
import dev.fastmcp.api.json.JsonValue;
import dev.fastmcp.core.binding.SchemaWriter;
import dev.fastmcp.core.binding.TypeFit;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** Makes sure that the arguments of a call are those that the tool wants. */
final class ToolArguments {

    private final List<Expected> expected;
    private final Set<String> known;
    private final List<String> required;

    private record Expected(SchemaWriter.Member member, TypeFit type) {}

    ToolArguments(List<SchemaWriter.Member> members) {
        this.expected = members.stream()
                .map(member -> new Expected(member, TypeFit.of(member.type())))
                .toList();
        this.known = members.stream().map(SchemaWriter.Member::name).collect(Collectors.toUnmodifiableSet());
        this.required = members.stream()
                .filter(SchemaWriter.Member::required)
                .map(SchemaWriter.Member::name)
                .toList();
    }

    /**
     * Checks the names, and that no value would turn into another one.
     *
     * @throws ToolInputException if an argument is missing, unknown, or of another type
     */
    Map<String, Object> checked(JsonValue given) {
        Map<String, Object> arguments;
        try {
            arguments = given.asMap();
        } catch (DataMappingException e) {
            throw new ToolInputException("The arguments must be an object", e);
        }
        for (int i = 0; i < required.size(); i++) { // an iterator would be garbage of each call
            if (arguments.get(required.get(i)) == null) {
                throw new ToolInputException("The argument \"" + required.get(i) + "\" is missing", null);
            }
        }
        if (!known.containsAll(arguments.keySet())) {
            Set<String> unknown = new TreeSet<>(arguments.keySet());
            unknown.removeAll(known);
            throw new ToolInputException(
                    "Unknown arguments " + unknown + "; the tool takes "
                            + (known.isEmpty() ? "none" : new TreeSet<>(known)),
                    null);
        }
        for (int i = 0; i < expected.size(); i++) {
            Expected each = expected.get(i);
            if (!each.type().accepts(arguments.get(each.member().name()))) {
                throw new ToolInputException(misfit(each.member()), null);
            }
        }
        return arguments;
    }

    private static String misfit(SchemaWriter.Member member) {
        String schema = JsonValue.of(SchemaWriter.of(member.type())).toJson();
        return "The argument \"" + member.name() + "\" does not fit its schema, " + schema;
    }

    /** Makes a record of them. */
    <A> A as(Class<A> type, JsonValue given) {
        checked(given);
        try {
            A arguments = given.isNull() ? JsonValue.of(Map.of()).as(type) : given.as(type);
            if (arguments != null) {
                return arguments;
            }
        } catch (DataMappingException e) {
            throw new ToolInputException(fault(given), e);
        }
        throw new ToolInputException("The arguments must be an object", null);
    }

    /** What is wrong, in words of the tool's schema: those of Java are nothing to a client. */
    private String fault(JsonValue given) {
        for (Expected each : expected) {
            SchemaWriter.Member member = each.member();
            Optional<JsonValue> argument = given.member(member.name());
            if (argument.isPresent() && !member.accepts(argument.get())) {
                return misfit(member);
            }
        }
        return "The arguments do not fit the input schema of the tool";
    }
}
