package dev.gale.task;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.entry;

import com.codahale.metrics.Counter;
import com.codahale.metrics.Gauge;
import com.codahale.metrics.Metric;
import com.codahale.metrics.MetricSet;
import dev.gale.Config;
import dev.gale.generated.GlobalStreamId;
import dev.gale.hooks.BaseTaskHook;
import dev.gale.metric.api.CombinedMetric;
import dev.gale.metric.api.CountMetric;
import dev.gale.metric.api.ICombiner;
import dev.gale.metric.api.MeanReducer;
import dev.gale.metric.api.ReducedMetric;
import dev.gale.tuple.Fields;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;

class TopologyContextTest {
    private final WordTopology topology = new WordTopology();

    @Test
    void shouldNameTheComponentWhenTaskIsKnown() {
        // given
        GeneralTopologyContext context = topology.general();

        // when / then
        assertThat(context.getComponentId(3)).isEqualTo("count");
        assertThat(context.getComponentId(5)).isEqualTo("log");
        assertThat(context.getComponentId(0)).isNull();
        assertThat(context.getComponentId(6)).isNull();
    }

    @Test
    void shouldNameTheSystemWhenTaskIsMinusOne() {
        assertThat(topology.general().getComponentId(-1)).isEqualTo("__system");
    }

    @Test
    void shouldNameTheComponentWhenTaskIdsAreSparse() {
        // given
        topology.taskToComponent.put(Integer.MAX_VALUE, "log");
        topology.taskToComponent.put(-7, "count");

        // when
        GeneralTopologyContext context = topology.general();

        // then
        assertThat(context.getComponentId(Integer.MAX_VALUE)).isEqualTo("log");
        assertThat(context.getComponentId(-7)).isEqualTo("count");
        assertThat(context.getComponentId(4)).isEqualTo("words");
    }

    @Test
    void shouldGiveAListOfItsOwnWhenTasksAreAskedFor() {
        // given
        GeneralTopologyContext context = topology.general();

        // when
        Collections.reverse(context.getComponentTasks("count"));

        // then
        assertThat(context.getComponentTasks("count")).containsExactly(1, 2, 3);
        assertThat(context.getComponentTasks("unheard-of")).isEmpty();
    }

    @Test
    void shouldGiveTheFieldsWhenStreamIsDeclared() {
        // given
        GeneralTopologyContext context = topology.general();

        // when / then
        assertThat(context.getComponentOutputFields("words", "errors")).isEqualTo(new Fields("reason"));
        assertThat(context.getComponentOutputFields(new GlobalStreamId("count", "default")))
                .isEqualTo(new Fields("word", "count"));
        assertThat(context.getComponentStreams("words")).containsExactlyInAnyOrder("default", "errors");
    }

