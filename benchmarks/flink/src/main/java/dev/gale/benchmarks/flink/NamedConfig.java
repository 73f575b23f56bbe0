package dev.gale.benchmarks.flink;

import dev.gale.benchmarks.harness.Workload;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.apache.flink.configuration.CheckpointingOptions;
import org.apache.flink.configuration.ExecutionOptions;
import org.apache.flink.configuration.PipelineOptions;
import org.apache.flink.core.execution.CheckpointingMode;

/** The named configurations: what a job sets on top of Flink's defaults. */
enum NamedConfig {
    /** A thread and a queue between any two operators, as other engines have them. */
    UNCHAINED(1) {
        @Override
        void set(Map<String, String> settings) {
            settings.put(PipelineOptions.OPERATOR_CHAINING.key(), "false");
        }
    },

    /** Operators are fused where Flink can do so: the highest throughput. */
    CHAINED(64) {
        @Override
        void set(Map<String, String> settings) {
            settings.put(PipelineOptions.OBJECT_REUSE.key(), "true");
        }
    },

    /** Not chained, and each record is sent at once. */
    LOWLATENCY(1) {
        @Override
        void set(Map<String, String> settings) {
            settings.put(PipelineOptions.OPERATOR_CHAINING.key(), "false");
            settings.put(ExecutionOptions.BUFFER_TIMEOUT.key(), "0 ms");
        }
    };

    private final int recordsPerPoll;

    NamedConfig(int recordsPerPoll) {
        this.recordsPerPoll = recordsPerPoll;
    }

    /** @throws IllegalArgumentException when there is none of that name */
    static NamedConfig of(String name) {
        return Arrays.stream(values())
                .filter(config -> config.label().equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("Flink has no configuration " + name + ", only "
                        + Arrays.stream(values()).map(NamedConfig::label).toList()));
    }

    /** The settings of a job that runs this workload, in Flink's words. */
    Map<String, String> settings(Workload workload) {
        Map<String, String> settings = new TreeMap<>();
        if (hasCheckpoints(workload)) {
            settings.put(CheckpointingOptions.CHECKPOINTING_INTERVAL.key(), "1 s");
            settings.put(
                    CheckpointingOptions.CHECKPOINTING_CONSISTENCY_MODE.key(), CheckpointingMode.AT_LEAST_ONCE.name());
        }
        set(settings);
        return settings;
    }

    /** How many records the source of a throughput workload emits when it is asked for some. */
    int recordsPerPoll() {
        return recordsPerPoll;
    }

    /** Whether the workload asks for at least once. */
    static boolean hasCheckpoints(Workload workload) {
        return workload != Workload.W1;
    }

    abstract void set(Map<String, String> settings);

    private String label() {
        return name().toLowerCase(Locale.ROOT);
    }
}
