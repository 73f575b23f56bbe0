package dev.gale.worker.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gale.spout.TupleFailure;
import dev.gale.topology.TopologyBuilder;
import java.time.Duration;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What becomes of trees when a worker is lost on which they may have had tuples. */
class LostWorkerTest {
    private static final int OLD = 10;
    private static final int ALL = 15;

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void shouldFailTheTreesThatBeganBeforeTheLossAndNoOthers(long seed) throws Exception {
        try (Scene scene = new Scene()) {
            // given: nothing is acked
            scene.act("sink", (tuple, out) -> {});
            TopologyBuilder builder = new TopologyBuilder();
            builder.setSpout("numbers", scene.numbers());
            builder.setBolt("sink", scene.bolt(), 2).shuffleGrouping("numbers");
            try (Simulation simulation = new Simulation(seed, Map.of(), builder.createTopology())) {
                scene.release(OLD);
                simulation.advance(Duration.ofSeconds(1));
                long lossNs = Duration.ofSeconds(1).toNanos();
                simulation.advance(Duration.ofSeconds(1));
                scene.release(ALL);
                simulation.advance(Duration.ofSeconds(1));
                assertThat(scene.emitted()).isEqualTo(ALL);

                // when
                simulation.runtime().onWorkerLost(3, lossNs, "reset by peer");
                simulation.advance(Duration.ofSeconds(1));

                // then: those are emitted again, and are younger than the loss
                assertThat(scene.failed())
                        .containsExactlyInAnyOrderElementsOf(
                                IntStream.range(0, OLD).boxed().toList());
                assertThat(scene.emitted()).isEqualTo(ALL + OLD);
                assertThat(simulation.runtime().stats().component("numbers").failures())
                        .containsExactly(Map.entry(TupleFailure.Reason.WORKER_LOST, (long) OLD));
                assertThat(scene.violations()).isEmpty();
                assertThat(simulation.bugs()).isEmpty();
            }
        }
    }
}
