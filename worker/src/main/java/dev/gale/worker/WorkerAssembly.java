package dev.gale.worker;

import com.codahale.metrics.MetricRegistry;
import dev.gale.Config;
import dev.gale.Constants;
import dev.gale.generated.GlobalStreamId;
import dev.gale.generated.Grouping;
import dev.gale.hooks.ITaskHook;
import dev.gale.kernel.agent.Agent;
import dev.gale.kernel.agent.AgentHandle;
import dev.gale.kernel.random.SplitMix64;
import dev.gale.spout.TupleFailure;
import dev.gale.task.TopologyContext;
import dev.gale.task.WorkerUserContext;
import dev.gale.tuple.Fields;
import dev.gale.utils.Utils;
import dev.gale.worker.ack.AckSender;
import dev.gale.worker.ack.FailSignal;
import dev.gale.worker.codec.Origins;
import dev.gale.worker.codec.TupleCodec;
import dev.gale.worker.config.TopologySettings;
import dev.gale.worker.emit.OutStream;
import dev.gale.worker.emit.Route;
import dev.gale.worker.emit.Target;
import dev.gale.worker.execute.BoltExecutor;
import dev.gale.worker.execute.DirectCall;
import dev.gale.worker.execute.DirectEdge;
import dev.gale.worker.execute.Executor;
import dev.gale.worker.execute.ExecutorServices;
import dev.gale.worker.execute.ExecutorServices.Restarts;
import dev.gale.worker.execute.FusedGroup;
import dev.gale.worker.execute.SpoutExecutor;
import dev.gale.worker.execute.Tasks;
import dev.gale.worker.handoff.Destination;
import dev.gale.worker.handoff.Inbox;
import dev.gale.worker.handoff.Outbox;
import dev.gale.worker.handoff.Outboxes;
import dev.gale.worker.plan.ComponentPlan;
import dev.gale.worker.plan.ExecutorPlan;
import dev.gale.worker.plan.TopologyPlan;
import dev.gale.worker.report.ErrorReport;
import dev.gale.worker.report.StreamIn;
import dev.gale.worker.report.TaskCounters;
import dev.gale.worker.route.Groupers;
import dev.gale.worker.transport.Network;
import dev.gale.worker.tuple.Envelope;
import dev.gale.worker.tuple.Link;
import dev.gale.worker.tuple.Origin;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/**
 * Makes the executors of one worker out of a topology's plan. Two steps, so that workers of one JVM can be joined: the
 * constructor makes executors and their inboxes and registers them with the network; {@link #wire} then makes the tasks
 * with their routes, when everybody's inbox is known.
 *
 * <p>Executors that the plan fuses are one agent together, the others one each; which thread runs it is the scheduler's
 * decision. Everything made here for an
 * executor (outboxes, tasks, codec, ack sender) is confined to that executor.
 */
public final class WorkerAssembly {
    private final TopologyPlan plan;
    private final int worker;
    private final ExecutorServices services;
    private final Network network;
    private final WorkerResources resources;
    private final MetricRegistry metrics;
    private final Map<ExecutorPlan, Parts> parts = new LinkedHashMap<>();
    private final Map<ExecutorPlan, FusedGroup> groups = new HashMap<>();
    private final Map<Outbox, DirectEdge> directEdges = new HashMap<>();
    private final List<Agent> agents = new ArrayList<>();
    private final List<TaskCounters> counters = new ArrayList<>();

    private final Map<Integer, String> taskToComponent;
    private final Map<String, List<Integer>> componentToTasks;
    private final Map<String, Map<String, Fields>> streamFields;
    private final List<Integer> localTasks;
    private final WorkerUserContext context;
    private final boolean alwaysSerialize;
    /** Whether there are executors elsewhere. */
    private final boolean hasPeers;

    /** What belongs to one executor; {@code codec} is null where no tuple is ever encoded. */
    private record Parts(Executor executor, Outboxes outboxes, AckSender acks, TupleCodec codec, SplitMix64 random) {}

