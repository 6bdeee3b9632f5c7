package dev.fastmcp.it.peers;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What may differ between a visit and the same visit through a proxy, and nothing else:
 *
 * <ul>
 *   <li>the version: a proxy may speak a newer one than the server behind it
 *   <li>capabilities that are said to be missing, or not said at all
 *   <li>where the proxy speaks another era with the server: what the server can do in that era, how long results may be kept, and the code for resources that do not exist, which belongs to the era
 *   <li>in that case also the tool {@code ask} of FastMCP 4, which refuses to ask in the modern era
 * </ul>
 *
 * @param stop what was done
 * @param client who did it
 * @param peer where
 * @param otherEra whether the proxy spoke another era with the server than the client with the proxy
 */
record Allowance(Visit.Stop stop, ForeignClient client, VisitedPeer peer, boolean otherEra) {

    /** What is left of the outcome of a direct visit. */
    @Nullable
    Object direct(Map<String, Object> outcome) {
        return refuses() ? refusal() : Sight.comparable(common(outcome));
    }

    /** What is left of the outcome of a visit through a proxy. */
    @Nullable
    Object proxied(Map<String, Object> outcome) {
        if (does("describe")) {
            assertThat(result(outcome).get("version")).isEqualTo(client.version());
        }
        return Sight.comparable(common(outcome));
    }

    private boolean does(String step) {
        return step.equals(stop.step().get("do"));
    }

    private boolean refuses() {
        return otherEra
                && peer == VisitedPeer.FASTMCP_4
                && "ask".equals(stop.step().get("tool"));
    }

    private static Object refusal() {
        String text = "elicitation via server-initiated requests is unavailable on 2026-07-28 connections.";
        return new TreeMap<>(
                Map.of("result", Map.of("content", List.of(Map.of("type", "text", "text", text)), "isError", true)));
    }

    private Map<String, Object> common(Map<String, Object> outcome) {
        if (does("describe")) {
            return described(result(outcome));
        }
        if (!otherEra || !does("read")) {
            return outcome;
        }
        Map<String, Object> common = new LinkedHashMap<>(outcome);
        common.computeIfPresent("result", (name, result) -> without(result, "ttlMs", "cacheScope"));
        common.computeIfPresent("error", (name, error) -> without(error, "code"));
        return common;
    }

    private Map<String, Object> described(Map<String, Object> result) {
        Map<String, Object> described = without(result, "version");
        Map<String, Object> capabilities = new TreeMap<>();
        members(Objects.requireNonNull(result.get("capabilities"))).forEach((name, value) -> {
            Map<String, Object> features = new TreeMap<>(members(value));
            features.values().removeIf(Boolean.FALSE::equals);
            if (!name.equals("experimental") || !features.isEmpty()) {
                capabilities.put(name, features);
            }
        });
        if (otherEra) {
            capabilities.remove("extensions");
            capabilities.replaceAll((name, features) -> "there");
        }
        described.put("capabilities", capabilities);
        return described;
    }

    private static Map<String, Object> result(Map<String, Object> outcome) {
        return members(Objects.requireNonNull(outcome.get("result"), outcome::toString));
    }

    private static Map<String, Object> without(Object json, String... names) {
        Map<String, Object> rest = new LinkedHashMap<>(members(json));
        List.of(names).forEach(rest::remove);
        return rest;
    }

    @SuppressWarnings("unchecked")
    private static Map<String, Object> members(Object json) {
        return (Map<String, Object>) json;
    }
}
