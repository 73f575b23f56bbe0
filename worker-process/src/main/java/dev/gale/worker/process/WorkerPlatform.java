package dev.gale.worker.process;

import dev.gale.kernel.agent.AgentScheduler;
import dev.gale.kernel.agent.AgentScheduler.ErrorHandler;
import dev.gale.kernel.agent.AgentScheduler.ThreadHook;
import dev.gale.kernel.time.Clock;
import dev.gale.kernel.tls.ApiCalls;
import dev.gale.worker.process.report.ReportSender;
import dev.gale.worker.transport.TransportConfig;
import dev.gale.worker.transport.Wires;
import java.util.Optional;
import java.util.random.RandomGenerator;

/** What a worker process stands on: a machine with threads and sockets, or a simulation of one. */
public interface WorkerPlatform {
    Clock clock();

    /** Runs the process itself and what keeps its connections: agents that user code must not hold up. */
    AgentScheduler control();

    /**
     * Makes what runs the executors. The process closes it.
     *
     * @param hook gives its threads the user's class loader
     */
    AgentScheduler newExecutors(ErrorHandler errors, ThreadHook hook);

    /** How many threads share the executors. */
    int threads();

    /**
     * Makes what connections come from. The process closes it.
     *
     * @param port to listen on
     */
    Wires newWires(TransportConfig config, int port);

    /**
     * Makes what carries reports to Nimbus. The process closes it.
     *
     * @param secret what Nimbus wants to be shown
     * @param calls how Nimbus is asked
     */
    ReportSender newReportSender(Optional<String> secret, ApiCalls calls);

    /** For seeds and handshakes: unpredictable, and safe for several threads. */
    RandomGenerator random();
}
