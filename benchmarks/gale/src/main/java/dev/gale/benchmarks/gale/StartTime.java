package dev.gale.benchmarks.gale;

import dev.gale.LocalCluster;
import dev.gale.benchmarks.harness.InvalidRun;
import dev.gale.benchmarks.harness.Measurement;
import dev.gale.benchmarks.harness.Meter;
import dev.gale.generated.StormTopology;
import java.lang.management.ManagementFactory;
import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/**
 * How long it takes from nothing to the first ack: a cluster is started, a topology submitted, its only tuple acked. Once
 * cold, as the first thing in the JVM, and then again and again.
 *
 * @param measured the warm starts, counted as tuples
 * @param figures in milliseconds, as their names say
 */
record StartTime(Measurement measured, Map<String, Double> figures) {
    private static final int WARM_STARTS = 20;
    private static final int LIMIT_SECS = 30;
    private static final Semaphore ACKED = new Semaphore(0);

    /** Called by the spout's thread. */
    static void onFirstAck() {
        ACKED.release();
    }

    static StartTime take(Map<String, Object> settings, Supplier<StormTopology> topology) throws Exception {
        double cold = startMillis(settings, topology);
        double sinceJvmStart = System.currentTimeMillis()
                - (double) ManagementFactory.getRuntimeMXBean().getStartTime();
        double[] warm = new double[WARM_STARTS];
        Meter meter = Meter.start();
        for (int i = 0; i < WARM_STARTS; i++) {
            warm[i] = startMillis(settings, topology);
        }
        Measurement measured = new Measurement(meter.stop(), WARM_STARTS);
        Arrays.sort(warm);
        Map<String, Double> figures = new TreeMap<>();
        figures.put("coldMillis", cold);
        figures.put("sinceJvmStartMillis", sinceJvmStart);
        figures.put("warmMillis", (warm[WARM_STARTS / 2 - 1] + warm[WARM_STARTS / 2]) / 2);
        figures.put("warmMinMillis", warm[0]);
        figures.put("warmMaxMillis", warm[WARM_STARTS - 1]);
        return new StartTime(measured, figures);
    }

    private static double startMillis(Map<String, Object> settings, Supplier<StormTopology> topology) throws Exception {
        Probe.clear();
        long startNs = System.nanoTime();
        try (LocalCluster cluster = new LocalCluster()) {
            cluster.submitTopology("start", settings, topology.get());
            if (!ACKED.tryAcquire(LIMIT_SECS, TimeUnit.SECONDS)) {
                throw new InvalidRun("no ack within " + LIMIT_SECS + " s");
            }
            return (System.nanoTime() - startNs) / 1e6;
        }
    }
}
