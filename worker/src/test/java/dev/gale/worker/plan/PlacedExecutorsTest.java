package dev.gale.worker.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gale.generated.InvalidTopologyException;
import dev.gale.topology.TopologyBuilder;
import dev.gale.tuple.Fields;
import dev.gale.worker.Declaring;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** A topology laid out by executors that somebody else has made and placed. */
class PlacedExecutorsTest {
    private static final int THREADS = 2;

    /** Tasks 1 to 4 are count's, 5 to 7 split's, 8 and 9 words'. */
    private static TopologyPlan plan(List<List<TaskRange>> places) throws InvalidTopologyException {
        TopologyBuilder builder = new TopologyBuilder();
        builder.setSpout("words", Declaring.spout("sentence"), 2);
        builder.setBolt("split", Declaring.bolt("word"), 3).shuffleGrouping("words");
        builder.setBolt("count", Declaring.bolt(), 4).fieldsGrouping("split", new Fields("word"));
        return TopologyPlan.of(
                "words", "words-1", Map.of(), builder.createTopology(), THREADS, new PlacedExecutors(places));
    }

    private static List<TaskRange> executors(String... tasks) {
        return Stream.of(tasks)
                .map(text -> text.split("-"))
                .map(ends -> new TaskRange(Integer.parseInt(ends[0]), Integer.parseInt(ends[1])))
                .toList();
    }

    private static List<List<Integer>> tasksOf(TopologyPlan plan, int worker) {
        return plan.executors().stream()
                .filter(executor -> executor.worker() == worker)
                .map(ExecutorPlan::taskIds)
                .toList();
    }

    @Test
    void shouldHaveTheExecutorsThatWerePlacedWhateverTheParallelism() throws Exception {
        // when: count and words have fewer executors than tasks
        TopologyPlan plan = plan(List.of(executors("8-9", "1-3"), executors("4-4", "5-5", "6-6", "7-7")));

        // then
        assertThat(plan.workers()).isEqualTo(2);
        assertThat(tasksOf(plan, 0)).containsExactly(List.of(1, 2, 3), List.of(8, 9));
        assertThat(tasksOf(plan, 1)).containsExactly(List.of(4), List.of(5), List.of(6), List.of(7));
        assertThat(plan.component("count").executors()).isEqualTo(2);
        assertThat(plan.component("words").executors()).isEqualTo(1);
        assertThat(plan.owners()).isEqualTo(1);
        assertThat(plan.fusion().groups().stream().mapToInt(List::size).sum()).isEqualTo(6);
    }

    @Test
    void shouldCallAWorkerByItsFirstExecutorSoThatItsNumberStaysWhenOthersChange() throws Exception {
        TopologyPlan before = plan(List.of(executors("1-2", "5-7"), executors("3-4"), executors("8-8", "9-9")));
        TopologyPlan after = plan(List.of(executors("8-8", "9-9"), executors("1-2", "3-4", "5-7")));

        assertThat(before.executorOf(3).worker()).isEqualTo(1);
        assertThat(before.executorOf(8).worker()).isEqualTo(3);
        assertThat(after.executorOf(3).worker()).isEqualTo(0);
        assertThat(after.executorOf(8).worker()).isEqualTo(3);
    }

    @Test
    void shouldLeaveExecutorsWithoutAPlaceCutAsTheyUsuallyAre() throws Exception {
        TopologyPlan plan = plan(List.of(executors("1-1", "5-7", "8-8")));

        assertThat(tasksOf(plan, ExecutorPlan.NOWHERE)).containsExactly(List.of(2), List.of(3), List.of(4), List.of(9));
        assertThat(plan.workers()).isEqualTo(1);
    }

    @Test
    void shouldRefuseAnExecutorOfTwoComponents() {
        assertThatThrownBy(() -> plan(List.of(executors("1-5"))))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("executor 1-5 is placed, but component count has the tasks 1-4");
    }

    @Test
    void shouldRefuseTasksThatTheTopologyDoesNotHave() {
        assertThatThrownBy(() -> plan(List.of(executors("9-9", "10-10"))))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("executor 10-10 is placed, but the topology has the tasks 1-9");
    }

    @Test
    void shouldRefuseATaskThatHasTwoPlaces() {
        assertThatThrownBy(() -> new PlacedExecutors(List.of(executors("1-3"), executors("3-4"))))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("executors 1-3 and 3-4 share a task");
        assertThatThrownBy(() -> new PlacedExecutors(List.of(executors("2-3", "1-1"), executors("1-4"))))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("share a task");
    }
}
