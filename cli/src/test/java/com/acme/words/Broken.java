package com.acme.words;

import dev.gale.Config;
import dev.gale.StormSubmitter;
import dev.gale.topology.BasicOutputCollector;
import dev.gale.topology.OutputFieldsDeclarer;
import dev.gale.topology.TopologyBuilder;
import dev.gale.topology.base.BaseBasicBolt;
import dev.gale.tuple.Tuple;
import java.io.ObjectInputStream;

/** Submits a bolt under the name of its first argument: one that {@code throws}, or one that isn't {@code readable}. */
public final class Broken {
    private Broken() {}

    public static void main(String[] args) throws Exception {
        TopologyBuilder builder = new TopologyBuilder();
        builder.setSpout("lines", () -> "to be or not to be");
        builder.setBolt("count", args[1].equals("throws") ? new Throwing() : new Unreadable())
                .shuffleGrouping("lines");
        StormSubmitter.submitTopology(args[0], new Config(), builder.createTopology());
    }

    /** Fails on each tuple. */
    public static class Throwing extends BaseBasicBolt {
        private static final long serialVersionUID = 1L;

        @Override
        public void execute(Tuple input, BasicOutputCollector collector) {
            throw new NumberFormatException("no number: " + input.getString(0));
        }

        @Override
        public void declareOutputFields(OutputFieldsDeclarer declarer) {}
    }

    /** Can be submitted, and not be brought to life by a worker. */
    public static final class Unreadable extends Throwing {
        private static final long serialVersionUID = 1L;

        @SuppressWarnings("unused") // called when it is read
        private void readObject(ObjectInputStream in) {
            throw new IllegalStateException("the dictionary of ACME is missing");
        }
    }
}
