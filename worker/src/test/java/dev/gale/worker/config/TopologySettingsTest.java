package dev.gale.worker.config;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gale.Config;
import dev.gale.kernel.settings.Setting;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class TopologySettingsTest {
    // --- what a configuration comes to ---

    static Stream<Arguments> messageTimeouts() {
        return Stream.of(
                Arguments.of(Map.of(), Duration.ofSeconds(30)),
                Arguments.of(Map.of(Config.TOPOLOGY_MESSAGE_TIMEOUT_SECS, 5), Duration.ofSeconds(5)),
                Arguments.of(Map.of(Config.TOPOLOGY_MESSAGE_TIMEOUT_MILLIS, 250), Duration.ofMillis(250)),
                Arguments.of(
                        Map.of(Config.TOPOLOGY_MESSAGE_TIMEOUT_SECS, 5, Config.TOPOLOGY_MESSAGE_TIMEOUT_MILLIS, 250),
                        Duration.ofMillis(250)),
                Arguments.of(
                        Map.of(Config.TOPOLOGY_ENABLE_MESSAGE_TIMEOUTS, true, Config.TOPOLOGY_MESSAGE_TIMEOUT_SECS, 5),
                        Duration.ofSeconds(5)),
                Arguments.of(
                        Map.of(
                                Config.TOPOLOGY_ENABLE_MESSAGE_TIMEOUTS,
                                false,
                                Config.TOPOLOGY_MESSAGE_TIMEOUT_SECS,
                                5,
                                Config.TOPOLOGY_MESSAGE_TIMEOUT_MILLIS,
                                250),
                        Duration.ZERO));
    }

    @ParameterizedTest
    @MethodSource("messageTimeouts")
    void shouldTakeTheFinerTimeoutUnlessTimeoutsAreOff(Map<String, Object> conf, Duration expected) {
        assertThat(TopologySettings.messageTimeout(conf)).isEqualTo(expected);
    }

    static Stream<Arguments> tickIntervals() {
        return Stream.of(
                Arguments.of(Map.of(), Duration.ZERO),
                Arguments.of(Map.of(Config.TOPOLOGY_TICK_TUPLE_FREQ_SECS, 60L), Duration.ofSeconds(60)),
                Arguments.of(Map.of(Config.TOPOLOGY_TICK_TUPLE_FREQ_MILLIS, 20), Duration.ofMillis(20)),
                Arguments.of(
                        Map.of(Config.TOPOLOGY_TICK_TUPLE_FREQ_SECS, 60, Config.TOPOLOGY_TICK_TUPLE_FREQ_MILLIS, 20),
                        Duration.ofMillis(20)));
    }

    @ParameterizedTest
    @MethodSource("tickIntervals")
    void shouldTakeTheFinerTickIntervalWhenBothAreSet(Map<String, Object> conf, Duration expected) {
        assertThat(TopologySettings.tickInterval(conf)).isEqualTo(expected);
    }

    @Test
    void shouldGoAsFarAsTheyMayWhenIntervalsAreLongest() {
        // given
        long longestMs = Integer.MAX_VALUE * 1000L;

        // then: still representable in nanoseconds
        assertThat(TopologySettings.messageTimeout(Map.of(Config.TOPOLOGY_MESSAGE_TIMEOUT_MILLIS, longestMs))
                        .toNanos())
                .isEqualTo(longestMs * 1_000_000);
        assertThat(TopologySettings.tickInterval(Map.of(Config.TOPOLOGY_TICK_TUPLE_FREQ_SECS, Integer.MAX_VALUE))
                        .toNanos())
                .isPositive();
    }

    // --- problems ---

    @Test
    void shouldFindNoProblemWhenNothingIsSet() {
        assertThat(TopologySettings.problems(Map.of())).isEmpty();
        assertThat(TopologySettings.contradictions(Map.of())).isEmpty();
    }

    @Test
    void shouldFindNoProblemWhenAStormTopologySetsWhatItUsuallyDoes() {
        // given
        Map<String, Object> conf = new HashMap<>();
        conf.put(Config.TOPOLOGY_WORKERS, 3L);
        conf.put(Config.TOPOLOGY_ACKER_EXECUTORS, 0L);
        conf.put(Config.TOPOLOGY_MAX_SPOUT_PENDING, 1000L);
        conf.put(Config.TOPOLOGY_DEBUG, true);
        conf.put(Config.TOPOLOGY_STATS_SAMPLE_RATE, 0.05);
        conf.put(Config.TOPOLOGY_SPOUT_WAIT_STRATEGY, "x.y.Z");
        conf.put(Config.TOPOLOGY_KRYO_REGISTER, List.of("a.B", Map.of("c.D", "e.F")));
        conf.put("topology.producer.batch.size", 1000L);
        conf.put("storm.zookeeper.servers", List.of("zk1"));
        conf.put("my.own.setting", Map.of("a", 1));

        // then
        assertThat(TopologySettings.problems(conf)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                Config.TOPOLOGY_WORKERS,
                Config.TOPOLOGY_MESSAGE_TIMEOUT_SECS,
                Config.TOPOLOGY_MESSAGE_TIMEOUT_MILLIS,
                Config.TOPOLOGY_MAX_SPOUT_PENDING,
                Config.TOPOLOGY_TICK_TUPLE_FREQ_SECS,
                Config.TOPOLOGY_TICK_TUPLE_FREQ_MILLIS,
                Config.TOPOLOGY_MAX_TASK_PARALLELISM,
                Config.TOPOLOGY_EXECUTOR_RECEIVE_BUFFER_SIZE,
                Config.TOPOLOGY_WORKER_SHARED_THREAD_POOL_SIZE
            })
    void shouldNameKeyAndRangeWhenANumberIsTooSmallOrNone(String key) {
        for (Object wrong : List.of(0, -1, "many", 1.5, List.of())) {
            assertThat(TopologySettings.problems(Map.of(key, wrong)))
                    .singleElement()
                    .asString()
                    .startsWith(key + "=" + wrong + " (")
                    .contains("must be a whole number");
        }
    }

    @Test
    void shouldSuggestTheNearestKeyWhenOneIsUnknown() {
        assertThat(TopologySettings.problems(Map.of("topology.max.spout.pendign", 5)))
                .containsExactly(
                        "unknown setting topology.max.spout.pendign; did you mean topology.max.spout.pending?");
    }

    @Test
    void shouldListEveryProblemWhenThereAreSeveral() {
        assertThat(TopologySettings.problems(Map.of(
                        Config.TOPOLOGY_WORKERS,
                        0,
                        Config.TOPOLOGY_DEBUG,
                        "perhaps",
                        "topology.wrokers",
                        2,
                        Config.TOPOLOGY_EXECUTOR_FAILURE_POLICY,
                        "explode")))
                .hasSize(4);
    }

    @Test
    void shouldKnowEveryPolicyWhenItIsNamed() {
        for (FailurePolicy policy : FailurePolicy.values()) {
            String name = policy.name().toLowerCase(java.util.Locale.ROOT).replace('_', '-');
            assertThat(TopologySettings.FAILURE_POLICY.in(Map.of(Config.TOPOLOGY_EXECUTOR_FAILURE_POLICY, name)))
                    .isEqualTo(policy);
        }
    }

    // --- contradictions ---

    private static Map<String, Object> pauses(long min, long max) {
        return Map.of(
                Config.TOPOLOGY_EXECUTOR_RESTART_BACKOFF_MIN_MILLIS,
                min,
                Config.TOPOLOGY_EXECUTOR_RESTART_BACKOFF_MAX_MILLIS,
                max);
    }

    @Test
    void shouldFindAContradictionWhenTheShortestPauseIsLongerThanTheLongest() {
        assertThat(TopologySettings.contradictions(pauses(200, 100)))
                .containsExactly("topology.executor.restart.backoff.min.millis=200 must not be more than"
                        + " topology.executor.restart.backoff.max.millis=100; lower the first or raise the second");
        assertThat(TopologySettings.contradictions(pauses(100, 100))).isEmpty();
        assertThat(TopologySettings.contradictions(pauses(0, 0))).isEmpty();
    }

    @Test
    void shouldCompareWithTheDefaultWhenOnlyOneOfTwoIsSet() {
        assertThat(TopologySettings.contradictions(Map.of(Config.TOPOLOGY_EXECUTOR_RESTART_BACKOFF_MIN_MILLIS, 10_001)))
                .hasSize(1);
        assertThat(TopologySettings.contradictions(Map.of(Config.TOPOLOGY_EXECUTOR_RESTART_BACKOFF_MAX_MILLIS, 99)))
                .hasSize(1);
    }

    // --- keys ---

    @ParameterizedTest
    @ValueSource(
            strings = {
                Config.TOPOLOGY_DEBUG,
                Config.TOPOLOGY_MAX_SPOUT_PENDING,
                Config.TOPOLOGY_MAX_TASK_PARALLELISM,
                Config.TOPOLOGY_TICK_TUPLE_FREQ_SECS,
                Config.TOPOLOGY_KRYO_REGISTER,
                Config.TOPOLOGY_KRYO_DECORATORS,
                Config.TOPOLOGY_SPOUT_WAIT_STRATEGY,
                Config.TOPOLOGY_TRANSACTIONAL_ID,
                Config.TOPOLOGY_BOLTS_WINDOW_LENGTH_COUNT,
                Config.TOPOLOGY_STATE_PROVIDER,
                "topology.component.resources.onheap.memory.mb",
                "topology.component.cpu.pcore.percent",
                "my.own.key",
                "fake.config"
            })
    void shouldLetAComponentOverrideAKeyWhenThatHasAnEffect(String key) {
        assertThat(TopologySettings.isComponentKey(key)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                Config.TOPOLOGY_WORKERS,
                Config.TOPOLOGY_MESSAGE_TIMEOUT_SECS,
                Config.TOPOLOGY_ACKER_EXECUTORS,
                Config.TOPOLOGY_FALL_BACK_ON_JAVA_SERIALIZATION,
                Config.TOPOLOGY_NAME,
                Config.TOPOLOGY_PRIORITY,
                "topology.producer.batch.size",
                "storm.zookeeper.servers"
            })
    void shouldNotLetAComponentOverrideAKeyWhenItIsTheTopologys(String key) {
        assertThat(TopologySettings.isComponentKey(key)).isFalse();
    }

    @Test
    void shouldKnowEveryKeyOnceWhenDeclaredAndInertAreTakenTogether() {
        // given
        Set<String> declared = new TreeSet<>();
        TopologySettings.settings().all().forEach(setting -> declared.add(setting.key()));

        // then
        assertThat(declared).isNotEmpty().doesNotContainAnyElementsOf(TopologySettings.inertKeys());
        assertThat(TopologySettings.inertKeys())
                .contains(Config.TOPOLOGY_NAME, Config.TOPOLOGY_STATS_SAMPLE_RATE, "topology.producer.batch.size");
    }

    @Test
    void shouldDescribeEverySettingWhenDeclared() {
        assertThat(TopologySettings.settings().all()).allSatisfy(setting -> {
            assertThat(setting.key()).startsWith("topology.");
            assertThat(setting.description()).endsWith(".");
        });
    }

    @Test
    void shouldAcceptItsOwnDefaultWhenThatIsWrittenDown() {
        for (Setting<?> setting : TopologySettings.settings().all()) {
            if (setting.defaultValue() != null && !(setting.defaultValue() instanceof List<?>)) {
                assertThat(TopologySettings.problems(
                                Map.of(setting.key(), setting.defaultText().orElseThrow())))
                        .as(setting.key())
                        .isEmpty();
            }
        }
    }
}
