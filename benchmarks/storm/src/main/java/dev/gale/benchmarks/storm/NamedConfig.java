package dev.gale.benchmarks.storm;

import dev.gale.benchmarks.harness.Workload;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.apache.storm.Config;
import org.apache.storm.policy.WaitStrategyPark;

/** The named configurations: what a topology sets on top of Storm's defaults. */
enum NamedConfig {
    /** Nothing is set. */
    DEFAULT {
        @Override
        void set(Workload workload, Map<String, Object> settings) {}
    },

    /** The highest throughput that a sweep found: batches, hardly any statistics, a limit of what is in flight. */
    BEST {
        @Override
        void set(Workload workload, Map<String, Object> settings) {
            boolean singleHop = workload == Workload.W1;
            settings.put(Config.TOPOLOGY_PRODUCER_BATCH_SIZE, singleHop ? 1000 : 100);
            // At most half of topology.transfer.buffer.size, or Storm doesn't start.
            settings.put(Config.TOPOLOGY_TRANSFER_BATCH_SIZE, singleHop ? 500 : 100);
            settings.put(Config.TOPOLOGY_BATCH_FLUSH_INTERVAL_MILLIS, 10);
            settings.put(Config.TOPOLOGY_STATS_SAMPLE_RATE, 0.001);
            switch (workload) {
                case W2, W5, W6 -> settings.put(Config.TOPOLOGY_MAX_SPOUT_PENDING, 5000);
                case W3 -> settings.put(Config.TOPOLOGY_MAX_SPOUT_PENDING, 1000);
                default -> {}
            }
        }
    },

    /** Short waits between looks at the queues. */
    LOWLATENCY {
        @Override
        void set(Workload workload, Map<String, Object> settings) {
            settings.put(Config.TOPOLOGY_SPOUT_WAIT_STRATEGY, WaitStrategyPark.class.getName());
            settings.put(Config.TOPOLOGY_SPOUT_WAIT_PARK_MICROSEC, 10);
            settings.put(Config.TOPOLOGY_BOLT_WAIT_STRATEGY, WaitStrategyPark.class.getName());
            settings.put(Config.TOPOLOGY_BOLT_WAIT_PARK_MICROSEC, 10);
        }
    };

    /** @throws IllegalArgumentException when there is none of that name */
    static NamedConfig of(String name) {
        return Arrays.stream(values())
                .filter(config -> config.label().equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("Storm has no configuration " + name + ", only "
                        + Arrays.stream(values()).map(NamedConfig::label).toList()));
    }

    /** The settings of a topology that runs this workload. */
    Map<String, Object> settings(Workload workload) {
        Map<String, Object> settings = new TreeMap<>();
        if (!isTracked(workload)) {
            settings.put(Config.TOPOLOGY_ACKER_EXECUTORS, 0);
        }
        if (workload.isAcrossProcesses()) {
            settings.put(Config.TOPOLOGY_WORKERS, 2);
        }
        set(workload, settings);
        return settings;
    }

    /** Whether each tuple of the source has a tree that is acked. */
    static boolean isTracked(Workload workload) {
        return workload != Workload.W1 && workload != Workload.W2U && workload != Workload.W5U;
    }

    abstract void set(Workload workload, Map<String, Object> settings);

    private String label() {
        return name().toLowerCase(Locale.ROOT);
    }
}
