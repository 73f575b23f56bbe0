package dev.gale.worker;

import com.codahale.metrics.MetricRegistry;
import dev.gale.hooks.IWorkerHook;
import dev.gale.kernel.agent.Agent;
import dev.gale.kernel.agent.AgentHandle;
import dev.gale.kernel.agent.AgentScheduler;
import dev.gale.kernel.agent.AgentScheduler.StuckAgent;
import dev.gale.kernel.random.SplitMix64;
import dev.gale.kernel.time.Clock;
import dev.gale.utils.Utils;
import dev.gale.worker.ack.Loss;
import dev.gale.worker.config.TopologySettings;
import dev.gale.worker.execute.BoltExecutor;
import dev.gale.worker.execute.CycleOverflow;
import dev.gale.worker.execute.Executor;
import dev.gale.worker.execute.ExecutorServices;
import dev.gale.worker.execute.FusedGroup;
import dev.gale.worker.execute.SpoutExecutor;
import dev.gale.worker.plan.ComponentPlan;
import dev.gale.worker.plan.ExecutorPlan;
import dev.gale.worker.plan.TopologyPlan;
import dev.gale.worker.report.ErrorLog;
import dev.gale.worker.report.ErrorReport;
import dev.gale.worker.report.TaskCounters;
import dev.gale.worker.report.TopologyLayout;
import dev.gale.worker.report.TopologyStats;
import dev.gale.worker.transport.InMemoryNetwork;
import dev.gale.worker.transport.Network;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The workers of a topology that are in this JVM: all of them, joined by the in-memory network, or the one of a worker
 * process. Life: {@link #start}, then {@link #activate} and {@link #deactivate} any number of times, then {@link #stop};
 * these are called by one controlling thread. Statistics, errors and the layout may be read by any.
 */
public final class TopologyRuntime {
    /** Why a topology stopped by itself. */
    public record Failure(String why, Throwable error) {}

    private static final Logger LOG = LoggerFactory.getLogger(TopologyRuntime.class);

    private final TopologyPlan plan;
    private final AgentScheduler scheduler;
    private final Clock clock;
    private final ErrorLog errors;
    private final MetricRegistry metrics = new MetricRegistry();
    private final List<WorkerAssembly> workers;
    private final List<WorkerResources> resources;
    private final List<Executor> executors;
    /** What the scheduler runs: groups and executors; changed when one leaves its group, under this list's lock. */
    private final List<Agent> agents = new ArrayList<>();

    /** Under the lock of {@link #agents}. */
    private boolean stopped;

    private final List<IWorkerHook> startedHooks = new ArrayList<>();
    private final AtomicReference<Failure> failure = new AtomicReference<>();
    private final Runnable failureListener;
    private final long startedNs;

    /**
     * All workers.
     *
     * @param seed of everything random in this topology
     */
    public TopologyRuntime(TopologyPlan plan, AgentScheduler scheduler, Clock clock, long seed) {
        this(
                plan,
                IntStream.range(0, plan.workers()).boxed().toList(),
                new InMemoryNetwork(plan.executors().size(), plan.owners()),
                scheduler,
                clock,
                seed,
                () -> {},
                error -> {});
    }

    /**
     * One worker; the others are elsewhere.
     *
     * @param worker its number in the plan
     * @param network joins it with the others; not started yet
     * @param onFailure run by any thread when {@link #failure} is there
     * @param onError given errors of user code by any executor's thread, at a bounded rate; must not wait
     */
    public static TopologyRuntime ofWorker(
            TopologyPlan plan,
            int worker,
            Network network,
            AgentScheduler scheduler,
            Clock clock,
            long seed,
            Runnable onFailure,
            Consumer<ErrorReport> onError) {
        return new TopologyRuntime(plan, List.of(worker), network, scheduler, clock, seed, onFailure, onError);
    }

    private TopologyRuntime(
            TopologyPlan plan,
            List<Integer> numbers,
            Network network,
            AgentScheduler scheduler,
            Clock clock,
            long seed,
            Runnable failureListener,
            Consumer<ErrorReport> onError) {
        this.plan = plan;
        this.failureListener = failureListener;
        this.scheduler = scheduler;
        this.clock = clock;
        this.startedNs = clock.nanoTime();
        Map<String, Object> conf = plan.conf();
        this.errors = new ErrorLog(
                plan.name(),
                clock,
                TopologySettings.ERROR_INTERVAL_SECS.in(conf),
                Math.toIntExact(TopologySettings.MAX_ERRORS_PER_INTERVAL.in(conf)),
                onError);
        CycleOverflow overflow = new CycleOverflow();
        Long ackers = TopologySettings.ACKERS.in(conf);
        ExecutorServices services = new ExecutorServices(
                clock,
                errors,
                ackers == null || ackers > 0,
                TopologySettings.messageTimeout(conf),
                overflow,
                this::onFailure);
        SplitMix64 random = new SplitMix64(seed);
        int poolThreads = Math.toIntExact(TopologySettings.SHARED_POOL.in(conf));
        this.resources = numbers.stream()
                .map(worker -> new WorkerResources("wk-" + plan.name() + "-" + worker, poolThreads))
                .toList();
        List<Agent> added = new ArrayList<>();
        try {
            this.workers = IntStream.range(0, numbers.size())
                    .mapToObj(i -> new WorkerAssembly(
                            plan,
                            numbers.get(i),
                            services,
                            network,
                            agent -> {
                                added.add(agent);
                                return scheduler.add(agent);
                            },
                            this::tryStartAlone,
                            random.split(),
                            resources.get(i),
                            metrics))
                    .toList();
            workers.forEach(WorkerAssembly::wire);
        } catch (RuntimeException error) {
            // A grouping of the user's, for example, threw in its prepare: leave nothing behind.
            scheduler.stop(added, Duration.ZERO);
            resources.forEach(WorkerResources::close);
            throw error;
        }
        this.executors =
                workers.stream().flatMap(worker -> worker.executors().stream()).toList();
        List<ExecutorPlan> order = plan.neighbours();
        workers.stream()
                .flatMap(worker -> worker.agents().stream())
                .sorted(Comparator.comparingInt(agent -> order.indexOf(firstOf(agent))))
                .forEach(agents::add);
        overflow.setSpouts(executors.stream()
                .filter(executor -> executor.plan().component().spout())
                .<AgentHandle>map(executor -> executor::wake)
                .toList());
    }

    private static ExecutorPlan firstOf(Agent agent) {
        return agent instanceof FusedGroup group ? group.first() : ((Executor) agent).plan();
    }

    public TopologyPlan plan() {
        return plan;
    }

    /** Runs the worker hooks and starts the executors, which call no user code before {@link #activate}. */
    public void start() {
        if (plan.topology().is_set_worker_hooks()) {
            for (WorkerAssembly worker : workers) {
                for (ByteBuffer serialized : plan.topology().get_worker_hooks()) {
                    IWorkerHook hook =
                            Utils.javaDeserialize(Utils.toByteArray(serialized.duplicate()), IWorkerHook.class);
                    hook.start(plan.conf(), worker.userContext());
                    startedHooks.add(hook);
                }
            }
        }
        scheduler.start(agents);
    }

    /** Lets an executor that blocks run on a thread of its own, where there are threads. On its group's thread. */
    private boolean tryStartAlone(Executor executor) {
        synchronized (agents) {
            if (stopped) {
                return false;
            }
            executor.runBy(scheduler.add(executor));
            agents.add(executor);
            scheduler.start(List.of(executor));
        }
        LOG.info(
                "{}: {} takes long in its calls, perhaps since it waits for something; it is no longer fused with others"
                        + " and has a thread of its own now",
                plan.name(),
                executor.plan().name());
        return true;
    }

    /** Opens spouts and bolts if they aren't yet, and lets spouts emit. */
    public void activate() {
        executors.forEach(Executor::activate);
    }

    /** Stops spouts from emitting; what is in flight goes on. */
    public void deactivate() {
        executors.forEach(Executor::deactivate);
    }

    /**
     * Stops everything: cleanup of bolts, close of spouts, shutdown of worker hooks.
     *
     * @param grace how long a call of user code may go on before its thread is interrupted
     * @return threads that didn't end although they were interrupted
     */
    public List<StuckAgent> stop(Duration grace) {
        executors.forEach(Executor::prepareToStop);
        List<Agent> all;
        synchronized (agents) {
            stopped = true;
            all = List.copyOf(agents);
        }
        List<StuckAgent> stuck = scheduler.stop(all, grace);
        for (IWorkerHook hook : startedHooks) {
            try {
                hook.shutdown();
            } catch (RuntimeException error) {
                LOG.error(
                        "{}: worker hook {} threw at shutdown",
                        plan.name(),
                        hook.getClass().getName(),
                        error);
            }
        }
        startedHooks.clear();
        resources.forEach(WorkerResources::close);
        stuck.forEach(agent -> LOG.error(
                "{}: thread {} goes on although it was interrupted; it is in {}",
                plan.name(),
                agent.name(),
                agent.stack().isEmpty() ? "no known place" : agent.stack().get(0)));
        return stuck;
    }

    /** An agent threw out of its duty cycle, which is a bug of the runtime and none of user code. Any thread. */
    public void onBug(String agent, Throwable error) {
        onFailure("agent " + agent + " broke", error);
    }

    private void onFailure(String why, Throwable error) {
        if (failure.compareAndSet(null, new Failure(why, error))) {
            LOG.error("{}: the topology has failed: {}", plan.name(), why, error);
            executors.forEach(Executor::halt);
            failureListener.run();
        }
    }

    /**
     * Fails the trees that were on a lost connection: those of spouts here by what is known of where they have been, those
     * of spouts elsewhere by telling these. Any thread.
     *
     * @param worker the other end
     * @param why a few words
     */
    public void onWorkerLost(int worker, String why) {
        for (Executor executor : executors) {
            if (executor instanceof SpoutExecutor spout) {
                spout.lost(new Loss(Loss.HERE, worker, why));
            } else {
                ((BoltExecutor) executor).onWorkerLost(worker, why);
            }
        }
    }

    /** Why the topology stopped by itself; empty as long as it runs. */
    public Optional<Failure> failure() {
        return Optional.ofNullable(failure.get());
    }

    /** Whether {@code agent} runs executors of this topology. */
    public boolean owns(Object agent) {
        synchronized (agents) {
            return agents.stream().anyMatch(each -> each == agent);
        }
    }

    /** Which executors run on which thread now, which call each other, and why the others don't. Any thread. */
    public TopologyLayout layout() {
        List<Agent> now;
        synchronized (agents) {
            now = List.copyOf(agents);
        }
        return new LayoutView(plan, now).on(scheduler.threads());
    }

    /** The metrics that user code has registered. */
    public MetricRegistry metrics() {
        return metrics;
    }

    /** The newest errors of a component; of all for null. */
    public List<ErrorReport> errors(String component) {
        return component == null ? errors.newest() : errors.newest(component);
    }

    /** What has been done so far. */
    public TopologyStats stats() {
        Duration uptime = uptime();
        return new TopologyStats(
                plan.name(),
                uptime,
                plan.components().stream()
                        .map(component -> stats(
                                component,
                                component.taskIds(),
                                executors.stream()
                                        .filter(executor ->
                                                executor.plan().component().id().equals(component.id()))
                                        .toList(),
                                uptime))
                        .toList());
    }

    /** What each executor here has done so far, in the order of their tasks. */
    public List<TopologyStats.ExecutorStats> executorStats() {
        Duration uptime = uptime();
        return executors.stream()
                .map(executor -> new TopologyStats.ExecutorStats(
                        executor.plan().firstTask(),
                        executor.plan().firstTask() + executor.plan().tasks() - 1,
                        stats(executor.plan().component(), executor.plan().taskIds(), List.of(executor), uptime)))
                .toList();
    }

    /** Since the topology was started here. */
    public Duration uptime() {
        return Duration.ofNanos(clock.nanoTime() - startedNs);
    }

    private TopologyStats.ComponentStats stats(
            ComponentPlan component, List<Integer> tasks, List<Executor> running, Duration uptime) {
        return TopologyStats.component(
                component.id(),
                component.spout(),
                workers.stream()
                        .flatMap(worker -> worker.counters().stream())
                        .filter(counter -> tasks.contains(counter.task()))
                        .sorted(Comparator.comparingInt(TaskCounters::task))
                        .toList(),
                running.stream().map(Executor::gauges).toList(),
                errors.count(component.id()),
                uptime,
                clock.nanoTime());
    }
}
