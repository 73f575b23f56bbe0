package dev.gale.simulation;

import dev.gale.coordination.model.NimbusInfo;
import dev.gale.coordination.model.Slot;
import dev.gale.coordination.model.TopologyId;
import dev.gale.kernel.agent.AgentScheduler;
import dev.gale.kernel.agent.AgentScheduler.ErrorHandler;
import dev.gale.kernel.agent.AgentScheduler.ThreadHook;
import dev.gale.kernel.random.SplitMix64;
import dev.gale.kernel.time.Clock;
import dev.gale.kernel.tls.ApiCalls;
import dev.gale.submission.Submission;
import dev.gale.supervisor.process.ProcessIdentity;
import dev.gale.worker.process.WorkerIdentity;
import dev.gale.worker.process.WorkerPlatform;
import dev.gale.worker.process.WorkerProcess;
import dev.gale.worker.process.WorkerReport;
import dev.gale.worker.process.report.ReportSender;
import dev.gale.worker.transport.TransportConfig;
import dev.gale.worker.transport.Wires;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.IntConsumer;
import java.util.random.RandomGenerator;

/** A worker process on simulated wires. */
final class SimulatedWorker {
    private final SimulatedWorld world;
    private final SimulatedProcess process;
    private final ProcessIdentity identity;
    private final WorkerProcess worker;
    private final ProcessScheduler control;
    private final int threads;
    private final SplitMix64 random;

    SimulatedWorker(
            SimulatedCluster cluster,
            SimulatedProcess process,
            TopologyId topologyId,
            Slot slot,
            ProcessIdentity identity,
            Map<String, Object> conf,
            Submission submission) {
        this.world = cluster.world();
        this.process = process;
        this.identity = identity;
        this.threads = 1 + world.random().nextInt(3);
        this.random = world.random().split();
        this.control = process.newScheduler((agent, error) -> {
            world.broken(process.name() + ": " + agent.name() + " broke: " + SimulatedWorld.trace(error));
            onBug(agent.name(), error);
        });
        this.worker = new WorkerProcess(
                new WorkerIdentity(topologyId, slot, slot.supervisorId().value(), identity.pid(), identity.startedAt()),
                conf,
                submission,
                null,
                new Platform(),
                process::connect);
    }

    private void onBug(String agent, Throwable error) {
        worker.onBug(agent, error);
    }

    /** @param onExit given the exit code */
    void start(IntConsumer onExit) {
        var unused =
                worker.whenEnded().thenAccept(end -> onExit.accept(end.exit().code()));
        worker.start();
    }

    void requestStop() {
        worker.requestStop();
    }

    SimulatedProcess process() {
        return process;
    }

    ProcessIdentity identity() {
        return identity;
    }

    WorkerReport report() {
        return worker;
    }

    Slot slot() {
        return worker.identity().slot();
    }

    TopologyId topologyId() {
        return worker.identity().topologyId();
    }

    @Override
    public String toString() {
        return "worker " + process.number() + " of " + topologyId() + " at " + process.name();
    }

    private final class Platform implements WorkerPlatform {
        @Override
        public Clock clock() {
            return world.clock();
        }

        @Override
        public AgentScheduler control() {
            return control;
        }

        @Override
        public AgentScheduler newExecutors(ErrorHandler errors, ThreadHook hook) {
            return process.newScheduler((agent, error) -> {
                world.broken(process.name() + ": " + agent.name() + " broke: " + SimulatedWorld.trace(error));
                errors.onAgentError(agent, error);
            });
        }

        @Override
        public int threads() {
            return threads;
        }

        @Override
        public Wires newWires(TransportConfig config, int port) {
            return process.listen(world.wires().of(slot().supervisorId().value(), port));
        }

        @Override
        public ReportSender newReportSender(Optional<String> secret, ApiCalls calls) {
            return new Unheard();
        }

        @Override
        public RandomGenerator random() {
            return random::nextLong;
        }
    }

    /** What workers tell Nimbus has no part in this. */
    private static final class Unheard implements ReportSender {
        @Override
        public CompletableFuture<Outcome> post(NimbusInfo nimbus, String path, byte[] json) {
            return CompletableFuture.completedFuture(new Outcome(Outcome.Kind.TAKEN, ""));
        }

        @Override
        public void close() {}
    }
}
