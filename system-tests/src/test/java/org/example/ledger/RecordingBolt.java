package org.example.ledger;

import dev.gale.task.TopologyContext;
import dev.gale.topology.BasicOutputCollector;
import dev.gale.topology.OutputFieldsDeclarer;
import dev.gale.topology.base.BaseBasicBolt;
import dev.gale.tuple.Tuple;
import java.nio.file.Path;
import java.util.Map;

/** Writes down each message that it gets, before it is acked. */
final class RecordingBolt extends BaseBasicBolt {
    private static final long serialVersionUID = 1L;

    private final String directory;

    private transient LedgerFile received;

    RecordingBolt(Path directory) {
        this.directory = directory.toString();
    }

    @Override
    public void prepare(Map<String, Object> conf, TopologyContext context) {
        received = LedgerFile.append(LedgerFiles.received(Path.of(directory), context.getThisTaskIndex()));
    }

    @Override
    public void execute(Tuple input, BasicOutputCollector collector) {
        received.write(input.getLong(0), 0);
    }

    @Override
    public void cleanup() {
        received.close();
    }

    @Override
    public void declareOutputFields(OutputFieldsDeclarer declarer) {}
}
