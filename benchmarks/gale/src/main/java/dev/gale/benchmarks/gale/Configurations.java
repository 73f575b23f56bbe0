package dev.gale.benchmarks.gale;

import dev.gale.Config;
import dev.gale.benchmarks.harness.Workload;
import java.util.Map;
import java.util.TreeMap;

/** What each named configuration sets: the whole of it. */
final class Configurations {
    private static final String SCHEDULING = "topology.scheduling";
    private static final String FUSION = "topology.fusion";

    private static final String PENDING = "pending";

    private static final Map<String, Map<String, Object>> BY_NAME = new TreeMap<>(Map.of(
            "default",
            Map.of(),
            "dedicated",
            Map.of(SCHEDULING, "dedicated"),
            "packed-unfused",
            Map.of(SCHEDULING, "packed", FUSION, false),
            // Sets what is in flight, which is the knob that Storm's users turn first.
            PENDING,
            Map.of()));

    private Configurations() {}

    /**
     * The settings of a topology.
     *
     * @throws IllegalArgumentException when there is no configuration of that name
     */
    static Map<String, Object> settings(String name, Workload workload) {
        Map<String, Object> named = BY_NAME.get(name);
        if (named == null) {
            throw new IllegalArgumentException("no configuration " + name + "; there are " + BY_NAME.keySet());
        }
        Map<String, Object> all = new TreeMap<>(named);
        switch (workload) {
            case W1, W2U, W5U -> all.put(Config.TOPOLOGY_ACKER_EXECUTORS, 0);
            case W2, W3, W4, W5, W6, W7, START, HOP -> {}
        }
        if (workload.isAcrossProcesses()) {
            all.put(Config.TOPOLOGY_WORKERS, 2);
        }
        if (name.equals(PENDING)) {
            all.put(Config.TOPOLOGY_MAX_SPOUT_PENDING, workload == Workload.W3 ? 1024 : 8192);
        }
        return all;
    }
}
