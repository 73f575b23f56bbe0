package dev.gale.nimbus.control;

import dev.gale.coordination.ClusterState;
import dev.gale.coordination.CoordinationFailure;
import dev.gale.coordination.LeaderTerm;
import dev.gale.coordination.Leadership.Candidacy;
import dev.gale.coordination.LeadershipListener;
import dev.gale.coordination.Registration;
import dev.gale.coordination.RegistrationListener;
import dev.gale.coordination.Watch;
import dev.gale.coordination.model.Assignment;
import dev.gale.coordination.model.CodeHash;
import dev.gale.coordination.model.NimbusId;
import dev.gale.coordination.model.NimbusInfo;
import dev.gale.coordination.model.SupervisorId;
import dev.gale.coordination.model.SupervisorInfo;
import dev.gale.coordination.model.TopologyId;
import dev.gale.coordination.model.TopologyInfo;
import dev.gale.coordination.model.TopologyStatus;
import dev.gale.kernel.agent.Agent;
import dev.gale.kernel.agent.AgentHandle;
import dev.gale.kernel.time.Clock;
import dev.gale.nimbus.code.CodeKeeper;
import dev.gale.nimbus.code.CodeStore;
import dev.gale.nimbus.code.PeerCode;
import dev.gale.nimbus.config.NimbusConfig;
import dev.gale.nimbus.control.Refused.Kind;
import dev.gale.nimbus.report.TopologyReports;
import dev.gale.nimbus.topology.TopologyShape;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executor;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A Nimbus without its API. All happens in its duty cycle; requests of other threads are enqueued and answered by a
 * future. Reads and writes of the cluster's facts block the cycle for a round trip, so it wants a thread of its own.
 *
 * <p>{@link #execute} is to be given to the {@link ClusterState} as its executor of callbacks.
 */
public final class Nimbus implements Agent, Executor {
    private static final Logger LOG = LoggerFactory.getLogger(Nimbus.class);
    private static final int TASKS_PER_CYCLE = 256;
    private static final Duration CLEANING_PAUSE = Duration.ofMinutes(1);

    private final NimbusInfo self;
    private final NimbusConfig config;
    private final ClusterState cluster;
    private final Clock clock;
    private final Shapes shapes;
    private final CodeKeeper code;
    private final CodeStore store;
    private final Runnable onDisplaced;
    private final TopologyReports reports;

    private final ConcurrentLinkedQueue<Runnable> mailbox = new ConcurrentLinkedQueue<>();
    /** Set before the agent is started; read by any. */
    private volatile AgentHandle handle = () -> {};
    /** Written by the owner; read by any. */
    private volatile ClusterView view =
            new ClusterView(false, Optional.empty(), Map.of(), null, Map.of(), Map.of(), Map.of(), Map.of());

    // Confined to the owner's thread.
    private final List<Watch> watches = new ArrayList<>();
    private final List<Waiting> waiting = new ArrayList<>();
    /** Answers that are given when there has been a round of scheduling, so that the view says how it went. */
    private final List<Runnable> answersAfterRound = new ArrayList<>();

    private Optional<NimbusInfo> currentLeader = Optional.empty();
    private Map<NimbusId, NimbusInfo> nimbuses = Map.of();
    private Map<SupervisorId, SupervisorInfo> supervisors; // null until it has been read
    private Map<TopologyId, TopologyInfo> topologies; // null until it has been read
    private Map<TopologyId, Assignment> assignments = Map.of();
    private Registration registration;
    private Candidacy candidacy;
    private Leader leader; // null while this Nimbus doesn't lead
    private boolean viewIsOld = true;
    private long cleanAtNs;
    private boolean stopped;

    /**
     * @param store open
     * @param background runs what may block, one task after the other
     * @param onDisplaced called on the owner's thread when another process has taken this Nimbus's id; the daemon should end
     */
    public Nimbus(
            NimbusInfo self,
            NimbusConfig config,
            Function<Executor, ClusterState> cluster,
            CodeStore store,
            PeerCode peers,
            Executor background,
            Clock clock,
            Runnable onDisplaced) {
        this.self = self;
        this.config = config;
        this.clock = clock;
        this.reports = new TopologyReports(clock);
        this.store = store;
        this.onDisplaced = onDisplaced;
        this.shapes = new Shapes(store);
        this.cluster = cluster.apply(this);
        this.code = new CodeKeeper(
                this.cluster, self, store, peers, this, background, clock, config.unusedCode(), this::onCodeChanged);
    }

    /** To be called before the agent is started. */
    public void setHandle(AgentHandle handle) {
        this.handle = handle;
    }

    /** Enqueues something for the owner's thread. Any thread. */
    @Override
    public void execute(Runnable task) {
        mailbox.add(task);
        handle.signal();
    }

    // Requests; any thread

    /** The facts as this Nimbus knows them. */
    public ClusterView view() {
        return view;
    }

    public NimbusInfo self() {
        return self;
    }

    /** The client of this Nimbus, for reading; see {@link ClusterState}. */
    public ClusterState cluster() {
        return cluster;
    }

    /** The shape of a topology's submission; empty while it isn't here. */
    public Optional<TopologyShape> shape(TopologyInfo topology) {
        return shapes.find(topology.codeHash());
    }

    /** What was said to this Nimbus of running topologies; only a leader is told. */
    public TopologyReports reports() {
        return reports;
    }

    /** Code has come into the store. */
    public void onReceived(CodeHash hash) {
        execute(() -> code.onReceived(hash));
    }

    /**
     * Has a topology accepted as soon as there are enough copies of its code.
     *
     * @return the topology as it was accepted; or fails with {@link Refused}
     */
    public CompletableFuture<TopologyInfo> submit(ReadySubmission submission) {
        CompletableFuture<TopologyInfo> answer = new CompletableFuture<>();
        execute(() -> answering(answer, () -> onSubmit(submission, answer)));
        return answer;
    }

    /** @param status ACTIVE or INACTIVE */
    public CompletableFuture<TopologyInfo> set(String idOrName, TopologyStatus status) {
        return change(idOrName, (info, now) -> LifeCycle.set(info, status));
    }

    /** @param wait empty: as long as a tuple tree may take */
    public CompletableFuture<TopologyInfo> kill(String idOrName, Optional<Duration> wait) {
        return change(idOrName, (info, now) -> LifeCycle.kill(info, now, wait.orElseGet(() -> defaultWait(info))));
    }

    /**
     * @param wait as for a kill
     * @param workers empty leaves the number
     * @param executors by component; others keep their number
     */
    public CompletableFuture<TopologyInfo> rebalance(
            String idOrName, Optional<Duration> wait, Optional<Integer> workers, Map<String, Integer> executors) {
        return change(
                idOrName,
                (info, now) -> LifeCycle.rebalance(
                        info, shape(info), now, wait.orElseGet(() -> defaultWait(info)), workers, executors));
    }

    private Duration defaultWait(TopologyInfo info) {
        return shape(info).map(TopologyShape::defaultWait).orElse(Duration.ofSeconds(30));
    }

    private CompletableFuture<TopologyInfo> change(
            String idOrName, BiFunction<TopologyInfo, Instant, TopologyInfo> change) {
        CompletableFuture<TopologyInfo> answer = new CompletableFuture<>();
        UnaryOperator<TopologyInfo> now = info -> change.apply(info, Instant.ofEpochMilli(clock.epochMillis()));
        execute(() -> answering(answer, () -> onChanged(leaderOrRefuse().change(idOrName, now), answer)));
        return answer;
    }

    // Agent

    @Override
    public String name() {
        return "nb-owner";
    }

    @Override
    public boolean needsOwnThread() {
        return true;
    }

    @Override
    public void onStart() {
        cleanAtNs = clock.nanoTime() + CLEANING_PAUSE.toNanos();
        watches.add(cluster.leadership().watchLeader(now -> {
            currentLeader = now;
            viewIsOld = true;
        }));
        watches.add(cluster.membership().watchNimbuses(now -> {
            nimbuses = now;
            viewIsOld = true;
        }));
        watches.add(cluster.membership().watchSupervisors(now -> {
            supervisors = now;
            onChange();
        }));
        watches.add(cluster.topologies().watchAll(now -> {
            topologies = now;
            reports.retain(now.keySet());
            onChange();
        }));
        watches.add(cluster.assignments().watchAll(now -> {
            assignments = now;
            onChange();
        }));
        registration = cluster.membership().registerNimbus(self, new OwnRegistration());
        code.start();
        candidacy = cluster.leadership().campaign(self, new OwnLeadership());
        cluster.start();
    }

    @Override
    public int doWork() {
        int work = 0;
        for (Runnable task = mailbox.poll(); task != null; task = work < TASKS_PER_CYCLE ? mailbox.poll() : null) {
            task.run();
            work++;
        }
        work += code.doWork();
        if (leader != null) {
            work += acceptWaiting();
            work += leader.doWork(supervisors);
        }
        work += clean();
        if (work > 0 || viewIsOld) {
            publishView();
        }
        answersAfterRound.forEach(Runnable::run);
        answersAfterRound.clear();
        return work;
    }

    @Override
    public long nextDeadlineNs() {
        long next = Math.min(cleanAtNs, code.nextDeadlineNs());
        if (leader != null) {
            next = Math.min(next, leader.nextDeadlineNs());
        }
        for (Waiting submission : waiting) {
            next = Math.min(next, submission.deadlineNs());
        }
        return next;
    }

    /** Gives up what it holds; the cluster's client is closed with it. */
    @Override
    public void onStop() {
        stopped = true;
        for (Runnable task = mailbox.poll(); task != null; task = mailbox.poll()) {
            task.run();
        }
        onTermOver();
        watches.forEach(Watch::close);
        code.close();
        if (candidacy != null) {
            candidacy.close();
        }
        if (registration != null) {
            registration.close();
        }
        cluster.close();
    }

    // On the owner's thread

    private final class OwnLeadership implements LeadershipListener {
        @Override
        public void onGained(LeaderTerm term) {
            LOG.info("Leads: {}", term);
            reports.clear();
            leader = new Leader(cluster, term, shapes, config.supervisorGrace(), config.isolation(), clock);
            viewIsOld = true;
        }

        @Override
        public void onLost() {
            LOG.info("Doesn't lead any more");
            onTermOver();
        }
    }

    private final class OwnRegistration implements RegistrationListener {
        @Override
        public void onRegistered() {
            LOG.info("Registered as nimbus {}", self.id());
        }

        @Override
        public void onDisplaced(String by) {
            LOG.error(
                    "Another process is nimbus {}: {}; this one ends. Give each Nimbus an address of its own",
                    self.id(),
                    by);
            onDisplaced.run();
        }
    }

    private void onTermOver() {
        leader = null;
        viewIsOld = true;
        waiting.forEach(submission -> submission
                .answer()
                .completeExceptionally(new Refused(
                        Kind.UNAVAILABLE,
                        "The leadership has moved on while the submission was waiting; repeat the request")));
        waiting.clear();
    }

    private void onChange() {
        viewIsOld = true;
        if (leader != null) {
            leader.onChange();
        }
    }

    private void onCodeChanged() {
        onChange();
    }

    private Leader leaderOrRefuse() {
        if (stopped) {
            throw new Refused(Kind.UNAVAILABLE, "This Nimbus is stopping; ask another one");
        }
        if (leader == null) {
            throw new Refused(
                    Kind.NOT_LEADER,
                    currentLeader
                            .filter(info -> !info.id().equals(self.id()))
                            .map(info -> "Nimbus " + info.id() + " leads; ask that one")
                            .orElse("There is no leader at present; try again in a moment"));
        }
        return leader;
    }

    private void onSubmit(ReadySubmission submission, CompletableFuture<TopologyInfo> answer) {
        Leader acting = leaderOrRefuse();
        Optional<TopologyInfo> holder = acting.holderOfName(submission.shape().name());
        if (holder.isPresent()) {
            answer.complete(acting.sameRequestOrRefuse(submission, holder.get()));
            return;
        }
        for (CodeHash hash : submission.code()) {
            if (!store.has(hash) && code.holders(hash).isEmpty()) {
                throw new Refused(
                        Kind.INVALID,
                        "No Nimbus has the code " + hash + " that the submission refers to; send it first, by PUT"
                                + " /api/v1/code/" + hash);
            }
        }
        long waitNs = submission.shape().replicationWait().toNanos();
        waiting.add(new Waiting(submission, clock.nanoTime() + waitNs, answer));
    }

    /** Answers; who asks for the topology next shall find it as it is now. */
    private void onChanged(TopologyInfo info, CompletableFuture<TopologyInfo> answer) {
        learn(info);
        publishView();
        answer.complete(info);
    }

    /** The watch may be a moment behind. */
    private void learn(TopologyInfo info) {
        if (topologies != null) {
            Map<TopologyId, TopologyInfo> known = new TreeMap<>(topologies);
            known.put(info.id(), info);
            topologies = Collections.unmodifiableMap(known);
        }
    }

    /** Accepts what has enough copies by now, and refuses what has waited for too long. */
    private int acceptWaiting() {
        int before = waiting.size();
        waiting.removeIf(submission -> {
            List<String> lacking = lacking(submission.submission());
            boolean isLate = submission.deadlineNs() - clock.nanoTime() <= 0;
            if (lacking.isEmpty()) {
                answering(submission.answer(), () -> {
                    TopologyInfo info = leader.create(submission.submission());
                    learn(info);
                    answersAfterRound.add(() -> submission.answer().complete(info));
                });
            } else if (isLate) {
                submission
                        .answer()
                        .completeExceptionally(new Refused(
                                Kind.UNAVAILABLE,
                                "There are too few copies of the code: " + String.join(", ", lacking)
                                        + "; start more Nimbuses, or lower topology.min.replication.count"));
            }
            return lacking.isEmpty() || isLate;
        });
        return before - waiting.size();
    }

    private List<String> lacking(ReadySubmission submission) {
        int wanted = submission.shape().minReplicas();
        List<String> lacking = new ArrayList<>();
        for (CodeHash hash : submission.code()) {
            int copies = code.holders(hash).size();
            if (copies < wanted || !store.has(hash)) {
                lacking.add(hash + " has " + copies + " of " + wanted
                        + (store.has(hash) ? "" : ", and none on the leader"));
            }
        }
        return lacking;
    }

    /** Removes code that no topology needs, now and then. */
    private int clean() {
        if (cleanAtNs - clock.nanoTime() > 0) {
            return 0;
        }
        cleanAtNs = clock.nanoTime() + CLEANING_PAUSE.toNanos();
        if (topologies == null || !cluster.sessionState().isConnected()) {
            return 0;
        }
        reports.retain(topologies.keySet());
        Set<CodeHash> submissions = new HashSet<>();
        topologies.values().forEach(info -> submissions.add(info.codeHash()));
        Set<CodeHash> needed = new HashSet<>(submissions);
        for (CodeHash submission : submissions) {
            Optional<TopologyShape> shape = shapes.find(submission);
            if (shape.isEmpty()) {
                // Which code it refers to is unknown until it has been copied.
                return 0;
            }
            shape.get().jar().ifPresent(needed::add);
        }
        waiting.forEach(submission -> needed.addAll(submission.submission().code()));
        shapes.retain(submissions);
        code.removeUnneeded(needed);
        return 1;
    }

    private void publishView() {
        viewIsOld = false;
        view = new ClusterView(
                leader != null,
                currentLeader,
                nimbuses,
                supervisors,
                topologies == null ? Map.of() : topologies,
                assignments,
                code.holders(),
                leader == null ? Map.of() : leader.outcomes());
    }

    /** Does something and has what it throws be the answer. */
    private static void answering(CompletableFuture<?> answer, Runnable request) {
        try {
            request.run();
        } catch (Refused e) {
            answer.completeExceptionally(e);
        } catch (CoordinationFailure e) {
            answer.completeExceptionally(
                    switch (e.kind()) {
                        case NOT_LEADER ->
                            new Refused(Kind.NOT_LEADER, "Another Nimbus leads by now; repeat the request", e);
                        case NOT_FOUND -> new Refused(Kind.NOT_FOUND, e.getMessage(), e);
                        case NAME_IN_USE -> new Refused(Kind.NAME_IN_USE, e.getMessage(), e);
                        case TOO_LARGE -> new Refused(Kind.INVALID, e.getMessage(), e);
                        case UNAVAILABLE, CONFLICT, STALE_EPOCH, NOT_ALLOWED, UNEXPECTED ->
                            new Refused(
                                    Kind.UNAVAILABLE,
                                    "The cluster's facts can't be changed now; repeat the request, which does no harm: "
                                            + e.getMessage(),
                                    e);
                    });
        } catch (RuntimeException e) {
            // The asker gets it, and the owner's thread goes on for the others.
            LOG.error("A request failed", e);
            answer.completeExceptionally(e);
        }
    }
}
