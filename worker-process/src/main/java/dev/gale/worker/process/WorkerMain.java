package dev.gale.worker.process;

import dev.gale.coordination.config.CoordinationSettings;
import dev.gale.coordination.model.Slot;
import dev.gale.coordination.model.SupervisorId;
import dev.gale.coordination.model.TopologyId;
import dev.gale.coordination.zookeeper.ZooKeeperClusterState;
import dev.gale.submission.InvalidSubmission;
import dev.gale.submission.Submission;
import dev.gale.submission.SubmissionJson;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicReference;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import tools.jackson.core.JacksonException;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/**
 * A worker in a JVM of its own, as a supervisor starts it. Exit codes are those of {@link WorkerEnd.Exit}; whatever isn't
 * 0 comes with a sentence on standard error. SIGTERM stops it in an orderly way.
 */
@Command(
        name = "gale-worker",
        description = "Runs one worker of a topology; started by a supervisor.",
        exitCodeOnInvalidInput = 13,
        exitCodeOnExecutionException = 1)
public final class WorkerMain implements Callable<Integer> {
    /** On top of what user code is given; then the JVM ends, whoever isn't ready. */
    private static final long EXTRA_SECS = 10;

    @Option(names = "--conf", required = true, description = "The configuration of the cluster, a file with JSON.")
    private Path conf;

    @Option(names = "--submission", required = true, description = "What was submitted, a file with JSON.")
    private Path submission;

    @Option(names = "--topology", required = true, description = "The id of the topology.")
    private String topology;

    @Option(names = "--supervisor", required = true, description = "The id of the supervisor.")
    private String supervisor;

    @Option(names = "--host", required = true, description = "The address under which other workers reach this one.")
    private String host;

    @Option(names = "--port", required = true, description = "The port of the slot, on which other workers connect.")
    private int port;

    @Option(
            names = "--local-dir",
            required = true,
            description = "The supervisor's directory. Nothing is kept there by the worker itself.")
    @SuppressWarnings("unused") // part of what supervisors say to every worker
    private Path localDir;

    @Option(
            names = "--code",
            description = "The jar with the topology's classes; without, they are on the worker's class path.")
    private Path code;

    private WorkerMain() {}

    public static void main(String[] args) {
        System.exit(new CommandLine(new WorkerMain()).execute(args));
    }

    @Override
    public Integer call() {
        AtomicReference<WorkerProcess> process = new AtomicReference<>();
        try (MachinePlatform platform =
                new MachinePlatform((agent, error) -> process.get().onBug(agent.name(), error))) {
            WorkerProcess running;
            try {
                running = newProcess(platform);
            } catch (IllegalArgumentException wrong) {
                System.err.println(wrong.getMessage());
                return WorkerEnd.Exit.CANNOT_START.code();
            }
            process.set(running);
            Runtime.getRuntime().addShutdownHook(new Thread(() -> stopAndHalt(running), "wk-stop"));
            running.start();
            WorkerEnd end = running.whenEnded().join();
            if (end.exit() != WorkerEnd.Exit.STOPPED) {
                System.err.println(end.why());
            }
            return end.exit().code();
        }
    }

    private WorkerProcess newProcess(WorkerPlatform platform) {
        Map<String, Object> cluster = readConf();
        CoordinationSettings coordination = CoordinationSettings.from(cluster);
        return new WorkerProcess(
                identity(),
                cluster,
                readSubmission(),
                code,
                platform,
                callbacks -> new ZooKeeperClusterState(coordination, callbacks));
    }

    private WorkerIdentity identity() {
        ProcessHandle self = ProcessHandle.current();
        return new WorkerIdentity(
                new TopologyId(topology),
                new Slot(new SupervisorId(supervisor), port),
                host,
                self.pid(),
                self.info().startInstant().orElseGet(Instant::now));
    }

    private Map<String, Object> readConf() {
        try {
            return JsonMapper.builder().build().readValue(Files.readAllBytes(conf), new TypeReference<>() {});
        } catch (IOException e) {
            throw new IllegalArgumentException("--conf " + conf + " can't be read: " + e, e);
        } catch (JacksonException e) {
            throw new IllegalArgumentException(
                    "--conf " + conf + " must be an object of JSON: " + e.getOriginalMessage(), e);
        }
    }

    private Submission readSubmission() {
        try {
            return SubmissionJson.read(Files.readAllBytes(submission));
        } catch (IOException e) {
            throw new IllegalArgumentException("--submission " + submission + " can't be read: " + e, e);
        } catch (InvalidSubmission e) {
            throw new IllegalArgumentException("--submission " + submission + ": " + e.getMessage(), e);
        }
    }

    /**
     * When the JVM is told to end. It would do so with the number of the signal; a worker that has stopped as it was told
     * ends with 0.
     */
    private static void stopAndHalt(WorkerProcess running) {
        CompletableFuture<WorkerEnd> end = running.whenEnded();
        if (end.isDone()) {
            // It has ended before and by itself, and its exit code is on its way.
            return;
        }
        running.requestStop();
        int code;
        try {
            code = end.get(running.shutdownLimit().toSeconds() + EXTRA_SECS, TimeUnit.SECONDS)
                    .exit()
                    .code();
        } catch (InterruptedException | ExecutionException | TimeoutException late) {
            System.err.println("the worker didn't stop in time and is ended: " + late);
            code = WorkerEnd.Exit.STOPPED.code();
        }
        System.out.flush();
        System.err.flush();
        Runtime.getRuntime().halt(code);
    }
}
