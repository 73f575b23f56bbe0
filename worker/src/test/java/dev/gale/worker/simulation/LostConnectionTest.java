package dev.gale.worker.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gale.generated.StormTopology;
import dev.gale.kernel.random.SplitMix64;
import dev.gale.spout.TupleFailure;
import dev.gale.topology.TopologyBuilder;
import dev.gale.tuple.Fields;
import dev.gale.tuple.Tuple;
import dev.gale.worker.ack.AckSender;
import dev.gale.worker.ack.Loss;
import dev.gale.worker.tuple.Envelope;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Which trees fail when a connection is lost: those that were on it, at once, and no others. */
class LostConnectionTest {
    private static final int WORKERS = 4;
    private static final int NUMBERS = 200;
    /** Long: nothing is to be mended by a timeout. */
    private static final Map<String, Object> CONF = Map.of("topology.message.timeout.secs", 100_000);

    /** From worker to worker, as each number went. */
    private final Map<Integer, List<Integer>> ways = new TreeMap<>();

    static IntStream seeds() {
        return IntStream.rangeClosed(1, 15);
    }

    /** A chain whose tuples are held at its end. */
    private static StormTopology chain(Scene scene, boolean folds) {
        // A bolt that doesn't ack at once can't let what it emits take over its place in the tree.
        List<Tuple> unacked = new ArrayList<>();
        if (!folds) {
            scene.act("first", (tuple, out) -> {
                out.emit(tuple, scene.next(tuple));
                unacked.add(tuple);
                if (unacked.size() > 3) {
                    out.ack(unacked.remove(0));
                }
            });
        }
        scene.act("last", (tuple, out) -> {});
        TopologyBuilder builder = new TopologyBuilder();
        builder.setSpout("numbers", scene.numbers());
        builder.setBolt("first", scene.bolt(), folds ? WORKERS : 1).fieldsGrouping("numbers", new Fields("number"));
        builder.setBolt("second", scene.bolt(), WORKERS).shuffleGrouping("first");
        builder.setBolt("last", scene.bolt(), WORKERS).shuffleGrouping("second");
        return builder.createTopology();
    }

    /** Notes where tuples get to. */
    private void watch(Scene scene, JoinedWorkers workers) {
        for (String component : List.of("first", "second", "last")) {
            scene.watch(
                    component,
                    tuple -> ways.computeIfAbsent(tuple.getInteger(0), none -> new ArrayList<>())
                            .add(workers.workerOf(((Envelope) tuple).destinationTask())));
        }
    }

    private static String describe(Scene scene, JoinedWorkers workers) {
        return List.of("first", "second", "last").stream()
                        .map(component -> component + " got " + scene.receivedCount(component))
                        .toList()
                + ", acked " + scene.ackedCount() + ", failed " + scene.failed().size() + ", errors "
                + IntStream.range(0, WORKERS)
                        .mapToObj(worker -> workers.runtime(worker).errors(null))
                        .toList();
    }

    private Set<Integer> numbersWhose(Predicate<List<Integer>> way) {
        Set<Integer> numbers = new TreeSet<>();
        ways.forEach((number, workers) -> {
            if (way.test(workers)) {
                numbers.add(number);
            }
        });
        return numbers;
    }

