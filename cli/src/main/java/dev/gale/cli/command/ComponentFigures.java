package dev.gale.cli.command;

import dev.gale.cli.json.Json;
import java.util.ArrayList;
import java.util.List;

/**
 * What a spout or bolt has done since it was submitted, and does now. Latency is that of whole trees for spouts, of execute
 * for bolts.
 */
record ComponentFigures(
        String id,
        String executors,
        String tasks,
        long emitted,
        long transferred,
        long executed,
        long acked,
        long failed,
        String latency,
        ComponentRates rates) {
    /** Spouts, then bolts. */
    static List<ComponentFigures> of(Json topology) {
        List<ComponentFigures> figures = new ArrayList<>();
        topology.list("spouts").forEach(spout -> figures.add(of(spout, "spoutId", "completeLatency")));
        topology.list("bolts").forEach(bolt -> figures.add(of(bolt, "boltId", "executeLatency")));
        return figures;
    }

    private static ComponentFigures of(Json component, String id, String latency) {
        return new ComponentFigures(
                component.text(id),
                component.text("executors"),
                component.text("tasks"),
                component.whole("emitted"),
                component.whole("transferred"),
                component.whole("executed"),
                component.whole("acked"),
                component.whole("failed"),
                component.text(latency),
                ComponentRates.of(component));
    }
}
