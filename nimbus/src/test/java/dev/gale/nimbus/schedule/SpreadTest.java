package dev.gale.nimbus.schedule;

import static dev.gale.nimbus.schedule.RequestBuilder.topology;
import static org.assertj.core.api.Assertions.assertThat;

import dev.gale.nimbus.schedule.Outcome.Status;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which slots workers get. */
class SpreadTest {
    @ParameterizedTest
    @CsvSource({
        // workers, and how many of them on the three hosts of four slots
        "1, 1, 0, 0",
        "2, 1, 1, 0",
        "3, 1, 1, 1",
        "4, 2, 1, 1",
        "7, 3, 2, 2",
        "12, 4, 4, 4"
    })
    void shouldSpreadWorkersOverHosts(int workers, int onA, int onB, int onC) {
        ScheduledCluster cluster = new ScheduledCluster()
                .supervisor("a", 4)
                .supervisor("b", 4)
                .supervisor("c", 4)
                .ask(topology("t").workers(workers).component("spout", 24));

        cluster.schedule();

        assertThat(cluster.outcome("t").status()).isEqualTo(Status.PLACED);
        assertThat(cluster.workersOn("t").getOrDefault("a", 0)).isEqualTo(onA);
        assertThat(cluster.workersOn("t").getOrDefault("b", 0)).isEqualTo(onB);
        assertThat(cluster.workersOn("t").getOrDefault("c", 0)).isEqualTo(onC);
    }

    @Test
    void shouldKeepHostsEvenWhenSeveralTopologiesCome() {
        ScheduledCluster cluster =
                new ScheduledCluster().supervisor("a", 4).supervisor("b", 4).supervisor("c", 4);
        for (int i = 0; i < 6; i++) {
            cluster.ask(topology("t" + i).workers(2).component("spout", 2));
        }

        cluster.schedule();

        assertThat(cluster.workersOn()).isEqualTo(Map.of("a", 4, "b", 4, "c", 4));
    }

    @Test
    void shouldPreferHostsWithMoreFreeSlotsWhenTheyDiffer() {
        ScheduledCluster cluster = new ScheduledCluster()
                .supervisor("a", 1)
                .supervisor("b", 6)
                .ask(topology("first").workers(1).component("spout", 1))
                .ask(topology("second").workers(4).component("spout", 4));

        cluster.schedule();

        assertThat(cluster.slots("first")).containsExactly("b:6700");
        assertThat(cluster.workersOn("second")).isEqualTo(Map.of("a", 1, "b", 3));
    }

    @Test
    void shouldSpreadOverSupervisorsOfOneHost() {
        ScheduledCluster cluster = new ScheduledCluster()
                .supervisor("a1", "host", 4, 4096, 400)
                .supervisor("a2", "host", 4, 4096, 400)
                .supervisor("b", "other", 2, 4096, 400)
                .ask(topology("t").workers(6).component("spout", 6));

        cluster.schedule();

        assertThat(cluster.workersOn("t")).isEqualTo(Map.of("a1", 2, "a2", 2, "b", 2));
    }

    @Test
    void shouldGiveNoMoreWorkersThanThereAreExecutors() {
        ScheduledCluster cluster = new ScheduledCluster()
                .supervisor("a", 4)
                .ask(topology("t").workers(4).component("spout", 1).component("bolt", 1));

        cluster.schedule();

        assertThat(cluster.sizes("t")).containsExactly(1, 1);
        assertThat(cluster.outcome("t").status()).isEqualTo(Status.PLACED);
    }

    @Test
    void shouldServeByPriorityAndThenByOrderOfSubmission() {
        ScheduledCluster cluster = new ScheduledCluster()
                .supervisor("a", 3)
                .ask(topology("late").workers(1).component("spout", 1).priority(20))
                .ask(topology("middle").workers(1).component("spout", 1).priority(10))
                .ask(topology("urgent").workers(1).component("spout", 1).priority(0))
                .ask(topology("last").workers(1).component("spout", 1).priority(20))
                .ask(topology("next").workers(1).component("spout", 1).priority(10));

        cluster.schedule();

        assertThat(cluster.slots("urgent")).containsExactly("a:6700");
        assertThat(cluster.slots("middle")).containsExactly("a:6701");
        assertThat(cluster.slots("next")).containsExactly("a:6702");
        assertThat(cluster.slots("late")).isEmpty();
        assertThat(cluster.slots("last")).isEmpty();
        assertThat(cluster.last().placements().keySet()).containsExactly("late", "middle", "urgent", "last", "next");
    }

    @Test
    void shouldLeaveRunningTopologiesAloneWhenAMoreUrgentOneComes() {
        ScheduledCluster cluster = new ScheduledCluster()
                .supervisor("a", 1)
                .ask(topology("running").workers(1).component("spout", 1).priority(29))
                .schedule()
                .ask(topology("urgent").workers(1).component("spout", 1).priority(0));

        cluster.schedule();

        assertThat(cluster.slots("running")).containsExactly("a:6700");
        assertThat(cluster.outcome("urgent").status()).isEqualTo(Status.UNPLACED);
    }
}
