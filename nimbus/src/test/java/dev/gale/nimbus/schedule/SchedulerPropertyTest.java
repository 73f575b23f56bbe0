package dev.gale.nimbus.schedule;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gale.nimbus.schedule.Outcome.Status;
import dev.gale.nimbus.schedule.RandomCluster.Shape;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * What holds after every step of random sequences of failures, returns, submissions, rebalances and kills. A failing seed
 * is named in the message; {@code runSeed} with it fails again.
 */
class SchedulerPropertyTest {
    private static final int SEEDS = Integer.getInteger("gale.seeds", 1000);
    private static final int STEPS = 12;

    private final Map<Status, Integer> seen = new EnumMap<>(Status.class);

    @ParameterizedTest
    @EnumSource
    void shouldHoldItsInvariantsUnderManySeeds(Shape shape) {
        for (int seed = 1; seed <= SEEDS; seed++) {
            runSeed(seed, shape);
        }
        // Otherwise the clusters would be too large or too small to show anything.
        assertThat(seen.getOrDefault(Status.PLACED, 0)).isGreaterThan(SEEDS);
        assertThat(seen.getOrDefault(Status.FEWER_WORKERS, 0)).isGreaterThan(SEEDS);
        assertThat(seen.getOrDefault(Status.UNPLACED, 0)).isGreaterThan(SEEDS);
        if (shape != Shape.PLAIN) {
            assertThat(seen.getOrDefault(Status.INCOMPLETE, 0)).isGreaterThan(SEEDS / 10);
        }
    }

    private void runSeed(long seed, Shape shape) {
        RandomCluster random = new RandomCluster(seed, shape);
        ScheduledCluster cluster = random.cluster();
        for (int step = 1; step <= STEPS; step++) {
            Situation situation = cluster.situation();
            Schedule schedule = cluster.schedule().last();
            schedule.outcomes().values().forEach(outcome -> seen.merge(outcome.status(), 1, Integer::sum));

            assertThat(Invariants.violated(situation, schedule))
                    .describedAs("seed %d, %s, step %d", seed, shape, step)
                    .isEmpty();
            if (shape == Shape.PLAIN) {
                assertThat(Invariants.violatedUnrestricted(situation, schedule))
                        .describedAs("seed %d, %s, step %d: unrestricted", seed, shape, step)
                        .isEmpty();
                for (String topology : cluster.topologies().keySet()) {
                    Situation rebalanced = situation(situation, schedule.placements(), Set.of(topology));
                    Map<String, Placement> after =
                            Scheduler.schedule(rebalanced).placements();
                    assertThat(after.equals(schedule.placements()))
                            .describedAs("seed %d, %s, step %d: %s stays", seed, shape, step, topology)
                            .isEqualTo(!Invariants.couldBeSpreadBetter(rebalanced, topology));
                    assertThat(Invariants.couldBeSpreadBetter(situation(rebalanced, after, Set.of()), topology))
                            .describedAs("seed %d, %s, step %d: %s could be better", seed, shape, step, topology)
                            .isFalse();
                }
            }
            assertThat(Scheduler.schedule(shuffled(situation, seed)))
                    .describedAs("seed %d, %s, step %d: in another order", seed, shape, step)
                    .isEqualTo(schedule);
            assertThat(Scheduler.schedule(situation(situation, schedule.placements(), Set.of())))
                    .describedAs("seed %d, %s, step %d: scheduled again", seed, shape, step)
                    .isEqualTo(schedule);
            assertThat(Scheduler.schedule(situation(situation, schedule.placements(), situation.rebalanced())))
                    .describedAs("seed %d, %s, step %d: rebalanced again", seed, shape, step)
                    .isEqualTo(schedule);
            random.disturb();
        }
    }

    private static Situation shuffled(Situation situation, long seed) {
        List<Supervisor> supervisors = new ArrayList<>(situation.supervisors());
        Collections.shuffle(supervisors, new Random(seed));
        return new Situation(supervisors, situation.topologies(), situation.present(), situation.rebalanced());
    }

    private static Situation situation(Situation before, Map<String, Placement> present, Set<String> rebalanced) {
        return new Situation(before.supervisors(), before.topologies(), present, rebalanced);
    }
}
