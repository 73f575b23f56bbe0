package dev.gale.supervisor.launch;

import dev.gale.Config;
import dev.gale.coordination.model.SupervisorId;
import dev.gale.kernel.random.SplitMix64;
import dev.gale.supervisor.config.SupervisorConfig;
import dev.gale.supervisor.directory.LocalDirectory;
import dev.gale.supervisor.directory.PrivateFiles;
import dev.gale.supervisor.directory.WorkerDirectory;
import dev.gale.supervisor.directory.WorkerRecord;
import dev.gale.supervisor.fetch.FetchOutcome;
import dev.gale.supervisor.fetch.TopologyVersion;
import dev.gale.supervisor.process.LaunchSpec;
import dev.gale.supervisor.process.ProcessLauncher;
import dev.gale.supervisor.process.WorkerProcess;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;

/** Starts workers, each in a directory of its own. Confined to the supervisor's thread. */
public final class WorkerStarter {
    private final SupervisorId supervisorId;
    private final SupervisorConfig config;
    private final LocalDirectory directory;
    private final WorkerProgram program;
    private final ProcessLauncher launcher;
    private final SplitMix64 random;

    public WorkerStarter(
            SupervisorId supervisorId,
            SupervisorConfig config,
            LocalDirectory directory,
            WorkerProgram program,
            ProcessLauncher launcher,
            SplitMix64 random) {
        this.supervisorId = supervisorId;
        this.config = config;
        this.directory = directory;
        this.program = program;
        this.launcher = launcher;
        this.random = random;
    }

    /**
     * Starts a worker. What it is for is written down before, which process it is after: a crash between the two leaves a
     * directory whose worker id finds the process.
     *
     * @throws LaunchFailed when there is no process
     */
    public StartedWorker start(int port, TopologyVersion version, FetchOutcome.Ready files) throws LaunchFailed {
        String workerId = new UUID(random.nextLong(), random.nextLong()).toString();
        WorkerRecord worker = new WorkerRecord(
                workerId,
                port,
                version.topologyId(),
                version.codeHash(),
                files.jar().map(FetchOutcome.Jar::hash));
        WorkerDirectory own = directory.worker(workerId);
        try {
            LaunchSpec spec = new LaunchSpec(
                    workerId,
                    command(worker, own, files),
                    environment(files),
                    own.path(),
                    own.log().path());
            PrivateFiles.createDirectories(own.path());
            own.writeConf(config.configuration());
            own.write(worker);
            WorkerProcess process = launcher.launch(spec);
            try {
                own.write(process.identity());
            } catch (IOException e) {
                // It couldn't be found again.
                process.kill();
                throw e;
            }
            return new StartedWorker(worker, own, process);
        } catch (IOException | IllegalArgumentException e) {
            removeAfter(e, own);
            throw new LaunchFailed(worker + " could not be started: " + e.getMessage(), e);
        }
    }

    /** What was begun would be in the way of nobody, but there may be many attempts. */
    private static void removeAfter(Exception failure, WorkerDirectory own) {
        try {
            PrivateFiles.deleteTree(own.path());
        } catch (IOException e) {
            failure.addSuppressed(e);
        }
    }

    private List<String> command(WorkerRecord worker, WorkerDirectory own, FetchOutcome.Ready files) {
        List<String> command = new ArrayList<>();
        command.add(program.java());
        // First, as systems show the beginning of a long line only.
        command.add(LaunchSpec.mark(worker.workerId()));
        command.addAll(JvmOptions.of(worker, config.configuration(), files.configuration()));
        command.addAll(List.of("-cp", program.classPath(), program.mainClass()));
        command.addAll(List.of("--conf", own.conf().toString()));
        command.addAll(List.of("--submission", files.submission().toString()));
        command.addAll(List.of("--topology", worker.topologyId().value()));
        command.addAll(List.of("--supervisor", supervisorId.value()));
        command.addAll(List.of("--host", config.host()));
        command.addAll(List.of("--port", String.valueOf(worker.port())));
        command.addAll(List.of("--local-dir", config.localDir().toString()));
        files.jar().ifPresent(jar -> command.addAll(List.of("--code", jar.path().toString())));
        return command;
    }

    private static Map<String, String> environment(FetchOutcome.Ready files) {
        Object given = files.configuration().get(Config.TOPOLOGY_ENVIRONMENT);
        Map<String, String> environment = new TreeMap<>();
        if (given instanceof Map<?, ?> map) {
            map.forEach((name, value) -> environment.put(String.valueOf(name), String.valueOf(value)));
        } else if (given != null) {
            throw new IllegalArgumentException(Config.TOPOLOGY_ENVIRONMENT + "=" + given + " must be a map");
        }
        return environment;
    }
}
