package dev.gale.topology;

import dev.gale.Config;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Turns the named settings into configuration entries, so that a declarer only has to store entries.
 *
 * @param <T> what the methods return, so that calls can be chained
 */
@SuppressWarnings("rawtypes") // the bound erases to the interface itself, as compiled topologies expect
public abstract class BaseConfigurationDeclarer<T extends ComponentConfigurationDeclarer>
        implements ComponentConfigurationDeclarer<T> {
    @Override
    public T addConfiguration(String config, Object value) {
        return addConfigurations(Collections.singletonMap(config, value));
    }

    @Override
    public T setDebug(boolean debug) {
        return addConfiguration(Config.TOPOLOGY_DEBUG, debug);
    }

    @Override
    public T setMaxTaskParallelism(Number val) {
        return addConfiguration(
                Config.TOPOLOGY_MAX_TASK_PARALLELISM, count(Config.TOPOLOGY_MAX_TASK_PARALLELISM, val, 1));
    }

    @Override
    public T setMaxSpoutPending(Number val) {
        return addConfiguration(Config.TOPOLOGY_MAX_SPOUT_PENDING, count(Config.TOPOLOGY_MAX_SPOUT_PENDING, val, 1));
    }

    @Override
    public T setNumTasks(Number val) {
        return addConfiguration(Config.TOPOLOGY_TASKS, count(Config.TOPOLOGY_TASKS, val, 0));
    }

    @Override
    public T setMemoryLoad(Number onHeap) {
        return setAmount(Config.TOPOLOGY_COMPONENT_RESOURCES_ONHEAP_MEMORY_MB, onHeap);
    }

    @Override
    public T setMemoryLoad(Number onHeap, Number offHeap) {
        // Both are checked before either is stored: a refused call changes nothing.
        checkAmount(Config.TOPOLOGY_COMPONENT_RESOURCES_OFFHEAP_MEMORY_MB, offHeap);
        setAmount(Config.TOPOLOGY_COMPONENT_RESOURCES_ONHEAP_MEMORY_MB, onHeap);
        return setAmount(Config.TOPOLOGY_COMPONENT_RESOURCES_OFFHEAP_MEMORY_MB, offHeap);
    }

    @Override
    public T setCPULoad(Number amount) {
        return setAmount(Config.TOPOLOGY_COMPONENT_CPU_PCORE_PERCENT, amount);
    }

    @Override
    public T addResources(Map<String, Double> resources) {
        if (resources == null || resources.isEmpty()) {
            return addConfigurations(null);
        }
        Map<String, Object> all = new LinkedHashMap<>();
        Map<String, Object> conf = getComponentConfiguration();
        if (conf != null && conf.get(Config.TOPOLOGY_COMPONENT_RESOURCES_MAP) instanceof Map<?, ?> before) {
            before.forEach((name, amount) -> all.put(String.valueOf(name), amount));
        }
        resources.forEach((name, amount) -> {
            if (name == null || amount == null) {
                throw new IllegalArgumentException(
                        "A resource needs a name and an amount, found " + name + "=" + amount);
            }
            all.put(name, checkAmount(name, amount));
        });
        return addConfiguration(Config.TOPOLOGY_COMPONENT_RESOURCES_MAP, all);
    }

    @Override
    public T addResource(String resourceName, Number resourceValue) {
        Double amount = resourceValue == null ? null : (Double) resourceValue.doubleValue();
        return addResources(Collections.singletonMap(resourceName, amount));
    }

    private T setAmount(String key, Number amount) {
        return addConfigurations(amount == null ? null : Map.of(key, checkAmount(key, amount)));
    }

    /**
     * The amount of a resource as it is stored.
     *
     * @return null for null
     * @throws IllegalArgumentException if the amount is negative, infinite or not a number
     */
    private static Double checkAmount(String name, Number amount) {
        if (amount == null) {
            return null;
        }
        double value = amount.doubleValue();
        if (!Double.isFinite(value) || value < 0) {
            throw new IllegalArgumentException(
                    name + "=" + amount + " is not an amount of a resource; expected a finite number, 0 or more");
        }
        return value;
    }

    private static Integer count(String key, Number value, int least) {
        if (value == null) {
            return null;
        }
        double exact = value.doubleValue();
        if (exact != value.intValue() || exact < least) {
            throw new IllegalArgumentException(
                    key + "=" + value + " is not possible; expected a whole number, " + least + " or more");
        }
        return value.intValue();
    }
}
