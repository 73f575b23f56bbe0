package dev.gale.nimbus.topology;

import dev.gale.Config;
import dev.gale.Constants;
import dev.gale.generated.ComponentCommon;
import dev.gale.generated.StormTopology;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Which tasks a topology has: components by id, those of the system among them, numbered from 1. Workers lay out the same
 * submission in the same way.
 */
final class TaskLayout {
    private static final int MOST_TASKS = 1_000_000;

    private TaskLayout() {}

    /** A component before it is laid out. */
    private record Wish(boolean spout, int parallelism, Map<String, Object> conf) {}

    /**
     * @param conf the topology's configuration, checked, as its components' are
     * @throws IllegalArgumentException when there are too many tasks to be numbered
     */
    static List<ComponentTasks> of(StormTopology topology, Map<String, Object> conf) {
        Map<String, Wish> wishes = new TreeMap<>();
        topology.get_spouts().forEach((id, spout) -> wishes.put(id, wish(true, spout.get_common(), conf)));
        topology.get_bolts().forEach((id, bolt) -> wishes.put(id, wish(false, bolt.get_common(), conf)));
        addMetricsConsumers(wishes, conf);
        List<ComponentTasks> components = new ArrayList<>();
        int next = 1;
        for (Map.Entry<String, Wish> entry : wishes.entrySet()) {
            Wish wish = entry.getValue();
            int tasks = tasks(wish.parallelism, wish.conf);
            components.add(
                    new ComponentTasks(entry.getKey(), wish.spout, next, tasks, Math.min(wish.parallelism, tasks)));
            if (tasks > MOST_TASKS - next) {
                throw new IllegalArgumentException("it has more than " + MOST_TASKS
                        + " tasks; lower the parallelism or " + Config.TOPOLOGY_TASKS + " of its components");
            }
            next += tasks;
        }
        return components;
    }

    private static Wish wish(boolean spout, ComponentCommon common, Map<String, Object> conf) {
        int parallelism = common.is_set_parallelism_hint() ? common.get_parallelism_hint() : 1;
        return new Wish(spout, parallelism, PlacementSettings.merged(conf, common.get_conf()));
    }

    private static int tasks(int parallelism, Map<String, Object> conf) {
        Long given = PlacementSettings.TASKS.in(conf);
        Long most = PlacementSettings.MAX_TASK_PARALLELISM.in(conf);
        long wanted = given == null ? parallelism : given;
        return (int) (most == null ? wanted : Math.min(most, wanted));
    }

    /** Workers add a bolt for each registration. */
    private static void addMetricsConsumers(Map<String, Wish> wishes, Map<String, Object> conf) {
        if (!(conf.get(Config.TOPOLOGY_METRICS_CONSUMER_REGISTER) instanceof List<?> registrations)) {
            return;
        }
        Map<String, Integer> uses = new HashMap<>();
        for (Object registration : registrations) {
            if (registration instanceof Map<?, ?> consumer && consumer.get("class") instanceof String className) {
                int number = uses.merge(className, 1, Integer::sum);
                String id = Constants.METRICS_COMPONENT_ID_PREFIX + className + (number == 1 ? "" : "#" + number);
                int parallelism =
                        consumer.get("parallelism.hint") instanceof Number hint ? Math.max(1, hint.intValue()) : 1;
                wishes.put(id, new Wish(false, parallelism, conf));
            }
        }
    }
}
