package dev.fastmcp.core.transform;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads objects of a configuration, and refuses members that are wrong or unknown. */
final class Fields {

    private Fields() {}

    /** Returns the value as an object all of whose members are known, and of the right kind. */
    static Map<String, Object> checked(Place place, @Nullable Object value, Map<String, Kind> known) {
        Map<String, Object> json = object(place, value);
        json.forEach((name, member) -> {
            Kind kind = known.get(name);
            if (kind == null) {
                throw place.member(name).wrong("unknown; " + Place.instead(name, known.keySet()));
            }
            kind.check(place.member(name), member);
        });
        return json;
    }

    @SuppressWarnings("unchecked") // entries hold frozen JSON, whose objects have string keys
    static Map<String, Object> object(Place place, @Nullable Object value) {
        Kind.OBJECT.check(place, value);
        return value instanceof Map<?, ?> map ? (Map<String, Object>) map : Map.of();
    }

    static List<String> texts(Map<String, Object> json, String name) {
        return json.get(name) instanceof List<?> list
                ? list.stream().map(String.class::cast).toList()
                : List.of();
    }
}
