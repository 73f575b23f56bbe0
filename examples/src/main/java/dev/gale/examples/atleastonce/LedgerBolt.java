package dev.gale.examples.atleastonce;

import dev.gale.examples.lines.LineSpout;
import dev.gale.examples.run.LocalRef;
import dev.gale.task.TopologyContext;
import dev.gale.topology.BasicOutputCollector;
import dev.gale.topology.OutputFieldsDeclarer;
import dev.gale.topology.base.BaseBasicBolt;
import dev.gale.tuple.Tuple;
import java.util.Map;

/** Enters each line that arrives into a {@link Ledger}. */
public final class LedgerBolt extends BaseBasicBolt {
    private static final long serialVersionUID = 1L;

    private final LocalRef<Ledger> ledgerRef;
    private transient Ledger ledger;

    public LedgerBolt(LocalRef<Ledger> ledger) {
        this.ledgerRef = ledger;
    }

    @Override
    public void prepare(Map<String, Object> topoConf, TopologyContext context) {
        ledger = ledgerRef.get();
    }

    @Override
    public void execute(Tuple input, BasicOutputCollector collector) {
        ledger.add(input.getLongByField(LineSpout.NUMBER));
    }

    /** Emits nothing. */
    @Override
    public void declareOutputFields(OutputFieldsDeclarer declarer) {}
}