    /**
     * Makes the executors; registers them with scheduler and network.
     *
     * @param worker number of the worker
     * @param scheduler registers an agent and gives its handle
     * @param release starts an executor that leaves its group as an agent of its own
     * @param random everything random in this worker comes from here
     */
    public WorkerAssembly(
            TopologyPlan plan,
            int worker,
            ExecutorServices services,
            Network network,
            Function<Agent, AgentHandle> scheduler,
            FusedGroup.Release release,
            SplitMix64 random,
            WorkerResources resources,
            MetricRegistry metrics) {
        this.plan = plan;
        this.worker = worker;
        this.services = services;
        this.network = network;
        this.resources = resources;
        this.metrics = metrics;
        this.taskToComponent = plan.taskToComponent();
        this.componentToTasks = plan.componentToTasks();
        this.streamFields = plan.componentToStreamToFields();
        this.localTasks = plan.executors().stream()
                .filter(e -> e.worker() == worker)
                .flatMap(e -> e.taskIds().stream())
                .toList();
        this.context = new WorkerUserContext(
                plan.topology(),
                plan.conf(),
                taskToComponent,
                componentToTasks,
                streamFields,
                plan.id(),
                null,
                null,
                worker,
                localTasks,
                resources.defaults(),
                resources.user());
        this.hasPeers = plan.executors().stream().anyMatch(e -> e.worker() != worker);
        this.alwaysSerialize = TopologySettings.ALWAYS_SERIALIZE.in(plan.conf());
        for (ExecutorPlan executor : plan.executors()) {
            if (executor.worker() == worker) {
                make(executor, random.split());
            }
        }
        for (List<ExecutorPlan> group : plan.fusion().groups()) {
            if (group.get(0).worker() == worker) {
                addAgent(group.stream().map(e -> parts.get(e).executor).toList(), scheduler, release);
            }
        }
    }

    private void addAgent(List<Executor> members, Function<Agent, AgentHandle> scheduler, FusedGroup.Release release) {
        Agent agent = members.get(0);
        if (members.size() > 1) {
            FusedGroup group = new FusedGroup(members, services.clock(), release);
            members.forEach(member -> groups.put(member.plan(), group));
            agent = group;
        }
        agents.add(agent);
        AgentHandle handle = scheduler.apply(agent);
        members.forEach(member -> member.runBy(handle));
    }

    // --- step one: executors and their inboxes ---

    private void make(ExecutorPlan executor, SplitMix64 random) {
        ComponentPlan component = executor.component();
        Map<String, Object> conf = component.conf();
        Restarts restarts = new Restarts(
                TopologySettings.FAILURE_POLICY.in(conf),
                Duration.ofMillis(TopologySettings.RESTART_BACKOFF_MIN.in(conf)),
                Duration.ofMillis(TopologySettings.RESTART_BACKOFF_MAX.in(conf)));
        Outboxes outboxes = new Outboxes();
        AckSender acks = new AckSender(network.ackLanes(), worker);
        TupleCodec codec = hasPeers || alwaysSerialize ? newCodec(executor, acks) : null;
        Executor made;
        Inbox inbox = null;
        if (component.spout()) {
            Long maxPending = TopologySettings.MAX_SPOUT_PENDING.in(conf);
            SpoutExecutor spout = new SpoutExecutor(
                    executor,
                    services,
                    restarts,
                    outboxes,
                    random.split(),
                    maxPending == null ? Long.MAX_VALUE : maxPending * executor.tasks());
            network.register(executor.owner(), spout);
            made = spout;
        } else {
            inbox = new Inbox(slots(conf), senders(component) <= 1, codec);
            network.register(executor.index(), inbox);
            made = new BoltExecutor(
                    executor,
                    services,
                    restarts,
                    outboxes,
                    inbox,
                    acks,
                    TopologySettings.tickInterval(conf),
                    tickOrigin());
        }
        if (inbox != null) {
            inbox.setConsumer(made.handle());
        }
        parts.put(executor, new Parts(made, outboxes, acks, codec, random));
    }

    /** A slot holds a batch; so many slots that about as many tuples wait as the setting says. */
    private static int slots(Map<String, Object> conf) {
        return Math.toIntExact(TopologySettings.RECEIVE_BUFFER.in(conf) / Destination.BATCH);
    }

    /** How many executors may send to an executor of this component. */
    private long senders(ComponentPlan component) {
        Set<String> sources = component.inputs().keySet().stream()
                .map(GlobalStreamId::get_componentId)
                .collect(Collectors.toSet());
        return sources.stream().mapToLong(id -> plan.component(id).executors()).sum();
    }

    private Origin tickOrigin() {
        return new Origin(
                (int) Constants.SYSTEM_TASK_ID,
                plan.streamIndex(Constants.SYSTEM_COMPONENT_ID, Constants.SYSTEM_TICK_STREAM_ID),
                Constants.SYSTEM_COMPONENT_ID,
                Constants.SYSTEM_TICK_STREAM_ID,
                streamFields.get(Constants.SYSTEM_COMPONENT_ID).get(Constants.SYSTEM_TICK_STREAM_ID),
                context);
    }

