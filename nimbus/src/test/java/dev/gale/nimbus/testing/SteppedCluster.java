package dev.gale.nimbus.testing;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gale.coordination.RegistrationListener;
import dev.gale.coordination.memory.InMemoryCluster;
import dev.gale.coordination.memory.InMemoryClusterState;
import dev.gale.coordination.model.Assignment;
import dev.gale.coordination.model.CodeHash;
import dev.gale.coordination.model.NimbusId;
import dev.gale.coordination.model.NimbusInfo;
import dev.gale.coordination.model.SupervisorId;
import dev.gale.coordination.model.SupervisorInfo;
import dev.gale.coordination.model.TopologyId;
import dev.gale.coordination.model.TopologyInfo;
import dev.gale.kernel.time.ManualClock;
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
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;

/** Nimbuses and supervisors on one thread, in virtual time, with the facts in memory. */
public final class SteppedCluster {
    private static final Instant NOON = Instant.parse("2026-11-21T12:00:00Z");
    private static final int MOST_STEPS = 10_000;

    /** A Nimbus with what a test needs of it. */
    public static final class Box {
        public final Nimbus nimbus;
        public final InMemoryClusterState client;
        public final CodeStore store;
        final Queue<Runnable> background;

        Box(Nimbus nimbus, InMemoryClusterState client, CodeStore store, Queue<Runnable> background) {
            this.nimbus = nimbus;
            this.client = client;
            this.store = store;
            this.background = background;
        }
    }

    public final ManualClock clock = new ManualClock(NOON.toEpochMilli());
    public final InMemoryCluster facts = new InMemoryCluster();

    private final Path directory;
    private final Map<String, Object> conf;
    private final Map<NimbusId, Box> boxes = new LinkedHashMap<>();
    private final Map<String, InMemoryClusterState> supervisors = new HashMap<>();
    private final ArrayDeque<Runnable> callbacks = new ArrayDeque<>();
    private final InMemoryClusterState observer;

    public SteppedCluster(Path directory, Map<String, Object> conf) {
        this.directory = directory;
        this.conf = conf;
        this.observer = facts.newClient("observer", callbacks::add);
        observer.start();
    }

    public Box addNimbus(String id) {
        try {
            NimbusInfo self = new NimbusInfo(
                    new NimbusId(id), id + ".example.org", 8_080, "0.1.0", Instant.ofEpochMilli(clock.epochMillis()));
            CodeStore store = new CodeStore(directory.resolve(id));
            store.open();
            Queue<Runnable> background = new ConcurrentLinkedQueue<>();
            InMemoryClusterState[] client = new InMemoryClusterState[1];
            Nimbus nimbus = new Nimbus(
                    self,
                    NimbusConfig.from(conf),
                    executor -> client[0] = facts.newClient(id, executor),
                    store,
                    this::copy,
                    background::add,
                    clock,
                    () -> {});
            nimbus.onStart();
            Box box = new Box(nimbus, client[0], store, background);
            boxes.put(self.id(), box);
            settle();
            return box;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void copy(NimbusInfo from, CodeHash hash, CodeStore into) throws IOException {
        Box other = boxes.get(from.id());
        Path file = Optional.ofNullable(other)
                .flatMap(box -> box.store.find(hash))
                .orElseThrow(() -> new IOException("nimbus " + from.id() + " can't be reached"));
        into.put(Files.readAllBytes(file));
    }

    /** As after kill -9, when the session has timed out. */
    public void crash(Box box) {
        boxes.values().remove(box);
        box.client.close();
        settle();
    }

    public void addSupervisor(String id, Integer... ports) {
        InMemoryClusterState client = facts.newClient(id, callbacks::add);
        client.start();
        SupervisorInfo info = new SupervisorInfo(
                new SupervisorId(id),
                id + ".example.org",
                List.of(ports),
                4_096,
                400,
                Map.of(),
                "0.1.0",
                Instant.ofEpochMilli(clock.epochMillis()));
        client.membership().registerSupervisor(info, new Unconcerned());
        supervisors.put(id, client);
        settle();
    }

    public void removeSupervisor(String id) {
        supervisors.remove(id).close();
        settle();
    }

    private static final class Unconcerned implements RegistrationListener {
        @Override
        public void onRegistered() {}

        @Override
        public void onDisplaced(String by) {}
    }

    /** Runs everybody until nobody has anything to do. */
    public void settle() {
        int work = 1;
        for (int step = 0; work > 0; step++) {
            assertThat(step)
                    .describedAs("steps until nobody has anything to do")
                    .isLessThan(MOST_STEPS);
            work = 0;
            for (Runnable callback = callbacks.poll(); callback != null; callback = callbacks.poll()) {
                callback.run();
                work++;
            }
            for (Box box : List.copyOf(boxes.values())) {
                work += step(box);
            }
        }
    }

    private static int step(Box box) {
        int work = box.nimbus.doWork();
        for (Runnable task = box.background.poll(); task != null; task = box.background.poll()) {
            task.run();
            work++;
        }
        return work;
    }

    /** Lets time pass, and whatever becomes due. */
    public void advance(Duration time) {
        clock.advance(time.toNanos());
        settle();
    }

    // Requests

    public ReadySubmission ready(Box box, Submission submission, String requestId) {
        try {
            Submission accepted = new SubmissionReview(
                            NimbusConfig.from(conf).topologyDefaults(), SubmissionCheck.NONE, () -> "secret")
                    .accept(submission, Optional.ofNullable(requestId));
            CodeHash hash = box.store.put(SubmissionJson.write(accepted));
            box.nimbus.onReceived(hash);
            return new ReadySubmission(hash, TopologyShape.of(accepted), "ada");
        } catch (InvalidSubmission | IOException e) {
            throw new AssertionError("the submission isn't right", e);
        }
    }

    public CompletableFuture<TopologyInfo> submit(Box box, Submission submission, String requestId) {
        CompletableFuture<TopologyInfo> answer = box.nimbus.submit(ready(box, submission, requestId));
        settle();
        return answer;
    }

    /** A topology of this name, accepted. */
    public TopologyInfo submit(Box box, String name) {
        return submit(box, Topologies.submission(name), "request-of-" + name).join();
    }

    public <T> T settled(CompletableFuture<T> answer) {
        settle();
        return answer.join();
    }

    // What there is

    public InMemoryClusterState observer() {
        return observer;
    }

    public TopologyInfo topology(TopologyId id) {
        return observer.topologies().find(id).orElseThrow().value();
    }

    public Assignment assignment(TopologyId id) {
        return observer.assignments().find(id).orElseThrow();
    }

    /** How many executors the assignment has. */
    public int assignedExecutors(TopologyId id) {
        return assignment(id).slots().values().stream().mapToInt(List::size).sum();
    }
}
