package dev.gale.nimbus.schedule;

import static dev.gale.nimbus.schedule.RequestBuilder.topology;
import static org.assertj.core.api.Assertions.assertThat;

import dev.gale.nimbus.schedule.Outcome.Status;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Memory and CPU. */
class ResourcesTest {
    @Test
    void shouldGoWhereTheMemoryIs() {
        ScheduledCluster cluster = new ScheduledCluster()
                .supervisor("a", 4, 1000, 400)
                .supervisor("b", 4, 3000, 400)
                .ask(topology("t").workers(2).component("spout", 4).needs("spout", 600, 400, 10));

        cluster.schedule();

        assertThat(cluster.outcome("t").status()).isEqualTo(Status.PLACED);
        assertThat(cluster.placement("t").workers().get(new Slot("a", 6700))).hasSize(1);
        assertThat(cluster.placement("t").workers().get(new Slot("b", 6700))).hasSize(3);
    }

    @Test
    void shouldGoWhereTheCpuIs() {
        ScheduledCluster cluster = new ScheduledCluster()
                .supervisor("a", 4, 4000, 50)
                .supervisor("b", 1, 4000, 400)
                .ask(topology("t").workers(2).component("spout", 4).needs("spout", 10, 0, 100));

        cluster.schedule();

        assertThat(cluster.workersOn("t")).isEqualTo(Map.of("b", 1));
        assertThat(cluster.outcome("t").status()).isEqualTo(Status.FEWER_WORKERS);
        assertThat(cluster.outcome("t").reasons())
                .containsExactly(
                        "needs 2 slots, has 1: b:6700, 4 free: a:6700, a:6701, a:6702, a:6703, where none of its"
                                + " executors fits");
    }

    @Test
    void shouldPackLargeExecutorsWhereEvenSharesDoNotFit() {
        ScheduledCluster cluster = new ScheduledCluster()
                .supervisor("a", 1, 4000, 400)
                .supervisor("b", 1, 4000, 400)
                .ask(topology("t")
                        .workers(2)
                        .component("large", 1)
                        .component("small", 5)
                        .needs("large", 3900, 0, 0)
                        .needs("small", 800, 0, 0));

        cluster.schedule();

        assertThat(cluster.sizes("t")).containsExactlyInAnyOrder(1, 5);
    }

    @Test
    void shouldTrySeveralWaysToPack() {
        // The largest first where most is left gets stuck: 6 and 6, 4 and 4 leave 2 and 2.
        ScheduledCluster cluster = new ScheduledCluster()
                .supervisor("a", 1, 1200, 400)
                .supervisor("b", 1, 1200, 400)
                .ask(topology("t")
                        .workers(2)
                        .component("six", 2)
                        .component("four", 3)
                        .needs("six", 600, 0, 0)
                        .needs("four", 400, 0, 0));

        cluster.schedule();

        assertThat(cluster.components("t"))
                .containsExactlyInAnyOrder(List.of("six", "six"), List.of("four", "four", "four"));
    }

    @Test
    void shouldRefuseAComponentThatFitsNowhere() {
        ScheduledCluster cluster = new ScheduledCluster()
                .supervisor("a", "host-a", 4, 2048, 400)
                .supervisor("b", "host-b", 4, 1024, 400)
                .ask(topology("t")
                        .workers(1)
                        .component("spout", 1)
                        .component("count", 2)
                        .needs("count", 4000, 96, 0));

        cluster.schedule();

        assertThat(cluster.outcome("t"))
                .isEqualTo(
                        new Outcome(
                                Status.UNPLACED,
                                0,
                                1,
                                0,
                                3,
                                List.of(
                                        "component count asks for 4096 MB, the largest supervisor has 2048 MB free on host-a")));
    }

    @Test
    void shouldSayWhichCpuIsMissing() {
        ScheduledCluster cluster = new ScheduledCluster()
                .supervisor("a", 4, 2048, 100)
                .supervisor("b", 4, 1024, 200)
                .ask(topology("t").workers(1).component("count", 1).needs("count", 10, 0, 250))
                .ask(topology("u").workers(1).component("count", 1).needs("count", 2000, 0, 150));

        cluster.schedule();

        assertThat(cluster.outcome("t").reasons())
                .containsExactly("component count asks for 250 % CPU, the largest supervisor has 200 % free on b");
        assertThat(cluster.outcome("u").reasons())
                .containsExactly(
                        "component count asks for 2000 MB and 150 % CPU, and no supervisor has both: a has 2048"
                                + " MB and 100 % free, b has 1024 MB and 200 %");
    }