    private TupleCodec newCodec(ExecutorPlan executor, AckSender acks) {
        String component = executor.component().id();
        Origins origins = new Origins(plan.streamList(), context, executor.firstTask(), executor.tasks());
        return new TupleCodec(plan.conf(), origins, new TupleCodec.Undeliverable() {
            @Override
            public void onUndeliverable(Envelope tuple, Throwable error) {
                String stream = tuple.getSourceComponent() + "/" + tuple.getSourceStreamId();
                services.errors()
                        .add(new ErrorReport(
                                services.clock().epochMillis(),
                                component,
                                tuple.getSourceTask(),
                                stream,
                                ErrorReport.shorten(tuple.getValues()),
                                "emitted a tuple that can't be serialized for another worker, so its tree fails: "
                                        + ErrorReport.describe(error),
                                error));
                for (int i = 0; i < tuple.rootCount(); i++) {
                    acks.fail(new FailSignal(
                            tuple.root(i),
                            TupleFailure.Reason.EXCEPTION,
                            component,
                            tuple.getSourceTask(),
                            stream,
                            ErrorReport.describe(error)));
                }
            }

            @Override
            public void onUndecodable(int lostTuples, Throwable error) {
                services.errors()
                        .add(new ErrorReport(
                                services.clock().epochMillis(),
                                component,
                                executor.firstTask(),
                                null,
                                null,
                                lostTuples + " tuples from another worker can't be deserialized and are lost; what is"
                                        + " tracked of them is replayed after its timeout: "
                                        + ErrorReport.describe(error),
                                error));
            }
        });
    }

    // --- step two: tasks and their routes ---

    /** Makes the tasks; once, when all workers have done step one. */
    public void wire() {
        parts.forEach((executor, of) -> {
            Map<ExecutorPlan, Outbox> outboxes = new HashMap<>();
            Map<String, Object> executorData = new HashMap<>();
            List<Tasks.TaskParts> tasks = executor.taskIds().stream()
                    .map(task -> task(executor, task, of, outboxes, executorData))
                    .toList();
            if (of.executor instanceof SpoutExecutor spout) {
                Tasks.addTasks(spout, tasks, of.outboxes, of.random);
            } else {
                Tasks.addTasks((BoltExecutor) of.executor, tasks, of.outboxes, of.acks, of.random);
            }
        });
    }

    private Tasks.TaskParts task(
            ExecutorPlan executor,
            int task,
            Parts of,
            Map<ExecutorPlan, Outbox> outboxes,
            Map<String, Object> executorData) {
        ComponentPlan component = executor.component();
        TaskCounters taskCounters = new TaskCounters(task);
        Map<String, OutStream> streams = new TreeMap<>();
        component.streams().keySet().forEach(stream -> {
            OutStream out = outStream(executor, task, stream, taskCounters, of, outboxes);
            // The system's streams are there for those who subscribe, and shouldn't fill statistics otherwise.
            if (out != null) {
                streams.put(stream, out);
            }
        });
        StreamIn[] inputs = new StreamIn[plan.streams()];
        component
                .inputs()
                .keySet()
                .forEach(stream -> inputs[plan.streamIndex(stream.get_componentId(), stream.get_streamId())] =
                        taskCounters.in(stream));
        if (!component.spout()
                && !TopologySettings.tickInterval(component.conf()).isZero()) {
            GlobalStreamId tick = new GlobalStreamId(Constants.SYSTEM_COMPONENT_ID, Constants.SYSTEM_TICK_STREAM_ID);
            inputs[plan.streamIndex(tick.get_componentId(), tick.get_streamId())] = taskCounters.in(tick);
        }
        counters.add(taskCounters);
        return new Tasks.TaskParts(
                task, taskCounters, streams, contexts(executor, task, executorData), Arrays.asList(inputs));
    }

