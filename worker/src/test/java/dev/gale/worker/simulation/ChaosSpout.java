package dev.gale.worker.simulation;

import dev.gale.spout.SpoutOutputCollector;
import dev.gale.task.TopologyContext;
import dev.gale.topology.OutputFieldsDeclarer;
import dev.gale.topology.base.BaseRichSpout;
import dev.gale.tuple.Fields;
import dev.gale.tuple.Values;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;

/** Emits a number of messages, each again until it is acked; now and then throws, or asks for a timeout of its own. */
final class ChaosSpout extends BaseRichSpout {
    static final Fields FIELDS = new Fields("attempts", "sequence", "ttl", "key");

    private final String ledgerId;
    private final int messages;

    private transient Ledger ledger;
    private transient SpoutOutputCollector collector;
    private transient Deque<Integer> toEmit;

    /** @param messages over all tasks; each task emits those whose number leaves its index as remainder */
    ChaosSpout(Ledger ledger, int messages) {
        this.ledgerId = ledger.id();
        this.messages = messages;
    }

    @Override
    public void open(Map<String, Object> conf, TopologyContext context, SpoutOutputCollector collector) {
        this.ledger = Ledger.of(ledgerId);
        this.collector = collector;
        this.toEmit = new ArrayDeque<>();
        int tasks = context.getComponentTasks(context.getThisComponentId()).size();
        int index = context.getThisTaskIndex();
        ledger.abandon(index, tasks);
        for (int message = index; message < messages; message += tasks) {
            if (!ledger.isAcked(message)) {
                toEmit.add(message);
            }
        }
    }

    @Override
    public void nextTuple() {
        if (ledger.maybe(0.05)) {
            // A tuple that nobody tracks, in between.
            collector.emit(new Values(new ArrayList<Long>(), ledger.nextSequence(), 1, ledger.pick(5)));
        }
        Integer message = toEmit.peek();
        if (message == null || !ledger.isReleased(message)) {
            return;
        }
        toEmit.remove();
        ArrayList<Long> attempts = new ArrayList<>(List.of(ledger.begin(message)));
        Values values = new Values(attempts, ledger.nextSequence(), 6, ledger.pick(5));
        int copies = ledger.chance(0.1)
                ? collector
                        .emit(
                                "default",
                                values,
                                message,
                                Duration.ofMillis(50 + ledger.pick(2 * ledger.longestPauseMs())))
                        .size()
                : collector.emit(values, message).size();
        ledger.sent(attempts, copies);
        if (ledger.chance(0.01)) {
            throw new IllegalStateException("chaos in nextTuple");
        }
    }

    @Override
    public void ack(Object messageId) {
        ledger.acked((Integer) messageId);
    }

    @Override
    public void fail(Object messageId) {
        ledger.failed((Integer) messageId);
        toEmit.addFirst((Integer) messageId);
    }

    @Override
    public void declareOutputFields(OutputFieldsDeclarer declarer) {
        declarer.declare(FIELDS);
    }
}
