package dev.gale.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gale.generated.Bolt;
import dev.gale.generated.ComponentCommon;
import dev.gale.generated.ComponentObject;
import dev.gale.generated.InvalidTopologyException;
import dev.gale.generated.SpoutSpec;
import dev.gale.generated.StormTopology;
import dev.gale.nimbus.topology.SubmissionCheck;
import dev.gale.nimbus.topology.SubmissionReview;
import dev.gale.nimbus.topology.TopologyShape;
import dev.gale.submission.InvalidSubmission;
import dev.gale.submission.Submission;
import dev.gale.worker.plan.ComponentPlan;
import dev.gale.worker.plan.TopologyPlan;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Nimbus and workers, which don't see each other, give the tasks of a topology the same numbers. */
class TaskNumbersTest {
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void shouldBeTheSameInNimbusAndInWorkers(long seed) throws InvalidSubmission, InvalidTopologyException {
        Random random = new Random(seed);
        for (int i = 0; i < 50; i++) {
            Map<String, Object> defaults = new HashMap<>();
            putSometimes(random, defaults);
            Submission submission = new Submission("t", conf(random), topology(random), null, null);

            Submission accepted = new SubmissionReview(defaults, SubmissionCheck.NONE, () -> "secret")
                    .accept(submission, Optional.empty());

            TopologyShape shape = TopologyShape.of(accepted);
            TopologyPlan plan = TopologyPlan.of(
                    "t", "t-1-1", accepted.conf(), accepted.topology().deepCopy());
            Map<String, List<Integer>> inWorkers = new LinkedHashMap<>();
            for (ComponentPlan component : plan.components()) {
                inWorkers.put(component.id(), List.of(component.firstTask(), component.tasks(), component.executors()));
            }
            Map<String, List<Integer>> inNimbus = new LinkedHashMap<>();
            shape.components()
                    .forEach((id, component) ->
                            inNimbus.put(id, List.of(component.firstTask(), component.tasks(), component.executors())));
            assertThat(inNimbus).describedAs("seed " + seed + ", topology " + i).isEqualTo(inWorkers);
            List<List<Integer>> executorsOfWorkers = plan.executors().stream()
                    .map(executor -> List.of(executor.firstTask(), executor.firstTask() + executor.tasks() - 1))
                    .toList();
            assertThat(shape.executors(shape.initialExecutors()).stream()
                            .map(executor -> List.of(executor.firstTask(), executor.lastTask())))
                    .containsExactlyElementsOf(executorsOfWorkers);
        }
    }

    private static Map<String, Object> conf(Random random) {
        Map<String, Object> conf = new HashMap<>();
        putSometimes(random, conf);
        List<Object> consumers = new ArrayList<>();
        for (int i = random.nextInt(3); i > 0; i--) {
            consumers.add(
                    random.nextBoolean()
                            ? Map.of("class", "com.acme.A")
                            : Map.of("class", "com.acme.B", "parallelism.hint", random.nextInt(4)));
        }
        conf.put("topology.metrics.consumer.register", consumers);
        return conf;
    }

    private static void putSometimes(Random random, Map<String, Object> conf) {
        if (random.nextInt(4) == 0) {
            conf.put("topology.tasks", 1L + random.nextInt(6));
        }
        if (random.nextInt(4) == 0) {
            conf.put("topology.max.task.parallelism", 1L + random.nextInt(6));
        }
    }

    private static StormTopology topology(Random random) {
        StormTopology topology = new StormTopology();
        ComponentObject object = ComponentObject.serialized_java(new byte[] {1});
        topology.put_to_spouts("spout", new SpoutSpec(object, common(random)));
        for (int i = random.nextInt(5); i > 0; i--) {
            topology.put_to_bolts((random.nextBoolean() ? "a" : "z") + i, new Bolt(object, common(random)));
        }
        return topology;
    }

    private static ComponentCommon common(Random random) {
        ComponentCommon common = new ComponentCommon();
        if (random.nextInt(3) > 0) {
            common.set_parallelism_hint(1 + random.nextInt(8));
        }
        putSometimes(random, common.get_conf());
        return common;
    }
}
