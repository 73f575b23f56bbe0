package dev.gale.worker.simulation;

import dev.gale.task.OutputCollector;
import dev.gale.task.TopologyContext;
import dev.gale.topology.OutputFieldsDeclarer;
import dev.gale.topology.base.BaseRichBolt;
import dev.gale.tuple.Tuple;
import dev.gale.tuple.Values;
import dev.gale.utils.TupleUtils;
import dev.gale.utils.Utils;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;

/**
 * Does to its tuples whatever a bolt can do: passes them on, several times, anchored on one, on two or twice on the same;
 * acks at once or later, fails, throws, forgets, acks twice, sleeps.
 */
final class ChaosBolt extends BaseRichBolt {
    static final String SECOND_STREAM = "second";

    private final String ledgerId;
    private final double chaos;

    private transient Ledger ledger;
    private transient TopologyContext context;
    private transient OutputCollector collector;
    private transient List<Tuple> held;

    /** @param chaos from 0 (always acks) to 1 */
    ChaosBolt(Ledger ledger, double chaos) {
        this.ledgerId = ledger.id();
        this.chaos = chaos;
    }

    @Override
    public void prepare(Map<String, Object> conf, TopologyContext context, OutputCollector collector) {
        this.ledger = Ledger.of(ledgerId);
        this.context = context;
        this.collector = collector;
        this.held = new ArrayList<>();
    }

    @Override
    public void execute(Tuple tuple) {
        if (TupleUtils.isTick(tuple)) {
            releaseHeld();
            return;
        }
        ledger.received(
                tuple.getSourceTask(),
                tuple.getSourceStreamId(),
                context.getThisTaskId(),
                tuple.getLongByField("sequence"));
        if (ledger.chance(chaos * 0.02)) {
            throw new IllegalStateException("chaos before anything");
        }
        int ttl = tuple.getIntegerByField("ttl");
        if (ttl > 0) {
            passOn(tuple, ttl - 1);
        }
        if (ledger.chance(chaos * 0.02)) {
            throw new IllegalStateException("chaos after emitting");
        }
        if (ledger.chance(chaos * 0.05)) {
            Utils.sleep(ledger.pick(ledger.longestPauseMs()));
        }
        if (ledger.maybe(chaos * 0.3)) {
            held.add(tuple);
        } else if (ledger.chance(chaos * 0.1)) {
            collector.fail(tuple);
        } else if (!ledger.chance(chaos * 0.05)) {
            ack(tuple);
        }
        if (held.size() > 3 || ledger.maybe(0.1)) {
            releaseHeld();
        }
    }

    private void passOn(Tuple tuple, int ttl) {
        int times = ledger.maybe(0.3) ? ledger.pick(4) : 1;
        for (int i = 0; i < times; i++) {
            List<Tuple> anchors = new ArrayList<>(List.of(tuple));
            if (ledger.maybe(0.15)) {
                anchors.add(tuple);
            }
            if (!held.isEmpty() && ledger.maybe(0.4)) {
                anchors.add(held.get(ledger.pick(held.size())));
            }
            emit(anchors, ttl);
        }
    }

    private void emit(List<Tuple> anchors, int ttl) {
        ArrayList<Long> attempts = new ArrayList<>();
        for (Tuple anchor : anchors) {
            for (Long attempt : attemptsOf(anchor)) {
                if (!attempts.contains(attempt)) {
                    attempts.add(attempt);
                }
            }
        }
        String stream = ledger.pick(3) == 0 ? SECOND_STREAM : Utils.DEFAULT_STREAM_ID;
        Values values = new Values(attempts, ledger.nextSequence(), ttl, ledger.pick(5));
        int copies = collector.emit(stream, anchors, values).size();
        ledger.sent(attempts, copies);
    }

    @SuppressWarnings("unchecked")
    private static Collection<Long> attemptsOf(Tuple tuple) {
        return (List<Long>) tuple.getValueByField("attempts");
    }

    private void releaseHeld() {
        while (!held.isEmpty()) {
            Tuple tuple = held.remove(ledger.pick(held.size()));
            if (ledger.chance(chaos * 0.1)) {
                collector.fail(tuple);
            } else {
                ack(tuple);
            }
            if (ledger.chance(0.5)) {
                return;
            }
        }
    }

    private void ack(Tuple tuple) {
        ledger.done(List.copyOf(attemptsOf(tuple)));
        collector.ack(tuple);
        if (ledger.chance(chaos * 0.05)) {
            collector.ack(tuple);
        }
        if (ledger.chance(chaos * 0.02)) {
            collector.fail(tuple);
        }
    }

    @Override
    public void declareOutputFields(OutputFieldsDeclarer declarer) {
        declarer.declare(ChaosSpout.FIELDS);
        declarer.declareStream(SECOND_STREAM, ChaosSpout.FIELDS);
    }
}
