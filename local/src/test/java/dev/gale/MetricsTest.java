package dev.gale;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gale.generated.InvalidTopologyException;
import dev.gale.generated.StormTopology;
import dev.gale.junit.GaleTest;
import dev.gale.local.TopologyDriver;
import dev.gale.metric.api.CountMetric;
import dev.gale.metric.api.IMetricsConsumer;
import dev.gale.task.IErrorReporter;
import dev.gale.task.TopologyContext;
import dev.gale.topology.BasicOutputCollector;
import dev.gale.topology.OutputFieldsDeclarer;
import dev.gale.topology.TopologyBuilder;
import dev.gale.topology.base.BaseBasicBolt;
import dev.gale.tuple.Tuple;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@GaleTest
class MetricsTest {
    private static final List<String> SEEN = new ArrayList<>();

    /** Counts its tuples in both of Storm's kinds of metrics. */
    private static final class Counting extends BaseBasicBolt {
        private transient CountMetric metric;
        private transient com.codahale.metrics.Counter counter;

        @Override
        public void prepare(Map<String, Object> conf, TopologyContext context) {
            metric = context.registerMetric("tuples", new CountMetric(), 5);
            counter = context.registerCounter("tuples");
        }

        @Override
        public void execute(Tuple input, BasicOutputCollector collector) {
            metric.incr();
            counter.inc();
        }

        @Override
        public void declareOutputFields(OutputFieldsDeclarer declarer) {
            // Emits nothing.
        }
    }

    /** Notes what it is given. */
    public static final class Noting implements IMetricsConsumer {
        private Object argument;

        @Override
        public void prepare(
                Map<String, Object> conf, Object argument, TopologyContext context, IErrorReporter errorReporter) {
            this.argument = argument;
        }

        @Override
        public void handleDataPoints(TaskInfo taskInfo, Collection<DataPoint> dataPoints) {
            dataPoints.forEach(point -> SEEN.add(argument + ": " + taskInfo.srcComponentId + " " + point.name + "="
                    + point.value + " per " + taskInfo.updateIntervalSecs));
        }

        @Override
        public void cleanup() {
            SEEN.add("cleanup");
        }
    }

    private static StormTopology topology() {
        TopologyBuilder builder = new TopologyBuilder();
        builder.setSpout("words", () -> null);
        builder.setBolt("count", new Counting()).shuffleGrouping("words");
        return builder.createTopology();
    }

    @BeforeEach
    void forget() {
        SEEN.clear();
    }

    @Test
    void shouldGiveConsumersWhatIsDueWhenTheIntervalHasPassed(TopologyDriver driver) throws Exception {
        Config conf = new Config();
        conf.registerMetricsConsumer(Noting.class, "mine", 1);
        driver.feeding("words").submit(conf, topology());
        driver.feed("words", "a");
        driver.feed("words", "b");
        driver.advance(Duration.ofMillis(4999));
        assertThat(SEEN).isEmpty();

        driver.advance(Duration.ofMillis(2));
        assertThat(SEEN).containsExactly("mine: count tuples=2 per 5");

        driver.feed("words", "c");
        driver.advance(Duration.ofSeconds(5));
        assertThat(SEEN).endsWith("mine: count tuples=1 per 5");
        assertThat(driver.cluster().metrics("driven").getCounters()).hasSize(1).allSatisfy((name, counter) -> {
            assertThat(name).endsWith(".count.2.tuples");
            assertThat(counter.getCount()).isEqualTo(3);
        });

        driver.close();
        assertThat(SEEN).endsWith("cleanup");
    }

    @Test
    void shouldRefuseARegistrationWithoutAClass(TopologyDriver driver) {
        Config conf = new Config();
        conf.put(Config.TOPOLOGY_METRICS_CONSUMER_REGISTER, List.of(Map.of("klass", "x")));

        assertThatThrownBy(() -> driver.feeding("words").submit(conf, topology()))
                .hasCauseInstanceOf(InvalidTopologyException.class)
                .hasMessageContaining("topology.metrics.consumer.register")
                .hasMessageContaining("klass");
    }
}
