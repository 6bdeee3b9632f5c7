package dev.fastmcp.it.peers;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Makes what clients print comparable. */
final class Sight {

    private static final String SERVER = "io.modelcontextprotocol/serverInfo";

    private Sight() {}

    /** Leaves out what clients tell in different words, or only some of them: how numbers are written, and that a result is complete. */
    static @Nullable Object comparable(@Nullable Object seen) {
        return switch (seen) {
            case null -> null;
            case Number number -> new BigDecimal(number.toString()).stripTrailingZeros();
            case List<?> list -> comparable(list);
            case Map<?, ?> map -> members(map);
            default -> seen;
        };
    }

    private static List<@Nullable Object> comparable(List<?> list) {
        List<@Nullable Object> all = new ArrayList<>();
        list.forEach(each -> all.add(comparable(each)));
        return all;
    }

    private static Map<String, @Nullable Object> members(Map<?, ?> map) {
        Map<String, @Nullable Object> members = new TreeMap<>();
        map.forEach((name, value) -> {
            if (name.equals("_meta")) {
                Map<?, ?> meta = withoutServer((Map<?, ?>) value);
                if (!meta.isEmpty()) {
                    members.put("_meta", comparable(meta));
                }
            } else if (!name.equals("resultType") || !"complete".equals(value)) {
                members.put((String) name, comparable(value));
            }
        });
        return members;
    }

    /** Each result of the modern era repeats who the server is. */
    private static Map<?, ?> withoutServer(Map<?, ?> meta) {
        Map<Object, Object> rest = new LinkedHashMap<>(meta);
        rest.remove(SERVER);
        return rest;
    }
}
