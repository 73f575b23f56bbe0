package dev.gale.local;

import dev.gale.generated.ClusterSummary;
import dev.gale.generated.ErrorInfo;
import dev.gale.generated.ExecutorInfo;
import dev.gale.generated.ExecutorSpecificStats;
import dev.gale.generated.ExecutorStats;
import dev.gale.generated.ExecutorSummary;
import dev.gale.generated.SpoutStats;
import dev.gale.generated.TopologyInfo;
import dev.gale.generated.TopologySummary;
import dev.gale.kernel.time.Clock;
import dev.gale.local.LocalNimbus.Running;
import dev.gale.worker.plan.TopologyPlan;
import dev.gale.worker.report.TopologyStats;
import dev.gale.worker.report.TopologyStats.ComponentStats;
import dev.gale.worker.report.TopologyStats.OutStats;
import dev.gale.worker.report.TopologyStats.TaskStats;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;

/** Puts what a local cluster knows into the value classes that Storm's clients read. */
public final class Summaries {
    /** The only window of time there is: everything. */
    private static final String ALL_TIME = ":all-time";

    private static final String HOST = "localhost";

    private Summaries() {}

    public static TopologySummary summary(Running running, Clock clock) {
        TopologyPlan plan = running.runtime().plan();
        TopologySummary summary = new TopologySummary();
        summary.set_id(plan.id());
        summary.set_name(plan.name());
        summary.set_num_tasks(
                plan.components().stream().mapToInt(c -> c.tasks()).sum());
        summary.set_num_executors(plan.executors().size());
        summary.set_num_workers(plan.workers());
        summary.set_uptime_secs(uptimeSecs(running, clock));
        summary.set_status(running.status().name());
        return summary;
    }

    private static int uptimeSecs(Running running, Clock clock) {
        return (int) TimeUnit.NANOSECONDS.toSeconds(clock.nanoTime() - running.startedNs());
    }

    public static ClusterSummary cluster(List<TopologySummary> topologies) {
        ClusterSummary summary = new ClusterSummary();
        summary.set_topologies(topologies);
        return summary;
    }

    /** One executor summary a task: statistics are kept per task. */
    public static TopologyInfo info(Running running, Clock clock) {
        TopologyPlan plan = running.runtime().plan();
        TopologyStats stats = running.runtime().stats();
        int uptime = uptimeSecs(running, clock);
        TopologyInfo info = new TopologyInfo();
        info.set_id(plan.id());
        info.set_name(plan.name());
        info.set_uptime_secs(uptime);
        info.set_status(running.status().name());
        info.set_executors(stats.components().stream()
                .flatMap(component -> component.tasks().stream()
                        .map(task -> executor(
                                component, task, plan.executorOf(task.task()).worker(), uptime)))
                .toList());
        Map<String, List<ErrorInfo>> errors = new LinkedHashMap<>();
        stats.components().forEach(component -> {
            List<ErrorInfo> of = running.runtime().errors(component.component()).stream()
                    .map(error -> new ErrorInfo(error.detail(), (int) (error.epochMillis() / 1000)))
                    .toList();
            if (!of.isEmpty()) {
                errors.put(component.component(), of);
            }
        });
        info.set_errors(errors);
        return info;
    }

    private static ExecutorSummary executor(ComponentStats component, TaskStats task, int worker, int uptime) {
        ExecutorStats stats = new ExecutorStats();
        stats.set_emitted(window(task, OutStats::emitted));
        stats.set_transferred(window(task, OutStats::transferred));
        if (component.spout()) {
            SpoutStats spout = new SpoutStats();
            spout.set_acked(window(task, OutStats::acked));
            spout.set_failed(window(task, OutStats::failed));
            Map<String, Double> completeMs = new HashMap<>();
            task.out()
                    .keySet()
                    .forEach(stream ->
                            completeMs.put(stream, component.complete().meanNs() / TimeUnit.MILLISECONDS.toNanos(1)));
            spout.set_complete_ms_avg(Map.of(ALL_TIME, completeMs));
            stats.set_specific(ExecutorSpecificStats.spout(spout));
        }
        ExecutorSummary summary = new ExecutorSummary(
                new ExecutorInfo(task.task(), task.task()), component.component(), HOST, worker, uptime);
        summary.set_stats(stats);
        return summary;
    }

    private static Map<String, Map<String, Long>> window(TaskStats task, Function<OutStats, Long> count) {
        Map<String, Long> byStream = new HashMap<>();
        task.out().forEach((stream, out) -> byStream.put(stream, count.apply(out)));
        return Map.of(ALL_TIME, byStream);
    }
}
