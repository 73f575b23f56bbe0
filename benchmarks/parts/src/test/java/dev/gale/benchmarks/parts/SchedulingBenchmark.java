package dev.gale.benchmarks.parts;

import dev.gale.nimbus.schedule.Executor;
import dev.gale.nimbus.schedule.Isolation;
import dev.gale.nimbus.schedule.Link;
import dev.gale.nimbus.schedule.Placement;
import dev.gale.nimbus.schedule.Resources;
import dev.gale.nimbus.schedule.Schedule;
import dev.gale.nimbus.schedule.Scheduler;
import dev.gale.nimbus.schedule.Situation;
import dev.gale.nimbus.schedule.Supervisor;
import dev.gale.nimbus.schedule.Supervisor.Availability;
import dev.gale.nimbus.schedule.TopologyRequest;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/**
 * The decision where executors run. The cluster has four slots a supervisor, three of them in use, and ten executors a
 * supervisor in topologies of 100: with 1,000 supervisors 10,000 executors in 100 topologies. Each executor asks for
 * memory and CPU.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class SchedulingBenchmark {
    private static final List<Integer> PORTS = List.of(6700, 6701, 6702, 6703);
    private static final int WORKERS = 30;
    private static final Resources NEEDS = new Resources(128, 0, 10);

    @Param({"100", "300", "1000", "3000"})
    public int supervisors;

    private Situation empty;
    private Situation settled;
    private Situation hostLost;

    @Setup
    public void prepare() {
        List<Supervisor> all = IntStream.range(0, supervisors)
                .mapToObj(i -> new Supervisor("supervisor-" + i, "host-" + i, PORTS, 4096, 400, Availability.ALIVE))
                .toList();
        List<TopologyRequest> topologies = IntStream.range(0, supervisors / 10)
                .mapToObj(i -> topology("topology-" + i))
                .toList();
        empty = new Situation(all, topologies, Map.of(), Set.of());
        Map<String, Placement> present = Scheduler.schedule(empty).placements();
        settled = new Situation(all, topologies, present, Set.of());
        hostLost = new Situation(all.subList(1, all.size()), topologies, present, Set.of());
    }

    private static TopologyRequest topology(String id) {
        List<Executor> executors = new ArrayList<>();
        add(executors, "source", 10);
        add(executors, "split", 30);
        add(executors, "count", 50);
        add(executors, "sink", 10);
        return new TopologyRequest(
                id,
                WORKERS,
                executors,
                List.of(new Link("source", "split"), new Link("count", "sink")),
                Map.of("source", NEEDS, "split", NEEDS, "count", NEEDS, "sink", NEEDS),
                768,
                29,
                Isolation.none());
    }

    private static void add(List<Executor> executors, String component, int count) {
        int first = executors.size() + 1;
        for (int task = first; task < first + count; task++) {
            executors.add(new Executor(component, task, task));
        }
    }

    /** Nothing runs yet. */
    @Benchmark
    public Schedule firstPlacement() {
        return Scheduler.schedule(empty);
    }

    /** All runs, one host is gone. */
    @Benchmark
    public Schedule lossOfAHost() {
        return Scheduler.schedule(hostLost);
    }

    /** All runs, and stays. */
    @Benchmark
    public Schedule nothingNew() {
        return Scheduler.schedule(settled);
    }
}
