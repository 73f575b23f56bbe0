package dev.gale.nimbus.control;

import dev.gale.coordination.model.CodeHash;
import dev.gale.nimbus.code.CodeStore;
import dev.gale.nimbus.topology.TopologyShape;
import dev.gale.submission.InvalidSubmission;
import dev.gale.submission.SubmissionJson;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The shapes of stored submissions, each read once from the disk. What a hash names never changes. For any thread. */
public final class Shapes {
    private static final Logger LOG = LoggerFactory.getLogger(Shapes.class);

    private final CodeStore store;
    private final Map<CodeHash, TopologyShape> read = new ConcurrentHashMap<>();

    public Shapes(CodeStore store) {
        this.store = store;
    }

    /** Empty while the submission isn't here, or when it can't be read, which the log says. */
    public Optional<TopologyShape> find(CodeHash submission) {
        TopologyShape known = read.get(submission);
        if (known != null) {
            return Optional.of(known);
        }
        Optional<TopologyShape> found = store.find(submission).flatMap(file -> read(submission, file));
        found.ifPresent(shape -> read.put(submission, shape));
        return found;
    }

    private static Optional<TopologyShape> read(CodeHash submission, Path file) {
        try {
            return Optional.of(TopologyShape.of(SubmissionJson.read(Files.readAllBytes(file))));
        } catch (IOException | InvalidSubmission | IllegalArgumentException e) {
            LOG.error("Stored submission {} can't be read: {}", submission, e.toString());
            return Optional.empty();
        }
    }

    /** Forgets the others. */
    void retain(Set<CodeHash> submissions) {
        read.keySet().retainAll(submissions);
    }
}
