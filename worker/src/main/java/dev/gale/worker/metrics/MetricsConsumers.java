package dev.gale.worker.metrics;

import dev.gale.Config;
import dev.gale.Constants;
import dev.gale.generated.Bolt;
import dev.gale.generated.ComponentCommon;
import dev.gale.generated.ComponentObject;
import dev.gale.generated.GlobalStreamId;
import dev.gale.generated.Grouping;
import dev.gale.generated.NullStruct;
import dev.gale.generated.StormTopology;
import dev.gale.utils.Utils;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Adds a bolt to a topology for every metrics consumer that its configuration registers. */
public final class MetricsConsumers {
    /** Fields of the stream {@code __metrics} that every component then has. */
    public static final List<String> FIELDS = List.of("task-info", "data-points");

    private MetricsConsumers() {}

    /**
     * @param topology changed in place
     * @return what is wrong with the registrations, a sentence a problem
     */
    public static List<String> addTo(StormTopology topology, Map<String, Object> conf) {
        List<String> problems = new ArrayList<>();
        if (!(conf.get(Config.TOPOLOGY_METRICS_CONSUMER_REGISTER) instanceof List<?> registrations)) {
            return problems;
        }
        List<String> components = new ArrayList<>(topology.get_spouts().keySet());
        components.addAll(topology.get_bolts().keySet());
        Map<String, Integer> uses = new HashMap<>();
        for (Object registration : registrations) {
            if (!(registration instanceof Map<?, ?> consumer) || !(consumer.get("class") instanceof String className)) {
                problems.add(
                        Config.TOPOLOGY_METRICS_CONSUMER_REGISTER + " must hold maps with the key class, but holds "
                                + registration + "; use Config.registerMetricsConsumer");
                continue;
            }
            int number = uses.merge(className, 1, Integer::sum);
            String id = Constants.METRICS_COMPONENT_ID_PREFIX + className + (number == 1 ? "" : "#" + number);
            topology.put_to_bolts(id, bolt(className, consumer, components));
        }
        return problems;
    }

    private static Bolt bolt(String className, Map<?, ?> consumer, List<String> components) {
        Map<GlobalStreamId, Grouping> inputs = new LinkedHashMap<>();
        for (String component : components) {
            inputs.put(new GlobalStreamId(component, Constants.METRICS_STREAM_ID), Grouping.shuffle(new NullStruct()));
        }
        ComponentCommon common = new ComponentCommon(inputs, new LinkedHashMap<>());
        common.set_parallelism_hint(
                consumer.get("parallelism.hint") instanceof Number hint ? Math.max(1, hint.intValue()) : 1);
        MetricsConsumerBolt bolt = new MetricsConsumerBolt(className, consumer.get("argument"));
        return new Bolt(ComponentObject.serialized_java(Utils.javaSerialize(bolt)), common);
    }
}
