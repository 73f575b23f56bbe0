package dev.gale.worker.execute;

import dev.gale.Constants;
import dev.gale.hooks.ITaskHook;
import dev.gale.hooks.info.EmitInfo;
import dev.gale.task.TopologyContext;
import dev.gale.utils.Utils;
import dev.gale.worker.config.TopologySettings;
import dev.gale.worker.emit.OutStream;
import dev.gale.worker.emit.TaskEmitter;
import dev.gale.worker.metrics.TaskMetrics;
import dev.gale.worker.plan.ComponentPlan;
import dev.gale.worker.plan.TopologyPlan;
import dev.gale.worker.report.ErrorReport;
import dev.gale.worker.report.TaskCounters;
import java.util.Collection;
import java.util.List;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One task: an instance of the user's spout or bolt with its surroundings. Confined to its executor's thread.
 */
abstract class UserTask {
    private static final Logger LOG = LoggerFactory.getLogger(UserTask.class);

    /** What each task emits on the stream {@code __system} when it has started. */
    private static final List<Object> STARTED = List.of("startup");

    final int id;
    final ComponentPlan component;
    final TaskCounters counters;
    private final Supplier<TopologyContext> contexts;
    private final Executor executor;
    private final boolean debug;

    /** Set once, before the executor starts; the emitter knows this task, so it can't be an argument. */
    TaskEmitter emitter;

    /** Of the present instance; a restarted one gets its own. */
    TopologyContext context;

    private OutStream lastStream;
    private String lastStreamId;
    /** In one field what is asked at every tuple. */
    private boolean observed;

    private boolean open;
    /** Null when nobody consumes metrics. */
    private TaskMetrics metrics;

    UserTask(
            int id,
            ComponentPlan component,
            TaskCounters counters,
            Supplier<TopologyContext> contexts,
            Executor executor) {
        this.id = id;
        this.component = component;
        this.counters = counters;
        this.contexts = contexts;
        this.executor = executor;
        this.debug = TopologySettings.DEBUG.in(component.conf());
    }

    /** Makes an instance of the user's class and calls its open or prepare. Whatever user code throws comes through. */
    final void open() {
        context = contexts.get();
        Object instance =
                Utils.javaDeserialize(Utils.toByteArray(component.serialized().duplicate()), Object.class);
        openInstance(instance);
        context.setOpenOrPrepareDone();
        metrics = emitter.hasStream(Constants.METRICS_STREAM_ID) ? new TaskMetrics(context, executor.nowNs) : null;
        open = true;
        look();
        if (emitter.hasStream(TopologyPlan.SYSTEM_STREAM)) {
            emitter.emit(emitter.stream(TopologyPlan.SYSTEM_STREAM, STARTED), STARTED);
        }
    }

    /** When metrics are to be collected next. */
    final long nextMetricsNs() {
        return metrics == null || !open ? TaskMetrics.NEVER : metrics.nextNs();
    }

    /** Emits the metrics that are due. Whatever the user's metrics throw comes through. */
    final void collectMetrics() {
        metrics.collect(executor.nowNs, executor.services.clock().epochMillis(), (task, points) -> {
            List<Object> values = List.of(task, points);
            emitter.emit(emitter.stream(Constants.METRICS_STREAM_ID, values), values);
        });
    }

    /**
     * The stream of that name, checked against the values that are to be emitted on it.
     *
     * @throws IllegalArgumentException unknown stream, or not as many values as it has fields
     */
    // Stream names are constants almost always, so the same object comes again and again.
    @SuppressWarnings("ReferenceEquality")
    final OutStream stream(String streamId, List<Object> values) {
        OutStream last = lastStream;
        if (streamId == lastStreamId && last != null && values.size() == last.arity()) {
            return last;
        }
        OutStream stream = emitter.stream(streamId, values);
        lastStream = stream;
        lastStreamId = streamId;
        return stream;
    }

    abstract void openInstance(Object instance);

    /** Calls close or cleanup if there is an open instance. Whatever user code throws comes through. */
    final void close() {
        if (open) {
            open = false;
            try {
                closeInstance();
            } finally {
                for (ITaskHook hook : context.getHooks()) {
                    hook.cleanup();
                }
            }
        }
    }

    abstract void closeInstance();

    final boolean isOpen() {
        return open;
    }

    final boolean hasHooks() {
        return context.hasTaskHooks();
    }

    /** Whether somebody wants to be told of every emit and ack: hooks, or the log. Up to date since {@link #look}. */
    final boolean isObserved() {
        return observed;
    }

    /** Looks whether hooks have been added; once a duty cycle, since it would cost at every tuple. */
    final void look() {
        observed = debug || (open && context.hasTaskHooks());
    }

    final void tellOfEmit(List<Object> values, String stream, Collection<Integer> tasks) {
        if (debug) {
            LOG.info("{} task {} emits on {} to {}: {}", component.id(), id, stream, tasks, values);
        }
        tellEmitHooks(values, stream, tasks);
    }

    final void tellEmitHooks(List<Object> values, String stream, Collection<Integer> tasks) {
        new EmitInfo(values, stream, id, tasks).applyOn(context);
    }

    final void reportError(Throwable error, String message) {
        executor.report(new ErrorReport(
                executor.services.clock().epochMillis(), component.id(), id, null, null, message, error));
    }

    /** Reports something that user code must not do; the reports of many are bounded by the error log. */
    final void misuse(String message) {
        counters.misuses.increment();
        reportError(null, message);
    }
}
