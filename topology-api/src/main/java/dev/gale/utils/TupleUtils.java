package dev.gale.utils;

import dev.gale.Config;
import dev.gale.Constants;
import dev.gale.tuple.Tuple;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/** What bolts and groupings ask about tuples. Stateless, for any thread. */
public final class TupleUtils {
    private TupleUtils() {}

    /** Whether the tuple comes from the clock and not from a component. False for null. */
    public static boolean isTick(Tuple tuple) {
        return tuple != null
                && Constants.SYSTEM_COMPONENT_ID.equals(tuple.getSourceComponent())
                && Constants.SYSTEM_TICK_STREAM_ID.equals(tuple.getSourceStreamId());
    }

    /**
     * The rule of the fields grouping: equal keys give the same index. Arrays count by their content. Values that take
     * their hash from their identity (enums, objects without hashCode) give different indices in different workers.
     *
     * @param keys the values of the grouping's fields; may be null
     * @return 0 to numTasks - 1, an index into the receiving tasks in ascending order
     */
    public static <T> int chooseTaskIndex(List<T> keys, int numTasks) {
        int hash = keys == null ? 1 : Arrays.deepHashCode(keys.toArray());
        return Math.floorMod(hash, numTasks);
    }

    /**
     * Asks for tick tuples, to be used in getComponentConfiguration.
     *
     * @param conf              is changed and returned; null for a new one
     * @param tickFrequencySecs seconds; 0 or less leaves the configuration as it is
     */
    public static Map<String, Object> putTickFrequencyIntoComponentConfig(
            Map<String, Object> conf, int tickFrequencySecs) {
        Map<String, Object> target = conf == null ? new Config() : conf;
        if (tickFrequencySecs > 0) {
            target.put(Config.TOPOLOGY_TICK_TUPLE_FREQ_SECS, tickFrequencySecs);
        }
        return target;
    }
}
