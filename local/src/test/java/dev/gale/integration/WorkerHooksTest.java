package dev.gale.integration;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gale.Config;
import dev.gale.LocalCluster;
import dev.gale.Testing;
import dev.gale.hooks.BaseWorkerHook;
import dev.gale.task.TopologyContext;
import dev.gale.task.WorkerUserContext;
import dev.gale.testing.CompleteTopologyParam;
import dev.gale.testing.FixedTuple;
import dev.gale.testing.FixedTupleSpout;
import dev.gale.topology.BasicOutputCollector;
import dev.gale.topology.OutputFieldsDeclarer;
import dev.gale.topology.TopologyBuilder;
import dev.gale.topology.base.BaseBasicBolt;
import dev.gale.tuple.Fields;
import dev.gale.tuple.Tuple;
import dev.gale.tuple.Values;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class WorkerHooksTest {
    /** Shares which tasks the worker has. */
    private static final class SharingHook extends BaseWorkerHook {
        @Override
        public void start(Map<String, Object> topoConf, WorkerUserContext context) {
            context.setResource("tasks", List.copyOf(context.getThisWorkerTasks()));
        }
    }

    /** Emits whether it was prepared after the hook of its own worker. */
    private static final class AskingBolt extends BaseBasicBolt {
        private boolean found;

        @Override
        public void prepare(Map<String, Object> topoConf, TopologyContext context) {
            found = context.getResource("tasks") instanceof List<?> tasks && tasks.contains(context.getThisTaskId());
        }

        @Override
        public void execute(Tuple input, BasicOutputCollector collector) {
            collector.emit(new Values(found));
        }

        @Override
        public void declareOutputFields(OutputFieldsDeclarer declarer) {
            declarer.declare(new Fields("found"));
        }
    }

    @ParameterizedTest
    @EnumSource(ClusterKind.class)
    void shouldGiveTasksWhatTheHookOfTheirWorkerShares(ClusterKind kind) throws Exception {
        TopologyBuilder builder = new TopologyBuilder();
        builder.setSpout("letters", new FixedTupleSpout(List.of(new Values("a")), new Fields("letter")));
        builder.setBolt("ask", new AskingBolt(), 4).allGrouping("letters");
        builder.addWorkerHook(new SharingHook());
        Config conf = new Config();
        conf.setNumWorkers(3);
        CompleteTopologyParam param = new CompleteTopologyParam();
        param.setStormConf(conf);

        Map<String, List<FixedTuple>> results;
        try (LocalCluster cluster = kind.start()) {
            results = Testing.completeTopology(cluster, builder.createTopology(), param);
        }

        assertThat(Testing.readTuples(results, "ask")).hasSize(4).containsOnly(List.of(true));
    }
}
