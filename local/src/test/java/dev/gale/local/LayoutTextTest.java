package dev.gale.local;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gale.kernel.agent.AgentScheduler.ThreadHook;
import dev.gale.kernel.agent.PackedScheduler;
import dev.gale.kernel.time.SystemClock;
import dev.gale.topology.TopologyBuilder;
import dev.gale.tuple.Fields;
import dev.gale.worker.TopologyRuntime;
import dev.gale.worker.plan.TopologyPlan;
import dev.gale.worker.report.TopologyLayout;
import dev.gale.worker.report.TopologyLayout.Call;
import dev.gale.worker.report.TopologyLayout.ExecutorLayout;
import dev.gale.worker.report.TopologyLayout.Group;
import dev.gale.worker.report.TopologyLayout.Subscription;
import dev.gale.worker.report.TopologyLayout.ThreadLayout;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** A layout as people are shown it. */
class LayoutTextTest {
    private static Scripted bolt() {
        return new Scripted((tuple, out) -> out.ack(tuple));
    }

    private static ExecutorLayout executor(String component, int task, boolean letGo) {
        return new ExecutorLayout(component + "-" + task, component, List.of(task), 0, letGo);
    }

    private static List<Call> calls(String... fromTo) {
        return Arrays.stream(fromTo)
                .map(call -> call.split(">"))
                .map(ends -> new Call(ends[0], ends[1]))
                .toList();
    }

    @Test
    void shouldLookAsInTheDocuments() throws Exception {
        TopologyBuilder builder = new TopologyBuilder();
        builder.setSpout("lines", () -> null);
        builder.setBolt("split", bolt()).shuffleGrouping("lines");
        builder.setBolt("count", bolt(), 2).fieldsGrouping("split", new Fields("value"));
        try (PackedScheduler scheduler =
                new PackedScheduler(SystemClock.INSTANCE, 2, (agent, error) -> {}, ThreadHook.NONE)) {
            TopologyRuntime runtime = new TopologyRuntime(
                    TopologyPlan.of("words", "words-1", Map.of(), builder.createTopology()),
                    scheduler,
                    SystemClock.INSTANCE,
                    1);
            runtime.start();
            String text = LayoutText.of(runtime.layout());
            assertThat(runtime.stop(Duration.ofSeconds(10))).isEmpty();

            assertThat(Path.of(Objects.requireNonNull(System.getProperty("gale.repository.root")), "docs/tuning.md"))
                    .content()
                    .contains("```\n" + text + "\n```\n");
            // Nothing runs any more.
            assertThat(runtime.layout().threads()).isEmpty();
        }
    }

    @Test
    void shouldShowEachCallOnceWhenWaysPartAndMeet() {
        Group diamond = new Group(
                List.of(
                        executor("spout", 5, false),
                        executor("left", 1, false),
                        executor("right", 2, false),
                        executor("sink", 3, false),
                        executor("other", 4, false)),
                calls("spout-5>left-1", "spout-5>right-2", "left-1>sink-3", "right-2>sink-3"));

        assertThat(LayoutText.of(new TopologyLayout(
                                "diamond", List.of(new ThreadLayout("gale-0", List.of(diamond))), List.of()))
                        .lines())
                .containsExactly(
                        "Plan of topology diamond",
                        "  thread gale-0",
                        "    spout-5 → left-1 → sink-3",
                        "    spout-5 → right-2 → sink-3",
                        "    other-4",
                        "  subscriptions");
    }

    @Test
    void shouldNameStreamsThatAreNotTheDefault() {
        Subscription named =
                new Subscription("split", "errors", "log", Optional.of("its grouping is direct"), false, List.of());

        assertThat(LayoutText.of(new TopologyLayout("words", List.of(), List.of(named)))
                        .lines())
                .endsWith("    split/errors → log: by a queue, since its grouping is direct");
    }

    @Test
    void shouldSayWhatGoesByCallsWhenASubscriptionGoesBothWays() {
        Subscription both =
                new Subscription("split", "default", "count", Optional.of("its grouping is global"), true, List.of());

        assertThat(LayoutText.of(new TopologyLayout("words", List.of(), List.of(both)))
                        .lines()
                        .map(String::strip)
                        .collect(Collectors.joining(" ")))
                .endsWith(
                        "split → count: called directly in the same group, else by a queue, since its grouping is global");
    }

    @Test
    void shouldBreakBetweenWordsAndIndentTheRest() {
        Subscription wordy = new Subscription(
                "split", "default", "count", Optional.of("so ".repeat(30).strip()), false, List.of());

        List<String> lines = LayoutText.of(new TopologyLayout("words", List.of(), List.of(wordy)))
                .lines()
                .toList();

        assertThat(lines).hasSize(4).allMatch(line -> line.length() <= 80);
        assertThat(lines.get(2)).startsWith("    split → count: by a queue, since so so");
        assertThat(lines.get(3)).startsWith("        so so");
    }
}
