package dev.gale.nimbus.schedule;

import static dev.gale.nimbus.schedule.RequestBuilder.topology;
import static org.assertj.core.api.Assertions.assertThat;

import dev.gale.nimbus.schedule.Outcome.Status;
import dev.gale.nimbus.schedule.Supervisor.Availability;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/** What moves and what stays when something has changed. */
class StayTest {
    @Test
    void shouldReplaceALostWorkerAsItWasAndMoveNothingElse() {
        ScheduledCluster cluster = threeHosts().ask(words().workers(3)).schedule();
        Placement before = cluster.placement("t");

        cluster.lose("b").schedule();

        Placement after = cluster.placement("t");
        Slot lost = new Slot("b", 6700);
        assertThat(moved(before, after)).isEqualTo(before.workers().get(lost).size());
        assertThat(after.workers()).containsValue(before.workers().get(lost));
        assertThat(cluster.workersOn("t")).isEqualTo(Map.of("a", 2, "c", 1));
    }

    @Test
    void shouldShareALostWorkerAmongTheOthersWhenNoSlotIsFree() {
        ScheduledCluster cluster = new ScheduledCluster()
                .supervisor("a", 1)
                .supervisor("b", 1)
                .supervisor("c", 1)
                .ask(topology("t").workers(3).component("spout", 6))
                .schedule();
        Placement before = cluster.placement("t");

        cluster.lose("b").schedule();

        assertThat(moved(before, cluster.placement("t"))).isEqualTo(2);
        assertThat(cluster.sizes("t")).containsExactly(3, 3);
        assertThat(cluster.outcome("t").status()).isEqualTo(Status.FEWER_WORKERS);
    }

    @Test
    void shouldUseAReturnedSupervisorAtOnceWhenWorkersAreMissing() {
        ScheduledCluster cluster = new ScheduledCluster()
                .supervisor("a", 1)
                .supervisor("b", 1)
                .ask(topology("t").workers(3).component("spout", 6))
                .schedule();
        Placement before = cluster.placement("t");

        cluster.supervisor("c", 4).schedule();

        assertThat(cluster.outcome("t").status()).isEqualTo(Status.PLACED);
        assertThat(cluster.sizes("t")).containsExactly(2, 2, 2);
        assertThat(moved(before, cluster.placement("t"))).isEqualTo(2);
    }

    @Test
    void shouldLeaveAReturnedSupervisorEmptyUntilTheTopologyIsRebalanced() {
        ScheduledCluster cluster = threeHosts()
                .lose("c")
                .ask(topology("t").workers(6).component("spout", 12))
                .ask(topology("other").workers(1).component("spout", 1))
                .schedule()
                .supervisor("c", 4)
                .schedule();
        Placement before = cluster.placement("t");
        assertThat(cluster.workersOn("t")).isEqualTo(Map.of("a", 3, "b", 3));

        cluster.rebalance("t").schedule();

        assertThat(cluster.workersOn("t")).isEqualTo(Map.of("a", 2, "b", 2, "c", 2));
        assertThat(moved(before, cluster.placement("t"))).isEqualTo(4);
        assertThat(cluster.slots("other")).containsExactly("a:6703");
    }

    @Test
    void shouldMoveToALessLoadedHostWhenRebalanced() {
        ScheduledCluster cluster = new ScheduledCluster()
                .supervisor("a", 4)
                .ask(topology("t").workers(1).component("spout", 1))
                .ask(topology("u").workers(1).component("spout", 1))
                .ask(topology("v").workers(1).component("spout", 1))
                .schedule()
                .supervisor("b", 4)
                .rebalance("u");

        cluster.schedule();

        assertThat(cluster.workersOn()).isEqualTo(Map.of("a", 2, "b", 1));
        assertThat(cluster.slots("u")).containsExactly("b:6700");
    }

    @Test
    void shouldMoveOnlyIntoNewWorkersWhenMoreAreAskedFor() {
        ScheduledCluster cluster = threeHosts().ask(words().workers(2)).schedule();
        Placement before = cluster.placement("t");

        cluster.ask(words().workers(4)).schedule();

        Placement after = cluster.placement("t");
        assertThat(cluster.sizes("t")).containsExactly(3, 3, 3, 3);
        assertThat(moved(before, after)).isEqualTo(6);
        before.workers()
                .forEach((slot, executors) ->
                        assertThat(executors).containsAll(after.workers().get(slot)));
    }

    @Test
    void shouldMoveOnlyOutOfClosedWorkersWhenFewerAreAskedFor() {
        ScheduledCluster cluster = threeHosts().ask(words().workers(4)).schedule();
        Placement before = cluster.placement("t");

        cluster.ask(words().workers(3)).schedule();

        Placement after = cluster.placement("t");
        assertThat(cluster.sizes("t")).containsExactly(4, 4, 4);
        assertThat(cluster.workersOn("t")).isEqualTo(Map.of("a", 1, "b", 1, "c", 1));
        assertThat(moved(before, after)).isEqualTo(3);
    }

