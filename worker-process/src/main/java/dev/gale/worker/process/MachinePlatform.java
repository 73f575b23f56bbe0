package dev.gale.worker.process;

import dev.gale.kernel.agent.AgentScheduler;
import dev.gale.kernel.agent.AgentScheduler.ErrorHandler;
import dev.gale.kernel.agent.AgentScheduler.ThreadHook;
import dev.gale.kernel.agent.DedicatedScheduler;
import dev.gale.kernel.agent.PackedScheduler;
import dev.gale.kernel.time.Clock;
import dev.gale.kernel.time.SystemClock;
import dev.gale.kernel.tls.ApiCalls;
import dev.gale.worker.process.report.HttpReportSender;
import dev.gale.worker.process.report.ReportSender;
import dev.gale.worker.transport.SocketWires;
import dev.gale.worker.transport.TransportConfig;
import dev.gale.worker.transport.Wires;
import java.security.SecureRandom;
import java.util.Optional;
import java.util.random.RandomGenerator;

/** The machine's clock, threads and sockets. */
public final class MachinePlatform implements WorkerPlatform, AutoCloseable {
    private final AgentScheduler control;
    private final SecureRandom random = new SecureRandom();

    /** @param errors told what an agent of {@link #control} threw, which is a defect */
    public MachinePlatform(ErrorHandler errors) {
        this.control = new DedicatedScheduler(SystemClock.INSTANCE, errors, ThreadHook.NONE);
    }

    @Override
    public Clock clock() {
        return SystemClock.INSTANCE;
    }

    @Override
    public AgentScheduler control() {
        return control;
    }

    @Override
    public AgentScheduler newExecutors(ErrorHandler errors, ThreadHook hook) {
        return new PackedScheduler(clock(), threads(), errors, hook);
    }

    @Override
    public int threads() {
        return Runtime.getRuntime().availableProcessors();
    }

    @Override
    public Wires newWires(TransportConfig config, int port) {
        return new SocketWires(config, port, SocketWires.Io.best());
    }

    @Override
    public ReportSender newReportSender(Optional<String> secret, ApiCalls calls) {
        return new HttpReportSender(secret, calls);
    }

    @Override
    public RandomGenerator random() {
        return random;
    }

    @Override
    public void close() {
        control.close();
    }
}
