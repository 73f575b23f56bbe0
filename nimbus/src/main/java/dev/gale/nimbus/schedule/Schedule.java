package dev.gale.nimbus.schedule;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What is to be.
 *
 * @param placements where each topology of the situation is to run, by id in order of submission; empty for one without
 *     a place
 * @param outcomes of each topology, in the same order
 */
public record Schedule(Map<String, Placement> placements, Map<String, Outcome> outcomes) {
    public Schedule {
        placements = Collections.unmodifiableMap(new LinkedHashMap<>(placements));
        outcomes = Collections.unmodifiableMap(new LinkedHashMap<>(outcomes));
    }
}
