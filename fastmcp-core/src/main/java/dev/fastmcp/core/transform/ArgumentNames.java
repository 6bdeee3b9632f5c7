package dev.fastmcp.core.transform;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** Gives the arguments of a call back their original names, and adds what the configuration sets. */
final class ArgumentNames {

    private final ToolTransform tool;
    private final Map<String, Object> arguments = new LinkedHashMap<>();

    private ArgumentNames(ToolTransform tool) {
        this.tool = tool;
    }

    static Map<String, Object> restored(ToolTransform tool, Map<String, Object> given) {
        ArgumentNames names = new ArgumentNames(tool);
        given.forEach((name, value) -> names.arguments.put(names.original(name), value));
        tool.arguments().values().forEach(names::complete);
        return Collections.unmodifiableMap(names.arguments);
    }

    private String original(String name) {
        Optional<ArgumentTransform> called = tool.arguments().values().stream()
                .filter(argument -> !argument.hidden() && argument.name().equals(name))
                .findFirst();
        if (called.isPresent()) {
            return called.get().original();
        }
        ArgumentTransform gone = tool.arguments().get(name);
        if (gone == null) {
            return name;
        }
        throw gone.hidden()
                ? wrong("cannot be given", name, "the configuration of the server has hidden it: leave it out")
                : wrong("is unknown", name, "here it is called " + Place.quoted(gone.name()));
    }

    private void complete(ArgumentTransform argument) {
        if (arguments.containsKey(argument.original())) {
            return;
        }
        if (argument.hasDefault()) {
            argument.putDefault(arguments, argument.original());
        } else if (argument.required()) {
            throw wrong("is missing", argument.name(), "the configuration of the server requires it");
        }
    }

    private IllegalArgumentException wrong(String what, String name, String why) {
        return new IllegalArgumentException("The argument " + Place.quoted(name) + " of the tool "
                + Place.quoted(tool.name()) + " " + what + ": " + why);
    }
}
