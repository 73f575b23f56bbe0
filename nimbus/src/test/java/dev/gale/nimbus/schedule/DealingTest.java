package dev.gale.nimbus.schedule;

import static dev.gale.nimbus.schedule.RequestBuilder.topology;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

/** Which executors sit together in a topology that is placed for the first time. */
class DealingTest {
    @Test
    void shouldGiveEachWorkerAsManyOfEachComponent() {
        RequestBuilder request = topology("t")
                .workers(2)
                .component("spout", 2)
                .component("split", 4)
                .component("count", 6);

        assertThat(placed(request, 2))
                .containsExactly(
                        List.of("count", "count", "count", "split", "split", "spout"),
                        List.of("count", "count", "count", "split", "split", "spout"));
    }

    @Test
    void shouldKeepWorkersEvenWhenComponentsDoNotDivide() {
        RequestBuilder request = topology("t")
                .workers(4)
                .component("spout", 3)
                .component("split", 5)
                .component("count", 6);

        ScheduledCluster cluster =
                new ScheduledCluster().supervisor("a", 4).ask(request).schedule();

        assertThat(cluster.sizes("t")).containsExactlyInAnyOrder(3, 3, 4, 4);
        assertThat(cluster.components("t")).allSatisfy(components -> {
            assertThat(components.stream().filter("split"::equals).count()).isBetween(1L, 2L);
            assertThat(components.stream().filter("count"::equals).count()).isBetween(1L, 2L);
            assertThat(components.stream().filter("spout"::equals).count()).isBetween(0L, 1L);
        });
    }

    @Test
    void shouldPutNeighboursTogetherWhenThereIsAChoice() {
        RequestBuilder row = topology("t")
                .workers(2)
                .component("a", 1)
                .component("b", 1)
                .component("c", 1)
                .component("d", 1)
                .link("a", "b")
                .link("b", "c")
                .link("c", "d");

        assertThat(placed(row, 2)).containsExactly(List.of("a", "b"), List.of("c", "d"));
    }

    @Test
    void shouldPutNeighboursTogetherWhateverTheNumbersOfTasks() {
        // Declared in another order than the tuples flow.
        RequestBuilder pairs = topology("t")
                .workers(4)
                .component("sink1", 2)
                .component("sink2", 2)
                .component("source1", 2)
                .component("source2", 2)
                .link("source1", "sink1")
                .link("source2", "sink2");

        assertThat(placed(pairs, 4))
                .containsExactlyInAnyOrder(
                        List.of("sink1", "source1"),
                        List.of("sink1", "source1"),
                        List.of("sink2", "source2"),
                        List.of("sink2", "source2"));
    }

    @Test
    void shouldPreferEvennessToNeighbours() {
        RequestBuilder request =
                topology("t").workers(2).component("a", 1).component("b", 1).link("a", "b");

        assertThat(placed(request, 2)).containsExactly(List.of("a"), List.of("b"));
    }

    @Test
    void shouldTakeCirclesAndLinksToNowhere() {
        RequestBuilder request = topology("t")
                .workers(2)
                .component("a", 1)
                .component("b", 1)
                .component("c", 1)
                .component("d", 1)
                .link("a", "a")
                .link("a", "b")
                .link("b", "a")
                .link("c", "d")
                .link("d", "gone");

        assertThat(placed(request, 2)).containsExactlyInAnyOrder(List.of("a", "b"), List.of("c", "d"));
    }

    private static List<List<String>> placed(RequestBuilder request, int slots) {
        return new ScheduledCluster()
                .supervisor("a", slots)
                .ask(request)
                .schedule()
                .components("t");
    }
}
