package dev.gale.simulation;

import dev.gale.coordination.model.CodeHash;
import dev.gale.coordination.model.NimbusId;
import dev.gale.coordination.model.NimbusInfo;
import dev.gale.nimbus.code.CodeStore;
import dev.gale.nimbus.config.NimbusConfig;
import dev.gale.nimbus.control.Nimbus;
import dev.gale.nimbus.control.ReadySubmission;
import dev.gale.nimbus.topology.SubmissionCheck;
import dev.gale.nimbus.topology.SubmissionReview;
import dev.gale.nimbus.topology.TopologyShape;
import dev.gale.submission.InvalidSubmission;
import dev.gale.submission.Submission;
import dev.gale.submission.SubmissionJson;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A place where a Nimbus runs, again and again; its store outlasts each. */
final class SimulatedNimbus {
    private final SimulatedCluster cluster;
    private final String id;
    private final Path directory;
    private final NimbusConfig config;

    // Of the present life.
    private SimulatedProcess process;
    private NimbusInfo self;
    private CodeStore store;
    private Nimbus nimbus;

    SimulatedNimbus(SimulatedCluster cluster, String id, Path directory, Map<String, Object> conf) {
        this.cluster = cluster;
        this.id = id;
        this.directory = directory;
        this.config = NimbusConfig.from(conf);
    }

    void start() {
        try {
            SimulatedWorld world = cluster.world();
            SimulatedProcess life = world.newProcess(id);
            process = life;
            store = new CodeStore(directory);
            store.open();
            self = new NimbusInfo(
                    new NimbusId(id),
                    id + ".example.org",
                    8_080,
                    "test",
                    Instant.ofEpochMilli(world.clock().epochMillis()));
            ProcessScheduler scheduler = life.newScheduler((agent, error) ->
                    world.broken(id + ": " + agent.name() + " broke: " + SimulatedWorld.trace(error)));
            Background background = new Background();
            background.wakeBy(scheduler.add(background));
            nimbus = new Nimbus(
                    self,
                    config,
                    life::connect,
                    store,
                    this::copy,
                    background,
                    world.clock(),
                    () -> world.broken(id + " was displaced, though it runs only once"));
            nimbus.setHandle(scheduler.add(nimbus));
            scheduler.start(List.of(background, nimbus));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void copy(NimbusInfo from, CodeHash hash, CodeStore into) throws IOException {
        into.put(cluster.codeFrom(from.id(), hash)
                .orElseThrow(() -> new IOException("nimbus " + from.id() + " can't be reached")));
    }

    /** The code, if it runs and has it. */
    Optional<byte[]> code(CodeHash hash) {
        if (!isUp() || !process.isRunning()) {
            return Optional.empty();
        }
        return store.find(hash).map(SimulatedNimbus::read);
    }

    private static byte[] read(Path file) {
        try {
            return Files.readAllBytes(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    String id() {
        return id;
    }

    NimbusInfo self() {
        return self;
    }

    SimulatedProcess process() {
        return process;
    }

    boolean isUp() {
        return process != null && !process.isDead();
    }

    /** To be asked; only while it runs. */
    Nimbus nimbus() {
        return nimbus;
    }

    /** Takes a submission as the API does. */
    ReadySubmission ready(Submission submission, String requestId) {
        try {
            Submission accepted = new SubmissionReview(config.topologyDefaults(), SubmissionCheck.NONE, () -> "secret")
                    .accept(submission, Optional.of(requestId));
            CodeHash hash = store.put(SubmissionJson.write(accepted));
            nimbus.onReceived(hash);
            return new ReadySubmission(hash, TopologyShape.of(accepted), "ada");
        } catch (InvalidSubmission e) {
            throw new AssertionError("the submission isn't right", e);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
