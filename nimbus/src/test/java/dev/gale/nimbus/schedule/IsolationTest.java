package dev.gale.nimbus.schedule;

import static dev.gale.nimbus.schedule.RequestBuilder.topology;
import static org.assertj.core.api.Assertions.assertThat;

import dev.gale.nimbus.schedule.Outcome.Status;
import dev.gale.nimbus.schedule.Supervisor.Availability;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Hosts that one topology has for itself. */
class IsolationTest {
    @Test
    void shouldRunOnNamedHostsOnlyAndKeepOthersOff() {
        ScheduledCluster cluster = threeHosts()
                .ask(topology("shared").workers(4).component("spout", 4))
                .ask(topology("alone").workers(4).component("spout", 4).isolated(Isolation.toHosts("b", "c")));

        cluster.schedule();

        assertThat(cluster.workersOn("alone")).isEqualTo(Map.of("b", 2, "c", 2));
        assertThat(cluster.workersOn("shared")).isEqualTo(Map.of("a", 4));
    }

    @Test
    void shouldMoveOthersAwayWhenATopologyIsIsolated() {
        ScheduledCluster cluster = threeHosts()
                .ask(topology("shared").workers(3).component("spout", 3))
                .schedule()
                .ask(topology("alone").workers(1).component("spout", 1).isolated(Isolation.toHosts("b")));

        cluster.schedule();

        assertThat(cluster.slots("shared")).containsExactly("a:6700", "a:6701", "c:6700");
        assertThat(cluster.slots("alone")).containsExactly("b:6700");
    }

    @Test
    void shouldTakeTheHostsForWhichTheFewestWorkersMove() {
        ScheduledCluster cluster = threeHosts()
                .ask(topology("alone").workers(2).component("spout", 2))
                .ask(topology("shared").workers(4).component("spout", 4))
                .schedule();
        assertThat(cluster.workersOn("alone")).isEqualTo(Map.of("a", 1, "b", 1));
        assertThat(cluster.workersOn("shared")).isEqualTo(Map.of("a", 1, "b", 1, "c", 2));

        cluster.ask(topology("alone").workers(2).component("spout", 2).isolated(Isolation.toHostCount(1)))
                .schedule();

        assertThat(cluster.slots("alone")).contains("a:6700").allMatch(slot -> slot.startsWith("a:"));
        assertThat(cluster.workersOn("shared")).isEqualTo(Map.of("b", 2, "c", 2));
    }

    @Test
    void shouldReplaceALostHostByAnotherAndNotGoBack() {
        ScheduledCluster cluster = threeHosts()
                .ask(topology("alone").workers(2).component("spout", 2).isolated(Isolation.toHostCount(1)))
                .ask(topology("shared").workers(4).component("spout", 4))
                .schedule();
        assertThat(cluster.workersOn("alone")).isEqualTo(Map.of("a", 2));

        cluster.lose("a").schedule();

        assertThat(cluster.workersOn("alone")).isEqualTo(Map.of("b", 2));
        assertThat(cluster.workersOn("shared")).isEqualTo(Map.of("c", 4));
        Placement moved = cluster.placement("alone");

        cluster.supervisor("a", 4).schedule();

        assertThat(cluster.placement("alone")).isEqualTo(moved);
    }

    @Test
    void shouldReleaseTheHostsWhenIsolationEnds() {
        ScheduledCluster cluster = threeHosts()
                .ask(topology("alone").workers(1).component("spout", 1).isolated(Isolation.toHosts("a", "b")))
                .ask(topology("shared").workers(8).component("spout", 8))
                .schedule();
        assertThat(cluster.workersOn("shared")).isEqualTo(Map.of("c", 4));
        Placement before = cluster.placement("alone");

        cluster.ask(topology("alone").workers(1).component("spout", 1)).schedule();

        assertThat(cluster.placement("alone")).isEqualTo(before);
        assertThat(cluster.outcome("shared").status()).isEqualTo(Status.PLACED);
    }

    @Test
    void shouldMoveFromADrainingHostToAnotherOne() {
        ScheduledCluster cluster = threeHosts()
                .ask(topology("alone").workers(1).component("spout", 1).isolated(Isolation.toHostCount(1)))
                .schedule()
                .set("a", Availability.DRAINING);

        cluster.schedule();

        assertThat(cluster.slots("alone")).containsExactly("b:6700");
    }

    @Test
    void shouldGiveAHostThatTwoNameToTheMoreUrgent() {
        ScheduledCluster cluster = threeHosts()
                .ask(topology("second").workers(1).component("spout", 1).isolated(Isolation.toHosts("a", "gone")))
                .ask(topology("first")
                        .workers(1)
                        .component("spout", 1)
                        .isolated(Isolation.toHosts("a"))
                        .priority(1));

        cluster.schedule();

        assertThat(cluster.slots("first")).containsExactly("a:6700");
        assertThat(cluster.outcome("second").status()).isEqualTo(Status.UNPLACED);
        assertThat(cluster.outcome("second").reasons())
                .containsExactly(
                        "needs 1 slot, none free",
                        "is isolated to 2 hosts: it has none; a is reserved for first; gone has no supervisor");
    }

    private static ScheduledCluster threeHosts() {
        return new ScheduledCluster().supervisor("a", 4).supervisor("b", 4).supervisor("c", 4);
    }
}
