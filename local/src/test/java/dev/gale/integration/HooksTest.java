package dev.gale.integration;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gale.LocalCluster;
import dev.gale.Testing;
import dev.gale.hooks.BaseTaskHook;
import dev.gale.hooks.info.BoltAckInfo;
import dev.gale.hooks.info.BoltExecuteInfo;
import dev.gale.hooks.info.BoltFailInfo;
import dev.gale.hooks.info.EmitInfo;
import dev.gale.task.OutputCollector;
import dev.gale.task.TopologyContext;
import dev.gale.testing.FixedTuple;
import dev.gale.testing.FixedTupleSpout;
import dev.gale.topology.OutputFieldsDeclarer;
import dev.gale.topology.TopologyBuilder;
import dev.gale.topology.base.BaseRichBolt;
import dev.gale.tuple.Fields;
import dev.gale.tuple.Tuple;
import dev.gale.tuple.Values;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class HooksTest {
    /** Counts what happens to its task. */
    private static final class CountingHook extends BaseTaskHook {
        private int emitted;
        private int acked;
        private int failed;
        private int executed;

        @Override
        public void emit(EmitInfo info) {
            emitted++;
        }

        @Override
        public void boltAck(BoltAckInfo info) {
            acked++;
        }

        @Override
        public void boltFail(BoltFailInfo info) {
            failed++;
        }

        @Override
        public void boltExecute(BoltExecuteInfo info) {
            executed++;
        }
    }

    /** Emits what its hook has counted; acks and fails in turn. */
    private static final class HookedBolt extends BaseRichBolt {
        private OutputCollector collector;
        private transient CountingHook hook;

        @Override
        public void prepare(Map<String, Object> topoConf, TopologyContext context, OutputCollector collector) {
            this.collector = collector;
            this.hook = new CountingHook();
            context.addTaskHook(hook);
        }

        @Override
        public void execute(Tuple input) {
            collector.emit(new Values(hook.emitted, hook.acked, hook.failed, hook.executed));
            if (hook.acked == hook.failed) {
                collector.ack(input);
            } else {
                collector.fail(input);
            }
        }

        @Override
        public void declareOutputFields(OutputFieldsDeclarer declarer) {
            declarer.declare(new Fields("emitted", "acked", "failed", "executed"));
        }
    }

    @ParameterizedTest
    @EnumSource(ClusterKind.class)
    void shouldTellHooksOfEmitsAcksFailsAndExecutes(ClusterKind kind) throws Exception {
        TopologyBuilder builder = new TopologyBuilder();
        List<Values> tuples = List.of(new Values("a"), new Values("b"), new Values("c"), new Values("d"));
        builder.setSpout("source", new FixedTupleSpout(tuples, new Fields("x")));
        builder.setBolt("hooked", new HookedBolt()).shuffleGrouping("source");

        Map<String, List<FixedTuple>> results;
        try (LocalCluster cluster = kind.start()) {
            results = Testing.completeTopology(cluster, builder.createTopology());
        }

        assertThat(Testing.readTuples(results, "hooked"))
                .containsExactly(List.of(0, 0, 0, 0), List.of(2, 1, 0, 1), List.of(4, 1, 1, 2), List.of(6, 2, 1, 3));
    }
}