    @Test
    void shouldSayWhichStreamsExistWhenStreamIsUnknown() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> topology.general().getComponentOutputFields("words", "error"))
                .withMessage("Component words declares no stream error; its streams are [default, errors]");
    }

    @Test
    void shouldSayWhichComponentsExistWhenComponentIsUnknown() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> topology.general().getComponentOutputFields("word", "default"))
                .withMessageContainingAll(
                        "Topology words-1-1700000000 has no component word;", "count", "log", "words");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> topology.general().getComponentCommon("word"))
                .withMessage("Topology words-1-1700000000 has no component word; its components are"
                        + " [words, count, log]");
    }

    @Test
    void shouldListSubscribersByStreamWhenTargetsAreAskedFor() {
        // when
        var targets = topology.general().getTargets("words");

        // then
        assertThat(targets).containsOnlyKeys("default", "errors");
        assertThat(targets.get("default")).containsOnlyKeys("count");
        assertThat(targets.get("default").get("count").get_fields()).containsExactly("word");
        assertThat(targets.get("errors")).containsOnlyKeys("log");
        assertThat(topology.general().getTargets("log")).isEmpty();
    }

    @Test
    void shouldListSubscriptionsWhenSourcesAreAskedFor() {
        assertThat(topology.general().getSources("log"))
                .containsOnlyKeys(new GlobalStreamId("words", "errors"), new GlobalStreamId("count", "default"));
        assertThat(topology.general().getSources("words")).isEmpty();
    }

    @Test
    void shouldTakeTheLongestTimeoutWhenAComponentHasItsOwn() {
        // given
        topology.conf.put(Config.TOPOLOGY_MESSAGE_TIMEOUT_SECS, 20L);
        topology.words.get_conf().put(Config.TOPOLOGY_MESSAGE_TIMEOUT_SECS, 90L);
        topology.count.get_conf().put(Config.TOPOLOGY_MESSAGE_TIMEOUT_SECS, 5L);

        // when / then
        assertThat(topology.general().maxTopologyMessageTimeout()).isEqualTo(90);
    }

    @Test
    void shouldTakeTheTopologysTimeoutWhenItIsTheLongest() {
        // given
        topology.conf.put(Config.TOPOLOGY_MESSAGE_TIMEOUT_SECS, 20);
        topology.words.get_conf().put(Config.TOPOLOGY_MESSAGE_TIMEOUT_SECS, 5L);

        // when / then
        assertThat(topology.general().maxTopologyMessageTimeout()).isEqualTo(20);
    }

    @Test
    void shouldRoundUpWhenATimeoutIsGivenInMilliseconds() {
        // given
        topology.conf.put(Config.TOPOLOGY_MESSAGE_TIMEOUT_SECS, 3L);
        topology.words.get_conf().put(Config.TOPOLOGY_MESSAGE_TIMEOUT_SECS, 90L);
        topology.words.get_conf().put(Config.TOPOLOGY_MESSAGE_TIMEOUT_MILLIS, 4001L);

        // when / then
        assertThat(topology.general().maxTopologyMessageTimeout()).isEqualTo(5);
    }

    @Test
    void shouldTakeStormsDefaultWhenNoTimeoutIsSet() {
        assertThat(topology.general().maxTopologyMessageTimeout()).isEqualTo(30);
    }

    @Test
    void shouldNameKeyAndComponentWhenTimeoutIsNoNumber() {
        // given
        topology.words.get_conf().put(Config.TOPOLOGY_MESSAGE_TIMEOUT_SECS, "30s");

        // when / then
        assertThatIllegalArgumentException()
                .isThrownBy(() -> topology.general().maxTopologyMessageTimeout())
                .withMessage("topology.message.timeout.secs of component words must be a number but is a"
                        + " java.lang.String: 30s");
    }

    @Test
    void shouldRefuseToChangeWhenViewsAreHandedOut() {
        // given
        TopologyContext context = topology.task(4);

        // when / then
        assertThatExceptionOfType(UnsupportedOperationException.class)
                .isThrownBy(() -> context.getConf().put("key", "value"));
        assertThatExceptionOfType(UnsupportedOperationException.class)
                .isThrownBy(() -> context.getTaskToComponent().clear());
        assertThatExceptionOfType(UnsupportedOperationException.class)
                .isThrownBy(() -> context.getHooks().clear());
        assertThatExceptionOfType(UnsupportedOperationException.class)
                .isThrownBy(() -> context.getThisStreams().clear());
    }

    @Test
    void shouldShareTheExecutorServiceWhenTheWorkerHasOne() {
        // given
        ExecutorService shared = Executors.newSingleThreadExecutor();
        topology.defaultResources.put(WorkerTopologyContext.SHARED_EXECUTOR, shared);

        try {
            // when / then
            assertThat(topology.worker().getSharedExecutor()).isSameAs(shared);
        } finally {
            shared.shutdownNow();
        }
    }

    @Test
    void shouldSayWhereItLookedWhenTheWorkerHasNoSharedExecutor() {
        assertThatIllegalStateException()
                .isThrownBy(() -> topology.worker().getSharedExecutor())
                .withMessageContaining("\"executor\"");
    }

    @Test
    void shouldShowTasksAResourceWhenAWorkerHookSharesIt() {
        // given
        WorkerUserContext hookContext = topology.hookContext();

        // when
        hookContext.setResource("pool", "connections");

        // then
        assertThat(topology.task(4).getResource("pool")).isEqualTo("connections");
        assertThat(topology.task(4).getResource("other")).isNull();
    }

    @Test
    void shouldDescribeTheWorkerWhenAsked() {
        // given
        WorkerTopologyContext context = topology.worker();

        // when / then
        assertThat(context.getThisWorkerTasks()).containsExactly(1, 4);
        assertThat(context.getThisWorkerPort()).isEqualTo(6700);
        assertThat(context.getCodeDir()).isEqualTo("/code");
        assertThat(context.getPIDDir()).isEqualTo("/pids");
    }

    @Test
    void shouldCountPositionsFromZeroWhenTaskIndexIsAskedFor() {
        assertThat(topology.task(1).getThisTaskIndex()).isZero();
        assertThat(topology.task(3).getThisTaskIndex()).isEqualTo(2);
        assertThat(topology.task(4).getThisTaskIndex()).isZero();
    }

    @Test
    void shouldHaveNoTaskIndexWhenTaskIsTheSystems() {
        // given
        TopologyContext context = topology.task(-1);

        // when / then
        assertThat(context.getThisComponentId()).isEqualTo("__system");
        assertThatIllegalStateException().isThrownBy(context::getThisTaskIndex).withMessageContaining("Task -1");
    }

    @Test
    void shouldRefuseATaskWhenTheTopologyHasNoSuchTask() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> topology.task(9))
                .withMessage("Topology words-1-1700000000 has no task 9; its tasks are [1, 2, 3, 4, 5]");
    }

    @Test
    void shouldDescribeItsComponentWhenAsked() {
        // given
        TopologyContext context = topology.task(5);

        // when / then
        assertThat(context.getThisComponentId()).isEqualTo("log");
        assertThat(context.getThisTaskId()).isEqualTo(5);
        assertThat(context.getThisInputFields())
                .containsOnly(
                        entry("words", Map.of("errors", List.of("reason"))),
                        entry("count", Map.of("default", List.of("word", "count"))));
        assertThat(topology.task(4).getThisOutputFieldsForStreams())
                .containsOnly(entry("default", List.of("word", "weight")), entry("errors", List.of("reason")));
        assertThat(topology.task(4).getThisTargets()).containsOnlyKeys("default", "errors");
    }

    @Test
    void shouldKeepTaskDataApartAndExecutorDataTogetherWhenTasksShareAnExecutor() {
        // given
        TopologyContext first = topology.task(1);
        TopologyContext second = topology.task(2);

        // when
        first.setTaskData("key", "mine");
        first.setExecutorData("key", "ours");

        // then
        assertThat(first.getTaskData("key")).isEqualTo("mine");
        assertThat(second.getTaskData("key")).isNull();
        assertThat(second.getExecutorData("key")).isEqualTo("ours");
    }

    @Test
    void shouldPrepareTheHookWhenItIsAdded() {
        // given
        topology.conf.put("key", "value");
        TopologyContext context = topology.task(1);
        List<Object> seen = new ArrayList<>();
        BaseTaskHook hook = new BaseTaskHook() {
            @Override
            public void prepare(Map<String, Object> conf, TopologyContext hookContext) {
                seen.add(conf.get("key"));
                seen.add(hookContext);
                seen.add(hookContext.getHooks().size());
            }
        };

        // when
        context.addTaskHook(hook);

        // then
        assertThat(seen).containsExactly("value", context, 0);
        assertThat(context.getHooks()).containsExactly(hook);
    }

    @Test
    void shouldKeepMetricsInOrderWhenRegisteredDuringPrepare() {
        // given
        TopologyContext context = topology.task(1);
        CountMetric count = new CountMetric();

        // when
        CountMetric returned = context.registerMetric("z-count", count, 60);
        ReducedMetric mean = context.registerMetric("mean", new MeanReducer(), 1);
        CombinedMetric longest = context.registerMetric("longest", new Longest(), 5);

        // then
        assertThat(returned).isSameAs(count);
        assertThat(context.getRegisteredMetrics())
                .containsExactly(
                        entry("z-count", new RegisteredMetric("z-count", count, 60)),
                        entry("mean", new RegisteredMetric("mean", mean, 1)),
                        entry("longest", new RegisteredMetric("longest", longest, 5)));
        assertThat(context.getRegisteredMetricByName("mean")).isSameAs(mean);
        assertThat(context.getRegisteredMetricByName("median")).isNull();
    }

    @Test
    void shouldRefuseAMetricWhenPrepareHasReturned() {
        // given
        TopologyContext context = topology.task(1);
        context.setOpenOrPrepareDone();

        // when / then
        assertThatIllegalStateException()
                .isThrownBy(() -> context.registerMetric("late", new CountMetric(), 60))
                .withMessageContainingAll("Metric late of component count", "open or prepare");
        assertThat(context.getRegisteredMetrics()).isEmpty();
    }

    @Test
    void shouldRefuseAMetricWhenItsTimeBucketIsBelowOneSecond() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> topology.task(1).registerMetric("fast", new CountMetric(), 0))
                .withMessage("Metric fast of component count was registered with a time bucket of 0 s; it must be at"
                        + " least 1 s");
    }

    @Test
    void shouldRefuseAMetricWhenItsNameIsTaken() {
        // given
        TopologyContext context = topology.task(1);
        CountMetric first = context.registerMetric("twice", new CountMetric(), 60);

        // when / then
        assertThatIllegalStateException()
                .isThrownBy(() -> context.registerMetric("twice", new CountMetric(), 10))
                .withMessageContaining("Metric twice of component count was registered twice");
        assertThat(context.getRegisteredMetricByName("twice")).isSameAs(first);
    }

    @Test
    void shouldRefuseAMetricWhenItIsNull() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> topology.task(1).registerMetric("none", (CountMetric) null, 10))
                .withMessageContaining("name=none, metric=null");
    }

    @Test
    void shouldQualifyTheNameWhenADropwizardMetricIsRegistered() {
        // given
        TopologyContext context = topology.task(4);
        context.setOpenOrPrepareDone();

        // when
        context.registerCounter("c");
        context.registerTimer("t");
        context.registerMeter("m");
        context.registerHistogram("h");
        context.registerGauge("g", () -> 1);

        // then
        assertThat(topology.registry.getNames())
                .containsExactlyInAnyOrder(
                        "words-1-1700000000.words.4.c",
                        "words-1-1700000000.words.4.t",
                        "words-1-1700000000.words.4.m",
                        "words-1-1700000000.words.4.h",
                        "words-1-1700000000.words.4.g");
    }

    @Test
    void shouldGoOnCountingWhenATaskRegistersItsCounterAgain() {
        // given
        topology.task(4).registerCounter("emitted").inc(3);

        // when
        Counter afterRestart = topology.task(4).registerCounter("emitted");

        // then
        assertThat(afterRestart.getCount()).isEqualTo(3);
    }

    @Test
    void shouldReadTheNewSourceWhenATaskRegistersItsGaugeAgain() {
        // given
        topology.task(4).registerGauge("lag", () -> "old");

        // when
        Gauge<String> returned = topology.task(4).registerGauge("lag", () -> "new");

        // then
        assertThat(topology.registry.getGauges().get("words-1-1700000000.words.4.lag"))
                .isSameAs(returned);
        assertThat(returned.getValue()).isEqualTo("new");
    }

    @Test
    void shouldKeepTheCounterWhenAGaugeWantsItsName() {
        // given
        TopologyContext context = topology.task(4);
        Counter counter = context.registerCounter("name");

        // when / then
        assertThatIllegalArgumentException()
                .isThrownBy(() -> context.registerGauge("name", () -> 1))
                .withMessageContaining("words-1-1700000000.words.4.name is a com.codahale.metrics.Counter already");
        assertThat(topology.registry.getCounters()).containsValue(counter);
    }

    @Test
    void shouldReplaceEveryMetricWhenASetIsRegisteredAgain() {
        // given
        Counter old = new Counter();
        Counter current = new Counter();
        topology.task(4).registerMetricSet("kafka", nested(old));

        // when
        topology.task(4).registerMetricSet("kafka", nested(current));

        // then
        assertThat(topology.registry.getMetrics())
                .containsOnly(
                        entry("words-1-1700000000.words.4.kafka.read", current),
                        entry("words-1-1700000000.words.4.kafka.inner.read", current));
    }

    private static MetricSet nested(Metric metric) {
        MetricSet inner = () -> Map.of("read", metric);
        return () -> Map.of("read", metric, "inner", inner);
    }

    private static final class Longest implements ICombiner<Long> {
        @Override
        public Long identity() {
            return 0L;
        }

        @Override
        public Long combine(Long accumulated, Long value) {
            return Math.max(accumulated, value);
        }
    }
}
