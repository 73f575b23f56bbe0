package dev.gale.topology;

import java.util.Map;

/**
 * Settings of one component. They win over what {@link IComponent#getComponentConfiguration()} returned and, in the
 * component itself, over the topology's configuration.
 *
 * <p>Values may be null, strings, booleans, numbers, and lists and maps of these. They are copied, and numbers are
 * kept as {@code Long} or {@code Double}, so an {@code int} set here is read as a {@code Long} in {@code prepare}.
 *
 * @param <T> what the methods return, so that calls can be chained
 */
@SuppressWarnings("rawtypes") // the bound erases to the interface itself, as compiled topologies expect
public interface ComponentConfigurationDeclarer<T extends ComponentConfigurationDeclarer> extends ResourceDeclarer<T> {
    /**
     * Sets several settings at once.
     *
     * @param conf settings; null or empty changes nothing
     * @throws IllegalArgumentException if a value has another type than those above, or for
     *     {@code topology.kryo.register}, which belongs to the topology's configuration
     */
    T addConfigurations(Map<String, Object> conf);

    /** The settings as they stand, those that the component brought along included; a copy. */
    Map<String, Object> getComponentConfiguration();

    /** Like {@link #addConfigurations} with one setting. */
    T addConfiguration(String config, Object value);

    /** Whether every tuple that this component emits or receives is logged. */
    T setDebug(boolean debug);

    /** Upper limit of the number of tasks; at least 1, null for none. */
    T setMaxTaskParallelism(Number val);

    /** How many tracked tuples a spout task may have in flight; at least 1, null for the topology's setting. */
    T setMaxSpoutPending(Number val);

    /** Number of tasks; at least 0, null for as many as executors. */
    T setNumTasks(Number val);

    /** Resources of other kinds per task, by name; those named before and not here stay. Null changes nothing. */
    T addResources(Map<String, Double> resources);

    /** Amount of one resource of another kind per task. */
    T addResource(String resourceName, Number resourceValue);
}