    private OutStream outStream(
            ExecutorPlan executor,
            int task,
            String stream,
            TaskCounters taskCounters,
            Parts of,
            Map<ExecutorPlan, Outbox> outboxes) {
        String component = executor.component().id();
        GlobalStreamId id = new GlobalStreamId(component, stream);
        Fields fields = streamFields.get(component).get(stream);
        Origin origin = new Origin(task, plan.streamIndex(component, stream), component, stream, fields, context);
        List<Route> routes = new ArrayList<>();
        Map<Integer, Target> directTargets = new HashMap<>();
        Set<Integer> regularTasks = new HashSet<>();
        boolean direct = false;
        for (ComponentPlan subscriber : plan.components()) {
            Grouping grouping = subscriber.inputs().get(id);
            if (grouping == null) {
                continue;
            }
            Target[] targets = subscriber.taskIds().stream()
                    .map(receiver -> target(origin, executor, receiver, of, outboxes))
                    .toArray(Target[]::new);
            if (grouping.is_set_direct()) {
                direct = true;
                for (Target target : targets) {
                    directTargets.put(target.task(), target);
                }
            } else {
                regularTasks.addAll(subscriber.taskIds());
                routes.add(new Route(
                        Groupers.of(
                                grouping,
                                id,
                                fields,
                                task,
                                subscriber.taskIds(),
                                near(executor, subscriber),
                                context,
                                of.random.split()),
                        targets));
            }
        }
        if (Utils.isSystemId(stream) && routes.isEmpty() && !direct) {
            return null;
        }
        return new OutStream(
                origin, routes.toArray(Route[]::new), direct, directTargets, regularTasks, taskCounters.out(stream));
    }

    /** The tasks that a local-or-shuffle grouping chooses from, if there are any. */
    private Set<Integer> near(ExecutorPlan executor, ComponentPlan subscriber) {
        return subscriber.taskIds().stream()
                .filter(localTasks::contains)
                .filter(task -> !plan.fusion().isFused(executor.component(), subscriber)
                        || plan.fusion().isFused(executor, plan.executorOf(task)))
                .collect(Collectors.toSet());
    }

    private Target target(Origin origin, ExecutorPlan from, int task, Parts of, Map<ExecutorPlan, Outbox> outboxes) {
        ExecutorPlan to = plan.executorOf(task);
        Outbox outbox = outbox(from, to, of, outboxes);
        DirectCall call = null;
        if (plan.fusion().isCall(from, to)) {
            DirectEdge edge = directEdges.computeIfAbsent(outbox, box -> {
                DirectEdge made = new DirectEdge(of.executor, (BoltExecutor) parts.get(to).executor, box);
                groups.get(from).add(made);
                return made;
            });
            call = new DirectCall(edge, task, origin.streamIndex());
        }
        return new Target(new Link(origin, task), outbox, call);
    }

    private Outbox outbox(ExecutorPlan from, ExecutorPlan to, Parts of, Map<ExecutorPlan, Outbox> outboxes) {
        return outboxes.computeIfAbsent(to, receiver -> {
            Destination destination = receiver.worker() == worker && !alwaysSerialize
                    ? network.local(receiver.index())
                    : network.remote(
                            receiver.index(), of.codec, of.executor instanceof SpoutExecutor spout ? spout : of.acks);
            boolean closesCycle =
                    plan.closesCycle(from.component().id(), receiver.component().id());
            return new Outbox(destination, of.executor.handle(), closesCycle);
        });
    }

    /** A context for each new instance of the task's user code. */
    private Supplier<TopologyContext> contexts(ExecutorPlan executor, int task, Map<String, Object> executorData) {
        List<?> hooks = TopologySettings.AUTO_TASK_HOOKS.in(plan.conf());
        return () -> {
            TopologyContext taskContext = new TopologyContext(
                    plan.topology(),
                    executor.component().conf(),
                    taskToComponent,
                    componentToTasks,
                    streamFields,
                    plan.id(),
                    null,
                    null,
                    task,
                    worker,
                    localTasks,
                    resources.defaults(),
                    resources.user(),
                    executorData,
                    metrics);
            for (Object hook : hooks) {
                taskContext.addTaskHook(
                        Instances.of(String.valueOf(hook), ITaskHook.class, Config.TOPOLOGY_AUTO_TASK_HOOKS));
            }
            return taskContext;
        };
    }

    // --- what there is now ---

    /** The executors, in the order of their tasks. */
    public List<Executor> executors() {
        return parts.values().stream().map(Parts::executor).toList();
    }

    /** What the scheduler runs: groups, and executors that are in none. */
    public List<Agent> agents() {
        return agents;
    }

    /** The counters of all tasks, in the order of the tasks; complete after {@link #wire}. */
    public List<TaskCounters> counters() {
        return counters;
    }

    /** What worker hooks are given. */
    public WorkerUserContext userContext() {
        return context;
    }
}
