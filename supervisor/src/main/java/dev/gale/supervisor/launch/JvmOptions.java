package dev.gale.supervisor.launch;

import dev.gale.supervisor.config.SupervisorSettings;
import dev.gale.supervisor.directory.WorkerRecord;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/** The JVM options of a worker. */
final class JvmOptions {
    private static final Pattern CHOOSES_COLLECTOR = Pattern.compile("-XX:\\+Use\\w+GC");

    private JvmOptions() {}

    /**
     * First the collector, then the options of all workers, then those of the topology: of two that set the same the JVM
     * takes the last. Two collectors it refuses, so the configured one stands back when another option chooses one.
     *
     * @param cluster the daemon's configuration
     * @throws IllegalArgumentException naming the setting that is wrong
     */
    static List<String> of(WorkerRecord worker, Map<String, Object> cluster, Map<String, Object> topology) {
        List<String> options = new ArrayList<>(SupervisorSettings.WORKER_CHILDOPTS.in(cluster));
        options.addAll(SupervisorSettings.TOPOLOGY_CHILDOPTS.in(topology));
        if (options.stream()
                .noneMatch(option -> CHOOSES_COLLECTOR.matcher(option).matches())) {
            List<String> ofTopology = SupervisorSettings.TOPOLOGY_GC_CHILDOPTS.in(topology);
            options.addAll(0, ofTopology == null ? SupervisorSettings.WORKER_GC_CHILDOPTS.in(cluster) : ofTopology);
        }
        String port = String.valueOf(worker.port());
        String heapMb = String.valueOf(SupervisorSettings.WORKER_HEAP_MB.in(
                topology.get(SupervisorSettings.WORKER_HEAP_MB.key()) == null ? cluster : topology));
        return options.stream()
                .map(option -> option.replace("%ID%", port)
                        .replace("%WORKER-PORT%", port)
                        .replace("%TOPOLOGY-ID%", worker.topologyId().value())
                        .replace("%WORKER-ID%", worker.workerId())
                        .replace("%HEAP-MEM%", heapMb))
                .toList();
    }
}
