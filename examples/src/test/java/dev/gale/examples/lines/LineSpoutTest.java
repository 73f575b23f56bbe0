package dev.gale.examples.lines;

import static org.assertj.core.api.Assertions.assertThat;

import com.codahale.metrics.MetricRegistry;
import dev.gale.Config;
import dev.gale.generated.NotAliveException;
import dev.gale.junit.GaleTest;
import dev.gale.junit.Seeds;
import dev.gale.local.TopologyDriver;
import dev.gale.spout.TupleFailure.Reason;
import dev.gale.task.OutputCollector;
import dev.gale.task.TopologyContext;
import dev.gale.topology.OutputFieldsDeclarer;
import dev.gale.topology.TopologyBuilder;
import dev.gale.topology.base.BaseRichBolt;
import dev.gale.tuple.Tuple;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@GaleTest
class LineSpoutTest {
    private static final Duration TIMEOUT = Duration.ofSeconds(2);

    @TempDir
    private Path folder;

    private List<Path> files;

    @BeforeEach
    void makeFiles() throws IOException {
        files = List.of(
                Files.writeString(folder.resolve("one"), "fine\nfail once\n"),
                Files.writeString(folder.resolve("two"), "forget once\n"));
    }

    /** Does with a line what it says, the first time; acks it afterwards. */
    private static final class ObedientBolt extends BaseRichBolt {
        private final Set<String> seen = new HashSet<>();
        private transient OutputCollector collector;

        @Override
        public void prepare(Map<String, Object> conf, TopologyContext context, OutputCollector collector) {
            this.collector = collector;
        }

        @Override
        public void execute(Tuple tuple) {
            String line = tuple.getStringByField(LineSpout.LINE);
            boolean first = seen.add(line);
            if (first && line.equals("fail once")) {
                collector.fail(tuple);
            } else if (!first || !line.equals("forget once")) {
                collector.ack(tuple);
            }
        }

        @Override
        public void declareOutputFields(OutputFieldsDeclarer declarer) {}
    }

    private TopologyDriver submit(TopologyDriver driver, int spouts) {
        TopologyBuilder builder = new TopologyBuilder();
        builder.setSpout("lines", new LineSpout(FileLines.once(files)), spouts);
        builder.setBolt("obey", new ObedientBolt()).globalGrouping("lines");
        Config conf = new Config();
        conf.setMessageTimeout(TIMEOUT);
        return driver.submit(conf, builder.createTopology());
    }

    private static List<Object> lines(TopologyDriver driver) {
        return driver.emitted("lines").stream().map(values -> values.get(0)).toList();
    }

    private static MetricRegistry metrics(TopologyDriver driver) throws NotAliveException {
        return driver.cluster().metrics("driven");
    }

    private static boolean isDone(TopologyDriver driver) throws NotAliveException {
        return LineProgress.isDone(driver.stats().component("lines"), metrics(driver));
    }

    @Test
    void shouldEmitALineWithItsPlace(TopologyDriver driver) {
        submit(driver, 1);

        assertThat(driver.emitted("lines").get(0))
                .containsExactly("fine", files.get(0).toString(), 1L);
    }

    @Seeds(50)
    void shouldEmitALineAgainUntilItIsAcked(TopologyDriver driver) throws NotAliveException {
        submit(driver, 2);

        assertThat(lines(driver)).containsExactlyInAnyOrder("fine", "fail once", "fail once", "forget once");
        assertThat(isDone(driver)).as("one is forgotten").isFalse();

        driver.advance(TIMEOUT.plusMillis(10));

        assertThat(lines(driver)).hasSize(5).endsWith("forget once");
        assertThat(isDone(driver)).isTrue();
        assertThat(LineProgress.replays(metrics(driver)))
                .containsOnly(Map.entry(Reason.EXPLICIT, 1L), Map.entry(Reason.TIMEOUT, 1L));
        assertThat(driver.stats().acked()).isEqualTo(3);
    }
}