    @Test
    void shouldLeaveTasksWhereTheyWereWhenAComponentGetsMoreExecutors() {
        ScheduledCluster cluster = threeHosts()
                .ask(topology("t").workers(2).component("spout", 2).component("bolt", 2, 4))
                .schedule();
        Placement before = cluster.placement("t");

        cluster.ask(topology("t").workers(2).component("spout", 2).component("bolt", 4, 4))
                .schedule();

        Placement after = cluster.placement("t");
        assertThat(cluster.outcome("t").status()).isEqualTo(Status.PLACED);
        assertThat(after.workers().keySet()).isEqualTo(before.workers().keySet());
        after.workers()
                .forEach((slot, executors) -> assertThat(executors)
                        .allSatisfy(executor -> assertThat(before.workers().get(slot))
                                .anyMatch(was -> was.component().equals(executor.component())
                                        && was.firstTask() <= executor.firstTask()
                                        && executor.lastTask() <= was.lastTask())));
    }

    @Test
    void shouldStayEvenWhenAComponentGetsFewerExecutors() {
        ScheduledCluster cluster = threeHosts()
                .ask(topology("t").workers(3).component("spout", 3).component("bolt", 6))
                .schedule();

        cluster.ask(topology("t").workers(3).component("spout", 3).component("bolt", 2, 6))
                .schedule();

        assertThat(cluster.sizes("t")).containsExactlyInAnyOrder(1, 2, 2);
    }

    @Test
    void shouldKeepAndNotExtendWhatRunsOnABlacklistedSupervisor() {
        ScheduledCluster cluster = threeHosts().ask(words().workers(3)).schedule();
        Placement before = cluster.placement("t");

        cluster.set("b", Availability.BLACKLISTED)
                .ask(topology("new").workers(4).component("spout", 4))
                .schedule();

        assertThat(cluster.placement("t")).isEqualTo(before);
        assertThat(cluster.workersOn("new")).isEqualTo(Map.of("a", 2, "c", 2));
    }

    @Test
    void shouldLeaveADrainingSupervisorForAnyFreeSlot() {
        ScheduledCluster cluster = threeHosts().ask(words().workers(3)).schedule();
        Placement before = cluster.placement("t");

        cluster.set("b", Availability.DRAINING).schedule();

        assertThat(cluster.workersOn("t")).isEqualTo(Map.of("a", 2, "c", 1));
        assertThat(moved(before, cluster.placement("t"))).isEqualTo(4);
        assertThat(cluster.outcome("t").reasons()).isEmpty();
    }

    @Test
    void shouldStayOnADrainingSupervisorWhileNoSlotIsFree() {
        ScheduledCluster cluster = new ScheduledCluster()
                .supervisor("a", 1)
                .supervisor("b", 1)
                .ask(topology("t").workers(2).component("spout", 2))
                .schedule()
                .set("b", Availability.DRAINING)
                .schedule();
        assertThat(cluster.slots("t")).containsExactly("a:6700", "b:6700");
        assertThat(cluster.outcome("t").status()).isEqualTo(Status.PLACED);
        assertThat(cluster.outcome("t").reasons())
                .containsExactly("b:6700 drains, but no other slot is free that has 0 MB and 0 % CPU");

        cluster.supervisor("c", 1).schedule();

        assertThat(cluster.slots("t")).containsExactly("a:6700", "c:6700");
    }

    @Test
    void shouldGiveThePlaceOfAKilledTopologyToOneThatWaits() {
        ScheduledCluster cluster = new ScheduledCluster()
                .supervisor("a", 2)
                .ask(topology("old").workers(2).component("spout", 2))
                .ask(topology("waits").workers(2).component("spout", 2))
                .schedule();
        assertThat(cluster.outcome("waits").status()).isEqualTo(Status.UNPLACED);

        cluster.kill("old").schedule();

        assertThat(cluster.slots("waits")).containsExactly("a:6700", "a:6701");
    }

    @Test
    void shouldGiveWhatOneGivesBackToAnEarlierOneAtOnce() {
        ScheduledCluster cluster = new ScheduledCluster()
                .supervisor("a", 3)
                .ask(topology("big").workers(3).component("spout", 6).priority(10))
                .schedule()
                .ask(topology("urgent").workers(2).component("spout", 2).priority(0))
                .schedule();
        assertThat(cluster.slots("urgent")).isEmpty();

        cluster.ask(topology("big").workers(1).component("spout", 6).priority(10))
                .schedule();

        assertThat(cluster.outcome("urgent").status()).isEqualTo(Status.PLACED);
        assertThat(cluster.sizes("big")).containsExactly(6);
    }

    @Test
    void shouldMoveAWorkerWhenItsPortIsNoLongerASlot() {
        ScheduledCluster cluster = new ScheduledCluster()
                .supervisor("a", 3)
                .ask(topology("t").workers(3).component("spout", 3))
                .schedule()
                .supervisor("b", 4);

        cluster.supervisor("a", 2).schedule();

        assertThat(cluster.slots("t")).containsExactly("a:6700", "a:6701", "b:6700");
    }

    private static ScheduledCluster threeHosts() {
        return new ScheduledCluster().supervisor("a", 4).supervisor("b", 4).supervisor("c", 4);
    }

    /** Twelve executors. */
    private static RequestBuilder words() {
        return topology("t")
                .component("spout", 2)
                .component("split", 4)
                .component("count", 6)
                .link("spout", "split");
    }

    private static long moved(Placement before, Placement after) {
        Map<Executor, Slot> slots = ScheduledCluster.slotsOf(after);
        return ScheduledCluster.slotsOf(before).entrySet().stream()
                .filter(was -> !Objects.equals(was.getValue(), slots.get(was.getKey())))
                .count();
    }
}
