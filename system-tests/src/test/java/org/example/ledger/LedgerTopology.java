package org.example.ledger;

import dev.gale.Config;
import dev.gale.StormSubmitter;
import dev.gale.topology.TopologyBuilder;
import java.nio.file.Path;

/** Main: name, directory of the ledger, workers, messages a second and task. Two spouts, two bolts on the way, two that record. */
public final class LedgerTopology {
    private LedgerTopology() {}

    public static void main(String[] args) throws Exception {
        Path directory = Path.of(args[1]);
        TopologyBuilder builder = new TopologyBuilder();
        builder.setSpout("numbers", new NumberingSpout(directory, Long.parseLong(args[3])), LedgerFiles.SPOUT_TASKS);
        builder.setBolt("pass", new PassingBolt(), 2).setNumTasks(4).shuffleGrouping("numbers");
        builder.setBolt("record", new RecordingBolt(directory), LedgerFiles.RECORDING_TASKS)
                .shuffleGrouping("pass");
        Config conf = new Config();
        conf.setNumWorkers(Integer.parseInt(args[2]));
        conf.setMaxSpoutPending(LedgerFiles.MOST_IN_FLIGHT);
        StormSubmitter.submitTopology(args[0], conf, builder.createTopology());
    }
}
