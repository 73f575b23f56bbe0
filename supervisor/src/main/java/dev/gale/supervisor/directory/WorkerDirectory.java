package dev.gale.supervisor.directory;

import dev.gale.coordination.json.RecordJson;
import dev.gale.supervisor.process.ProcessIdentity;
import dev.gale.supervisor.process.RotatedLog;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The directory of one life of a worker, in which it runs: {@code worker.json} says what it is for and is written before it is
 * started, {@code worker.pid} which process it is, {@code exit.json} how it ended; {@code conf.json} is its
 * configuration, {@code worker.log} its output.
 */
public record WorkerDirectory(Path path) {
    private static final Logger LOG = LoggerFactory.getLogger(WorkerDirectory.class);

    public String workerId() {
        return path.getFileName().toString();
    }

    public Path conf() {
        return path.resolve("conf.json");
    }

    public RotatedLog log() {
        return new RotatedLog(path.resolve("worker.log"));
    }

    public void writeConf(Map<String, Object> configuration) throws IOException {
        PrivateFiles.write(conf(), RecordJson.write(configuration));
    }

    public Optional<WorkerRecord> worker() throws IOException {
        return read("worker.json", WorkerRecord.class);
    }

    public void write(WorkerRecord worker) throws IOException {
        PrivateFiles.write(path.resolve("worker.json"), RecordJson.write(worker));
    }

    public Optional<ProcessIdentity> process() throws IOException {
        return read("worker.pid", ProcessIdentity.class);
    }

    public void write(ProcessIdentity process) throws IOException {
        PrivateFiles.write(path.resolve("worker.pid"), RecordJson.write(process));
    }

    /** Empty while it hasn't ended, or nobody has noticed. */
    public Optional<WorkerExit> exit() throws IOException {
        return read("exit.json", WorkerExit.class);
    }

    public void write(WorkerExit exit) throws IOException {
        PrivateFiles.write(path.resolve("exit.json"), RecordJson.write(exit));
    }

    private <T> Optional<T> read(String name, Class<T> type) throws IOException {
        Path file = path.resolve(name);
        if (!Files.exists(file)) {
            return Optional.empty();
        }
        try {
            return Optional.of(RecordJson.read(Files.readAllBytes(file), type));
        } catch (IllegalArgumentException e) {
            LOG.warn("{} is passed over as if it weren't there: {}", file, e.getMessage());
            return Optional.empty();
        }
    }
}
