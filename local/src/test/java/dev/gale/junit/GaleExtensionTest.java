package dev.gale.junit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gale.Config;
import dev.gale.LocalCluster;
import dev.gale.generated.StormTopology;
import dev.gale.local.TopologyDriver;
import dev.gale.spout.TupleFailure;
import dev.gale.task.OutputCollector;
import dev.gale.task.TopologyContext;
import dev.gale.topology.OutputFieldsDeclarer;
import dev.gale.topology.TopologyBuilder;
import dev.gale.topology.base.BaseRichBolt;
import dev.gale.tuple.Fields;
import dev.gale.tuple.Tuple;
import dev.gale.tuple.Values;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

@GaleTest
class GaleExtensionTest {
    private static final Set<List<List<Object>>> ORDERS = new HashSet<>();
    private static int seededRuns;

    /** Passes on what begins with "ok", fails "bad", forgets the rest. */
    private static final class Picky extends BaseRichBolt {
        private transient OutputCollector collector;

        @Override
        public void prepare(Map<String, Object> conf, TopologyContext context, OutputCollector collector) {
            this.collector = collector;
        }

        @Override
        public void execute(Tuple tuple) {
            String value = tuple.getString(0);
            if (value.startsWith("ok")) {
                collector.emit(tuple, new Values(value.toUpperCase(java.util.Locale.ROOT)));
                collector.ack(tuple);
            } else if (value.equals("bad")) {
                collector.fail(tuple);
            }
        }

        @Override
        public void declareOutputFields(OutputFieldsDeclarer declarer) {
            declarer.declare(new Fields("upper"));
        }
    }

    private static StormTopology topology(int parallelism) {
        TopologyBuilder builder = new TopologyBuilder();
        builder.setSpout("words", () -> "never called");
        builder.setBolt("picky", new Picky(), parallelism).shuffleGrouping("words");
        builder.setBolt("sink", tuple -> {}).globalGrouping("picky");
        return builder.createTopology();
    }

    @Test
    void shouldTellTheFateOfEachTupleWhenDriven(TopologyDriver driver) {
        Config conf = new Config();
        conf.setMessageTimeout(Duration.ofMillis(1500));
        driver.feeding("words").submit(conf, topology(1));

        TopologyDriver.Fed good = driver.feed("words", "ok then");
        TopologyDriver.Fed bad = driver.feed("words", "bad");
        TopologyDriver.Fed forgotten = driver.feed("words", "what");
        driver.run();

        assertThat(good.isAcked()).isTrue();
        assertThat(bad.failure()).hasValueSatisfying(failure -> {
            assertThat(failure.reason()).isEqualTo(TupleFailure.Reason.EXPLICIT);
            assertThat(failure.component()).isEqualTo("picky");
        });
        assertThat(forgotten.isPending()).isTrue();
        assertThat(driver.emitted("picky")).containsExactly(List.of("OK THEN"));

        driver.advance(Duration.ofMillis(1499));
        assertThat(forgotten.isPending()).isTrue();
        driver.advance(Duration.ofMillis(2));
        assertThat(forgotten.failure())
                .hasValueSatisfying(failure -> assertThat(failure.reason()).isEqualTo(TupleFailure.Reason.TIMEOUT));
    }

    @Seeds(50)
    void shouldRunUnderEachSeedAndInOtherOrders(TopologyDriver driver, long seed) {
        assertThat(driver.seed()).isEqualTo(seed);
        driver.feeding("words").submit(topology(3));
        for (int i = 0; i < 5; i++) {
            driver.feed("words", "ok" + i);
        }
        driver.run();

        assertThat(driver.emitted("picky")).hasSize(5);
        ORDERS.add(driver.emitted("picky"));
        seededRuns++;
    }

    @AfterAll
    static void checkSeeds() {
        if (Long.getLong(GaleExtension.SEED_PROPERTY) == null) {
            assertThat(seededRuns).isEqualTo(50);
            assertThat(ORDERS).hasSizeGreaterThan(1);
        }
    }

    @Test
    void shouldGiveTheSameRunWhenTheSeedIsTheSame() {
        assertThat(orderUnder(7)).isEqualTo(orderUnder(7));
    }

    private static List<TopologyDriver.Emitted> orderUnder(long seed) {
        try (TopologyDriver driver = new TopologyDriver(seed)) {
            driver.feeding("words").submit(topology(3));
            for (int i = 0; i < 20; i++) {
                driver.feed("words", "ok" + i);
            }
            return List.copyOf(driver.run().emitted());
        }
    }

    @Test
    void shouldInjectAClusterOnThreads(LocalCluster cluster) throws Exception {
        TopologyBuilder builder = new TopologyBuilder();
        builder.setSpout("ones", () -> 1);
        builder.setBolt("sink", tuple -> {}).shuffleGrouping("ones");
        cluster.submitTopology("ones", new Config(), builder.createTopology());

        assertThat(cluster.getTopologySummaryByName("ones").get_status()).isEqualTo("ACTIVE");
    }

    @Test
    void shouldSayWhichSpoutsCanBeFed(TopologyDriver driver) {
        assertThatThrownBy(() -> driver.feeding("wrods").submit(topology(1)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("wrods")
                .hasMessageContaining("[words]");
    }
}
