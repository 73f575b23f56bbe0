package dev.gale.nimbus.schedule;

import static dev.gale.nimbus.schedule.RequestBuilder.topology;
import static org.assertj.core.api.Assertions.assertThat;

import dev.gale.nimbus.schedule.Outcome.Status;
import dev.gale.nimbus.schedule.Supervisor.Availability;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What is said about slots that are missing. */
class ReasonsTest {
    @Test
    void shouldSayNothingWhenAllIsAsAsked() {
        ScheduledCluster cluster = new ScheduledCluster()
                .supervisor("a", 4)
                .ask(topology("t").workers(2).component("spout", 3));

        cluster.schedule();

        assertThat(cluster.outcome("t")).isEqualTo(new Outcome(Status.PLACED, 2, 2, 3, 3, List.of()));
    }

    @Test
    void shouldSayHowManySlotsAreThereAndWhere() {
        ScheduledCluster cluster = new ScheduledCluster()
                .supervisor("b", "host-b", 1, 4096, 400)
                .ask(topology("t").workers(3).component("spout", 6))
                .ask(topology("u").workers(2).component("spout", 6));

        cluster.schedule();

        assertThat(cluster.outcome("t"))
                .isEqualTo(new Outcome(
                        Status.FEWER_WORKERS, 1, 3, 6, 6, List.of("needs 3 slots, has 1: host-b:6700, none free")));
        assertThat(cluster.outcome("u").reasons()).containsExactly("needs 2 slots, none free");
    }

    @Test
    void shouldNameFreeSlotsThatDoNotHelp() {
        ScheduledCluster cluster = new ScheduledCluster()
                .supervisor("b", "host-b", 2, 100, 400)
                .ask(topology("t").workers(3).component("spout", 6).needs("spout", 128, 0, 0));

        cluster.schedule();

        assertThat(cluster.outcome("t").reasons())
                .containsExactly(
                        "needs 3 slots, 2 free: host-b:6700, host-b:6701",
                        "component spout asks for 128 MB, the largest supervisor has 100 MB free on host-b");
    }

    @Test
    void shouldNameSlotsThatDoNotCount() {
        ScheduledCluster cluster = new ScheduledCluster()
                .supervisor("a", 4)
                .supervisor("b", 2)
                .supervisor("c", 3)
                .ask(topology("alone").workers(1).component("spout", 1).isolated(Isolation.toHosts("a")))
                .ask(topology("t").workers(1).component("spout", 1))
                .set("b", Availability.BLACKLISTED)
                .set("c", Availability.DRAINING);

        cluster.schedule();

        assertThat(cluster.outcome("t").reasons())
                .containsExactly(
                        "needs 1 slot, none free",
                        "slots on hosts that are reserved don't count: a for alone",
                        "free slots on blacklisted supervisors don't count: b has 2",
                        "free slots on draining supervisors don't count: c has 3");
    }

    @Test
    void shouldShortenLongLists() {
        ScheduledCluster cluster = new ScheduledCluster()
                .supervisor("a", 12)
                .ask(topology("t").workers(15).component("spout", 15));

        cluster.schedule();

        assertThat(cluster.outcome("t").reasons())
                .containsExactly(
                        "needs 15 slots, has 12: a:6700, a:6701, a:6702, a:6703, a:6704, a:6705, a:6706, a:6707"
                                + " and 4 more, none free");
    }

    @Test
    void shouldSayThatThereAreNoSupervisors() {
        ScheduledCluster cluster =
                new ScheduledCluster().ask(topology("t").workers(1).component("spout", 1));

        cluster.schedule();

        assertThat(cluster.outcome("t").reasons()).containsExactly("needs 1 slot, none free");
    }
}
