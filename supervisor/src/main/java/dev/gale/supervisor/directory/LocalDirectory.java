package dev.gale.supervisor.directory;

import dev.gale.coordination.model.CodeHash;
import dev.gale.coordination.model.SupervisorId;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * A supervisor's directory.
 *
 * <pre>
 * supervisor/id, supervisor/lock
 * supervisor/code/&lt;sha256&gt;/topology.jar
 * supervisor/code/&lt;sha256&gt;/submission.json
 * workers/&lt;worker id&gt;/…                          see {@link WorkerDirectory}
 * </pre>
 *
 * All of it is for the user alone that the supervisor runs as: configurations hold secrets.
 */
public record LocalDirectory(Path root) {
    public Path codes() {
        return root.resolve("supervisor/code");
    }

    /** What has the hash, a jar or a submission, is alone in this directory. */
    public Path code(CodeHash hash) {
        return codes().resolve(hash.value());
    }

    public Path jar(CodeHash hash) {
        return code(hash).resolve("topology.jar");
    }

    public Path submission(CodeHash hash) {
        return code(hash).resolve("submission.json");
    }

    public WorkerDirectory worker(String workerId) {
        return new WorkerDirectory(root.resolve("workers").resolve(workerId));
    }

    /** The directories of workers, living and ended. */
    public List<WorkerDirectory> workers() throws IOException {
        return entries(root.resolve("workers")).stream()
                .filter(Files::isDirectory)
                .map(WorkerDirectory::new)
                .toList();
    }

    Path lock() {
        return root.resolve("supervisor/lock");
    }

    /**
     * The id under which this machine was known before.
     *
     * @param fresh to be known by from now on, if it wasn't
     */
    public SupervisorId id(String fresh) throws IOException {
        Path file = root.resolve("supervisor/id");
        if (!Files.exists(file)) {
            PrivateFiles.write(file, fresh.getBytes(StandardCharsets.UTF_8));
        }
        String id = Files.readString(file).strip();
        try {
            return new SupervisorId(id);
        } catch (IllegalArgumentException e) {
            throw new IOException(file + " must hold the id of this supervisor; remove it to get a new one", e);
        }
    }

    /** What is in a directory, in the order of names; nothing when it isn't there. */
    public static List<Path> entries(Path directory) throws IOException {
        if (!Files.isDirectory(directory)) {
            return List.of();
        }
        try (Stream<Path> entries = Files.list(directory)) {
            return entries.sorted().toList();
        }
    }
}
