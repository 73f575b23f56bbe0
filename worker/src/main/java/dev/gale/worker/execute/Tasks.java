package dev.gale.worker.execute;

import dev.gale.kernel.random.SplitMix64;
import dev.gale.task.TopologyContext;
import dev.gale.worker.ack.AckSender;
import dev.gale.worker.emit.OutStream;
import dev.gale.worker.emit.TaskEmitter;
import dev.gale.worker.handoff.Outboxes;
import dev.gale.worker.report.StreamIn;
import dev.gale.worker.report.TaskCounters;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/** Puts tasks into executors; before these are started. */
public final class Tasks {
    private Tasks() {}

    /**
     * What a task is made of.
     *
     * @param inputs counters by stream index; null where the task doesn't receive
     */
    public record TaskParts(
            int id,
            TaskCounters counters,
            Map<String, OutStream> streams,
            Supplier<TopologyContext> contexts,
            List<StreamIn> inputs) {}

    /** Gives a bolt executor its tasks. */
    public static void addTasks(
            BoltExecutor executor, List<TaskParts> parts, Outboxes outboxes, AckSender acks, SplitMix64 random) {
        BoltTask[] tasks = new BoltTask[parts.size()];
        for (int i = 0; i < tasks.length; i++) {
            TaskParts part = parts.get(i);
            BoltTask task = new BoltTask(
                    part.id(),
                    executor.plan.component(),
                    part.counters(),
                    part.contexts(),
                    executor,
                    acks,
                    part.inputs().toArray(StreamIn[]::new));
            task.emitter = new TaskEmitter(
                    executor.plan.component().id(), part.streams(), outboxes, random.split(), task, acks);
            tasks[i] = task;
        }
        executor.setTasks(tasks);
    }

    /** Gives a spout executor its tasks. */
    public static void addTasks(SpoutExecutor executor, List<TaskParts> parts, Outboxes outboxes, SplitMix64 random) {
        SpoutTask[] tasks = new SpoutTask[parts.size()];
        for (int i = 0; i < tasks.length; i++) {
            TaskParts part = parts.get(i);
            SpoutTask task =
                    new SpoutTask(part.id(), executor.plan.component(), part.counters(), part.contexts(), executor);
            task.emitter = new TaskEmitter(
                    executor.plan.component().id(),
                    part.streams(),
                    outboxes,
                    random.split(),
                    anchor -> {
                        throw new IllegalStateException("a spout's tuples have no anchors, but got " + anchor);
                    },
                    executor);
            tasks[i] = task;
        }
        executor.setTasks(tasks);
    }
}
