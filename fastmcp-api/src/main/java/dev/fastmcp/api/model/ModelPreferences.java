package dev.fastmcp.api.model;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What a server wishes from the choice of a model (schema "ModelPreferences"). The client is free to ignore it.
 *
 * @param hints wishes, the first that can be met counts
 * @param costPriority how much price matters, from 0 to 1
 * @param speedPriority how much speed matters, from 0 to 1
 * @param intelligencePriority how much ability matters, from 0 to 1
 * @param extra members that this library does not know
 */
public record ModelPreferences(
        List<ModelHint> hints,
        Optional<Double> costPriority,
        Optional<Double> speedPriority,
        Optional<Double> intelligencePriority,
        Map<String, Object> extra) {

    /** Copies the collections. */
    public ModelPreferences {
        hints = List.copyOf(hints);
        extra = Members.copyOf(extra);
    }

    /**
     * A wish for a model.
     *
     * @param name a part of the name of a model or family
     * @param extra members that this library does not know
     */
    public record ModelHint(Optional<String> name, Map<String, Object> extra) {

        /** Copies the collections. */
        public ModelHint {
            extra = Members.copyOf(extra);
        }
    }
}