    @Test
    void shouldRefuseWhatIsTooMuchTogether() {
        ScheduledCluster cluster = new ScheduledCluster()
                .supervisor("a", 4, 2048, 400)
                .supervisor("b", 4, 2048, 400)
                .ask(topology("t").workers(2).component("count", 5).needs("count", 1000, 0, 10));

        cluster.schedule();

        assertThat(cluster.outcome("t").status()).isEqualTo(Status.UNPLACED);
        assertThat(cluster.outcome("t").reasons())
                .containsExactly("5 executors without a place ask for 5000 MB and 50 % CPU together; 2 supervisors in"
                        + " question have 4096 MB and 800 % free, which doesn't suffice or isn't where it would be needed"
                        + " for at most 2 workers");
    }

    @Test
    void shouldRespectTheHeapOfAWorker() {
        RequestBuilder request = topology("t")
                .workers(2)
                .component("large", 1)
                .component("small", 3)
                .needs("large", 700, 0, 0)
                .needs("small", 200, 500, 0)
                .maxHeap(768);
        ScheduledCluster cluster =
                new ScheduledCluster().supervisor("a", 4, 100_000, 400).ask(request);

        cluster.schedule();

        assertThat(cluster.components("t"))
                .containsExactlyInAnyOrder(List.of("large"), List.of("small", "small", "small"));
    }

    @Test
    void shouldSayHowManyWorkersTheHeapWouldTake() {
        ScheduledCluster cluster = new ScheduledCluster()
                .supervisor("a", 4, 100_000, 400)
                .ask(topology("t")
                        .workers(2)
                        .component("count", 4)
                        .needs("count", 500, 0, 0)
                        .maxHeap(768))
                .ask(topology("u")
                        .workers(1)
                        .component("count", 1)
                        .needs("count", 1000, 0, 0)
                        .maxHeap(768));

        cluster.schedule();

        assertThat(cluster.outcome("t").reasons())
                .containsExactly("asks for 2000 MB of heap in 2 workers of at most 768 MB"
                        + " (topology.worker.max.heap.size.mb); at least 3 workers would be needed");
        assertThat(cluster.outcome("u").reasons())
                .containsExactly("component count asks for 1000 MB of heap, topology.worker.max.heap.size.mb is 768");
    }

    @Test
    void shouldKeepTheRestRunningWhenLostExecutorsFitNowhere() {
        ScheduledCluster cluster = new ScheduledCluster()
                .supervisor("a", 4, 2000, 400)
                .supervisor("b", 4, 2000, 400)
                .ask(topology("t").workers(2).component("count", 4).needs("count", 900, 0, 0))
                .schedule();
        Placement before = cluster.placement("t");

        cluster.lose("b").schedule();

        assertThat(cluster.outcome("t").status()).isEqualTo(Status.INCOMPLETE);
        assertThat(cluster.outcome("t").placedExecutors()).isEqualTo(2);
        assertThat(cluster.outcome("t").reasons())
                .containsExactly("component count asks for 900 MB, the largest supervisor has 200 MB free on a");
        assertThat(cluster.placement("t").workers()).isEqualTo(before.workers().headMap(new Slot("b", 0)));

        cluster.supervisor("c", 1, 2000, 400).schedule();

        assertThat(cluster.outcome("t").status()).isEqualTo(Status.PLACED);
        assertThat(cluster.sizes("t")).containsExactly(2, 2);
    }

    @Test
    void shouldMoveOnlyWhatNoLongerFitsWhenRequestsGrow() {
        ScheduledCluster cluster = new ScheduledCluster()
                .supervisor("a", 4, 2000, 400)
                .supervisor("b", 4, 2000, 400)
                .ask(topology("t").workers(2).component("count", 4).needs("count", 900, 0, 0))
                .schedule()
                .supervisor("c", 4, 4000, 400);
        Placement before = cluster.placement("t");

        cluster.ask(topology("t").workers(3).component("count", 4).needs("count", 1100, 0, 0))
                .schedule();

        assertThat(cluster.outcome("t").status()).isEqualTo(Status.PLACED);
        assertThat(cluster.workersOn("t")).isEqualTo(Map.of("a", 1, "b", 1, "c", 1));
        assertThat(cluster.sizes("t")).containsExactly(1, 1, 2);
        before.workers()
                .forEach((slot, executors) -> assertThat(executors)
                        .containsAll(cluster.placement("t").workers().get(slot)));
    }

    @Test
    void shouldNotGiveMemoryTwice() {
        ScheduledCluster cluster = new ScheduledCluster()
                .supervisor("a", 4, 2000, 400)
                .ask(topology("t").workers(1).component("count", 1).needs("count", 1500, 0, 0))
                .ask(topology("u").workers(1).component("count", 1).needs("count", 1500, 0, 0));

        cluster.schedule();

        assertThat(cluster.outcome("t").status()).isEqualTo(Status.PLACED);
        assertThat(cluster.outcome("u").reasons())
                .containsExactly("component count asks for 1500 MB, the largest supervisor has 500 MB free on a");
    }
}
