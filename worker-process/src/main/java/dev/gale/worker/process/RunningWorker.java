package dev.gale.worker.process;

import dev.gale.kernel.agent.AgentHandle;
import dev.gale.kernel.agent.AgentScheduler;
import dev.gale.kernel.agent.AgentScheduler.ThreadHook;
import dev.gale.kernel.random.SplitMix64;
import dev.gale.worker.TopologyRuntime;
import dev.gale.worker.report.ErrorReport;
import dev.gale.worker.transport.Peer;
import dev.gale.worker.transport.PeerListener;
import dev.gale.worker.transport.PeerNetwork;
import dev.gale.worker.transport.Placement;
import dev.gale.worker.transport.Self;
import dev.gale.worker.transport.Wires;
import java.io.IOException;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The parts of a worker that has its lease: the user's class loader, the executors, the connections. Made, changed and
 * stopped by the process's thread; the runtime's statistics may be read by any.
 */
final class RunningWorker {
    private static final Logger LOG = LoggerFactory.getLogger(RunningWorker.class);

    private final WorkerPlatform platform;
    private final Duration shutdown;
    private final int number;
    private final ClassLoader loader;
    private final AgentScheduler executors;
    private final PeerNetwork network;
    private final TopologyRuntime runtime;
    private AssignedPlan assigned;
    /** Read by connections' threads. */
    private volatile boolean stopping;
    /** Whether the network's agent is with the scheduler. */
    private boolean tended;
    /** Null before the first call of {@link #setActive}. */
    private Boolean active;

    /**
     * Makes everything; nothing runs yet.
     *
     * @param code null when the topology's classes are on the runtime's class path
     * @param connections told of the peers
     * @param onFailure run by any thread when the topology has failed
     * @param onError given errors of user code by executors' threads
     * @throws RuntimeException saying why it can't be made; then nothing is left behind
     */
    RunningWorker(
            WorkerPlatform platform,
            WorkerIdentity identity,
            WorkerConfig config,
            AssignedPlan assigned,
            long epoch,
            Path code,
            PeerListener connections,
            Runnable onFailure,
            Consumer<ErrorReport> onError) {
        this.platform = platform;
        this.shutdown = config.shutdown();
        this.assigned = assigned;
        this.number = assigned.workers().get(identity.slot());
        ClassLoader runtimeLoader = RunningWorker.class.getClassLoader();
        this.loader = code == null
                ? runtimeLoader
                : TopologyClassLoader.of(code, runtimeLoader, assigned.plan().conf());
        Wires wires = null;
        AgentScheduler made = null;
        boolean complete = false;
        try {
            wires = platform.newWires(config.transport(), identity.slot().port());
            // Only agents of the runtime run there, so by the time that one breaks the runtime is known.
            made = platform.newExecutors((agent, error) -> onBug(agent.name(), error), new UsersLoader());
            this.executors = made;
            this.network = new PeerNetwork(
                    new Self(identity.topologyId().value(), number, epoch),
                    Placement.of(assigned.plan()),
                    config.transport(),
                    wires,
                    platform.clock(),
                    new SplitMix64(platform.random().nextLong()),
                    platform.random(),
                    new Losses(connections));
            ClassLoader before = enterUserCode();
            try {
                this.runtime = TopologyRuntime.ofWorker(
                        assigned.plan(),
                        number,
                        network,
                        executors,
                        platform.clock(),
                        platform.random().nextLong(),
                        onFailure,
                        onError);
            } finally {
                leaveUserCode(before);
            }
            complete = true;
        } finally {
            if (!complete) {
                if (made != null) {
                    made.close();
                }
                if (wires != null) {
                    wires.close();
                }
                closeLoader();
            }
        }
    }

    private void onBug(String agent, Throwable error) {
        runtime.onBug(agent, error);
    }

    /** Tells the executors of a loss before anybody else. On connections' threads. */
    private final class Losses implements PeerListener {
        private final PeerListener next;

        private Losses(PeerListener next) {
            this.next = next;
        }

        @Override
        public void onConnected(int worker) {
            next.onConnected(worker);
        }

        @Override
        public void onLost(int worker, String why) {
            // A worker that ends its connections itself has lost nobody.
            if (!stopping) {
                runtime.onWorkerLost(worker, why);
            }
            next.onLost(worker, why);
        }
    }

    TopologyRuntime runtime() {
        return runtime;
    }

    PeerNetwork network() {
        return network;
    }

    /** Its number among the workers of the topology. */
    int number() {
        return number;
    }

    AssignedPlan assigned() {
        return assigned;
    }

    /** The numbers of the peers that there are now. */
    Set<Integer> peers() {
        Set<Integer> peers = new TreeSet<>(assigned.workers().values());
        peers.remove(number);
        return peers;
    }

    /** @throws IOException naming the address, when nothing can listen there */
    void listen() throws IOException {
        AgentHandle handle = platform.control().add(network.agent());
        tended = true;
        network.start(handle);
        platform.control().start(List.of(network.agent()));
    }

    /** Goes over to a plan by which its own executors are what they were. */
    void goOnBy(AssignedPlan next) {
        Set<Integer> before = peers();
        assigned = next;
        network.move(Placement.of(next.plan()));
        before.removeAll(peers());
        before.forEach(gone -> network.setPeer(gone, null));
    }

    void setPeers(Map<Integer, Peer> peers) {
        peers.forEach(network::setPeer);
    }

    /** Starts the executors, which call no user code before {@link #setActive}. */
    void start() {
        ClassLoader before = enterUserCode();
        try {
            runtime.start();
        } finally {
            leaveUserCode(before);
        }
    }

    void setActive(boolean wanted) {
        if (active == null || active != wanted) {
            active = wanted;
            LOG.info("{}: {}", runtime.plan().id(), wanted ? "the topology is active" : "the topology is silent");
            if (wanted) {
                runtime.activate();
            } else {
                runtime.deactivate();
            }
        }
    }

    /**
     * Stops everything.
     *
     * @param cutOff whether this process mustn't act as the worker any more, so that connections are ended first; else
     *     what is finished still goes out
     */
    void stop(boolean cutOff, Duration grace) {
        stopping = true;
        ClassLoader before = enterUserCode();
        try {
            if (cutOff) {
                closeNetwork();
            }
            runtime.stop(grace);
            if (!cutOff) {
                closeNetwork();
            }
            executors.close();
        } finally {
            leaveUserCode(before);
        }
        closeLoader();
    }

    /** As above, with the time that the configuration gives to user code. */
    void stop(boolean cutOff) {
        stop(cutOff, shutdown);
    }

    private void closeNetwork() {
        network.close();
        if (tended) {
            platform.control().stop(List.of(network.agent()), shutdown);
        }
    }

    private void closeLoader() {
        if (loader instanceof URLClassLoader own) {
            try {
                own.close();
            } catch (IOException e) {
                LOG.warn("the topology's jar can't be closed: {}", e.getMessage());
            }
        }
    }

    /** Gives the calling thread the user's class loader; answers which it had. */
    private ClassLoader enterUserCode() {
        Thread thread = Thread.currentThread();
        ClassLoader before = thread.getContextClassLoader();
        thread.setContextClassLoader(loader);
        return before;
    }

    private static void leaveUserCode(ClassLoader before) {
        Thread.currentThread().setContextClassLoader(before);
    }

    /** For the threads of the executors, which have no other use. */
    private final class UsersLoader implements ThreadHook {
        @Override
        public void enter() {
            enterUserCode();
        }

        @Override
        public void exit() {
            leaveUserCode(RunningWorker.class.getClassLoader());
        }
    }
}
