package dev.gale.local.submit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.gale.Config;
import dev.gale.LocalCluster;
import dev.gale.StormSubmitter;
import dev.gale.Testing;
import dev.gale.generated.AlreadyAliveException;
import dev.gale.generated.InvalidTopologyException;
import dev.gale.generated.StormTopology;
import dev.gale.testing.AckTracker;
import dev.gale.testing.FeederSpout;
import dev.gale.testing.TestPlannerBolt;
import dev.gale.topology.TopologyBuilder;
import dev.gale.tuple.Fields;
import dev.gale.tuple.Values;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

class LocalModeTest {
    private final FeederSpout feeder = new FeederSpout(new Fields("x"));
    private final AckTracker tracker = new AckTracker();
    private final ByteArrayOutputStream console = new ByteArrayOutputStream();

    private StormTopology topology() {
        feeder.setAckFailDelegate(tracker);
        TopologyBuilder builder = new TopologyBuilder();
        builder.setSpout("source", feeder);
        return builder.createTopology();
    }

    /** Fails as soon as it gets something. */
    private static StormTopology failing(FeederSpout feeder) {
        TopologyBuilder builder = new TopologyBuilder();
        builder.setSpout("source", feeder);
        builder.setBolt("broken", tuple -> {
                    throw new IllegalStateException("thrown by a test");
                })
                .shuffleGrouping("source");
        return builder.createTopology();
    }

    private static Config failFast() {
        Config conf = new Config();
        conf.put(Config.TOPOLOGY_EXECUTOR_FAILURE_POLICY, "fail-topology");
        return conf;
    }

    private static boolean keeperLives() {
        return Thread.getAllStackTraces().keySet().stream()
                .anyMatch(thread -> thread.getName().equals("local-keeper"));
    }

    @Test
    void shouldRunWhatIsSubmittedUntilTheTimeIsOver() throws Exception {
        feeder.feed(new Values("a"));

        String result = LocalMode.withLocalModeOverride(
                () -> {
                    StormSubmitter.submitTopology("override", new Config(), topology());
                    Testing.whileTimeout(() -> tracker.getNumAcks() < 1, () -> {});
                    return "result";
                },
                0);

        assertThat(result).isEqualTo("result");
        assertThat(tracker.getNumAcks()).isEqualTo(1);
    }

    @Test
    void shouldNotWaitWhenNothingRuns() throws Exception {
        assertThat(LocalCluster.withLocalModeOverride(() -> "nothing", Long.MAX_VALUE / 2_000_000_000))
                .isEqualTo("nothing");
    }

    @Test
    void shouldThrowWhatTheProgramThrows() {
        assertThatExceptionOfType(AlreadyAliveException.class)
                .isThrownBy(() -> LocalMode.withLocalModeOverride(
                        () -> {
                            StormSubmitter.submitTopology("name", new Config(), topology());
                            StormSubmitter.submitTopology("name", new Config(), topology());
                            return "not reached";
                        },
                        60));
    }

    @Test
    void shouldKeepTheJvmAliveUntilTheTimeToLiveIsOver() throws Exception {
        KeptAlive target = new KeptAlive(Duration.ofMillis(1), new PrintStream(console, true, StandardCharsets.UTF_8));

        target.submit("short", Map.of(), topology(), null, null);

        assertThat(console.toString(StandardCharsets.UTF_8))
                .contains("Topology short runs in this JVM, not in a cluster")
                .contains("Ctrl-C");
        Testing.whileTimeout(LocalModeTest::keeperLives, () -> {});
    }

    @Test
    void shouldEndWhenAllTopologiesHaveFailedAndBeginAnewAfterwards() throws Exception {
        KeptAlive target = new KeptAlive(null, new PrintStream(console, true, StandardCharsets.UTF_8));

        target.submit("first", failFast(), failing(feeder), null, null);
        assertThat(keeperLives()).isTrue();
        feeder.feed(new Values("a"));
        Testing.whileTimeout(LocalModeTest::keeperLives, () -> {});
        assertThat(console.toString(StandardCharsets.UTF_8)).contains("Topology first has failed: ");

        target.submit("second", failFast(), failing(feeder), null, null);
        assertThat(keeperLives()).isTrue();
        feeder.feed(new Values("b"));
        Testing.whileTimeout(LocalModeTest::keeperLives, () -> {});
        assertThat(console.toString(StandardCharsets.UTF_8)).contains("Topology second has failed: ");
    }

    @Test
    void shouldLeaveNothingBehindWhenTheFirstTopologyIsRefused() {
        KeptAlive target = new KeptAlive(null, new PrintStream(console, true, StandardCharsets.UTF_8));
        TopologyBuilder builder = new TopologyBuilder();
        builder.setSpout("source", feeder);
        builder.setBolt("bolt", new TestPlannerBolt()).shuffleGrouping("sauce");

        assertThatExceptionOfType(InvalidTopologyException.class)
                .isThrownBy(() -> target.submit("refused", Map.of(), builder.createTopology(), null, null));

        assertThat(keeperLives()).isFalse();
        assertThat(console.toString(StandardCharsets.UTF_8)).isEmpty();
    }
}