    private static boolean hasHop(List<Integer> way, int from, int to) {
        for (int i = 1; i < way.size(); i++) {
            if (way.get(i - 1) == from && way.get(i) == to) {
                return true;
            }
        }
        return false;
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void shouldFailWhatHasBeenAtTheOtherEndWhenTheSpoutsWorkerLosesAConnection(long seed) throws Exception {
        try (Scene scene = new Scene();
                JoinedWorkers workers = new JoinedWorkers(seed, WORKERS, CONF, chain(scene, seed % 2 == 0))) {
            int home = workers.workerOf(
                    workers.runtime(0).plan().component("numbers").taskIds().get(0));
            // Not where all go first.
            int first = workers.workerOf(
                    workers.runtime(0).plan().component("first").taskIds().get(0));
            int lost = IntStream.range(0, WORKERS)
                    .filter(worker -> worker != home && worker != first)
                    .skip(seed % 2)
                    .findFirst()
                    .orElseThrow();
            watch(scene, workers);
            scene.withoutReplays().release(NUMBERS);
            workers.until(() -> scene.receivedCount("last") == NUMBERS, () -> describe(scene, workers));
            workers.advance(Duration.ofSeconds(1));
            Set<Integer> expected = numbersWhose(way -> way.contains(lost));
            Map<Integer, List<Integer>> before = new TreeMap<>(ways);

            // when
            workers.cut(home, lost);
            workers.advance(Duration.ofSeconds(1));

            // then
            assertThat(expected).hasSizeBetween(1, NUMBERS - 1);
            assertThat(scene.failed())
                    .describedAs("lost %d of home %d; %s", lost, home, before)
                    .containsExactlyInAnyOrderElementsOf(expected);
            assertThat(workers.runtime(home).stats().component("numbers").failures())
                    .containsExactly(Map.entry(TupleFailure.Reason.WORKER_LOST, (long) expected.size()));
            assertThat(workers.bugs()).isEmpty();
        }
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void shouldFailWhatHasBeenAtBothEndsWhenTwoOtherWorkersLoseTheirConnection(long seed) throws Exception {
        try (Scene scene = new Scene();
                JoinedWorkers workers = new JoinedWorkers(seed, WORKERS, CONF, chain(scene, seed % 2 == 0))) {
            int home = workers.workerOf(
                    workers.runtime(0).plan().component("numbers").taskIds().get(0));
            int one = (home + 1 + (int) seed % (WORKERS - 1)) % WORKERS;
            int other = (home + 1 + ((int) seed + 1) % (WORKERS - 1)) % WORKERS;
            watch(scene, workers);
            scene.withoutReplays().release(NUMBERS);
            workers.until(() -> scene.receivedCount("last") == NUMBERS, () -> describe(scene, workers));
            workers.advance(Duration.ofSeconds(1));
            Set<Integer> onIt = numbersWhose(way -> hasHop(way, one, other) || hasHop(way, other, one));
            Set<Integer> atBoth = numbersWhose(way -> way.contains(one) && way.contains(other));

            // when
            workers.cut(one, other);
            workers.advance(Duration.ofSeconds(1));

            // then: one that was at both, and went from one to the other by a third, isn't told from those
            assertThat(onIt).isNotEmpty();
            assertThat(scene.failed()).doesNotHaveDuplicates().containsAll(onIt).isSubsetOf(atBoth);
            assertThat(workers.bugs()).isEmpty();
        }
    }

    /** What marks a tree comes from a third worker, and perhaps later than the loss is noticed. */
    @ParameterizedTest
    @MethodSource("seeds")
    void shouldFailATreeThatBeganBeforeALossWhenItTurnsOutLaterToHaveBeenThere(long seed) throws Exception {
        try (Scene scene = new Scene();
                JoinedWorkers workers = new JoinedWorkers(seed, WORKERS, CONF, chain(scene, seed % 2 == 0))) {
            int home = workers.workerOf(
                    workers.runtime(0).plan().component("numbers").taskIds().get(0));
            int lost = (home + 1) % WORKERS;
            int third = (home + 2) % WORKERS;
            Map<Integer, Long> roots = new TreeMap<>();
            watch(scene, workers);
            scene.watch("last", tuple -> {
                roots.put(tuple.getInteger(0), ((Envelope) tuple).root());
                ways.get(tuple.getInteger(0)).add(workers.workerOf(((Envelope) tuple).destinationTask()));
            });
            scene.withoutReplays().release(NUMBERS);
            workers.until(() -> scene.receivedCount("last") == NUMBERS, () -> describe(scene, workers));
            int old = numbersWhose(way -> !way.contains(lost)).iterator().next();
            workers.cut(home, lost);
            workers.advance(Duration.ofMillis(1));
            workers.heal(home, lost);
            workers.advance(Duration.ofSeconds(1));
            scene.release(NUMBERS + 1);
            workers.until(() -> roots.containsKey(NUMBERS), () -> describe(scene, workers));
            assertThat(scene.failed()).doesNotContain(old, NUMBERS);

            // when
            AckSender reporter = workers.reporter(third);
            reporter.mark(roots.get(old), Loss.bit(lost) | Loss.bit(third));
            reporter.mark(roots.get(NUMBERS), Loss.bit(lost) | Loss.bit(third));
            reporter.flush();
            workers.advance(Duration.ofSeconds(1));

            // then
            assertThat(scene.failed()).contains(old).doesNotContain(NUMBERS);
        }
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void shouldGetThroughWithoutATimeoutWhateverIsCutAndHealed(long seed) throws Exception {
        SplitMix64 random = new SplitMix64(seed);
        List<Tuple> held = new ArrayList<>();
        try (Scene scene = new Scene()) {
            // given: some are acked late, some out of order
            scene.act("last", (tuple, out) -> {
                held.add(tuple);
                while (held.size() > 5) {
                    out.ack(held.remove(random.nextInt(held.size())));
                }
            });
            scene.act("second", (tuple, out) -> {
                for (int i = random.nextInt(3); i >= 0; i--) {
                    out.emit(tuple, scene.next(tuple));
                }
                out.ack(tuple);
            });
            TopologyBuilder builder = new TopologyBuilder();
            builder.setSpout("numbers", scene.numbers(), 2);
            builder.setBolt("first", scene.bolt(), WORKERS).shuffleGrouping("numbers");
            builder.setBolt("second", scene.bolt(), WORKERS).shuffleGrouping("first");
            // One task, so that what it holds back can be acked in the end.
            builder.setBolt("last", scene.bolt()).shuffleGrouping("second");
            Map<String, Object> conf =
                    Map.of("topology.message.timeout.secs", 100_000, "topology.max.spout.pending", 50);
            try (JoinedWorkers workers = new JoinedWorkers(seed, WORKERS, conf, builder.createTopology())) {
                // when
                for (int round = 1; round <= 30; round++) {
                    scene.release(100 * round);
                    workers.setDelay(Duration.ofMillis(random.nextInt(3)));
                    workers.advance(Duration.ofMillis(random.nextInt(20)));
                    int one = random.nextInt(WORKERS);
                    int other = (one + 1 + random.nextInt(WORKERS - 1)) % WORKERS;
                    workers.cut(one, other);
                    workers.advance(Duration.ofMillis(random.nextInt(20)));
                    workers.heal(one, other);
                }
                scene.act("last", (tuple, out) -> {
                    out.ack(tuple);
                    held.forEach(out::ack);
                    held.clear();
                });

                // then
                int all = 100 * 30 + 1;
                workers.until(
                        () -> {
                            // Something must come for what is held to be acked.
                            scene.release(Math.max(all, scene.ackedCount() + 2));
                            return Set.copyOf(scene.acked())
                                    .containsAll(
                                            IntStream.range(0, all - 1).boxed().toList());
                        },
                        () -> describe(scene, workers));
                assertThat(scene.failed()).isNotEmpty();
                for (int worker = 0; worker < WORKERS; worker++) {
                    assertThat(workers.runtime(worker)
                                    .stats()
                                    .component("numbers")
                                    .failures()
                                    .keySet())
                            .isSubsetOf(Set.of(TupleFailure.Reason.WORKER_LOST));
                }
                assertThat(workers.bugs()).isEmpty();
            }
        }
    }
}
