package org.example.ledger;

import dev.gale.spout.SpoutOutputCollector;
import dev.gale.task.TopologyContext;
import dev.gale.topology.OutputFieldsDeclarer;
import dev.gale.topology.base.BaseRichSpout;
import dev.gale.tuple.Fields;
import dev.gale.tuple.Values;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.HashSet;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.TimeUnit;

/**
 * A source that remembers: numbers messages, and begins, when it is made anew, with those that were emitted and not acked.
 * Emits so many a second until there is a file {@code stop} in its directory; from then on only what failed.
 */
final class NumberingSpout extends BaseRichSpout {
    private static final long serialVersionUID = 1L;
    private static final long LOOK_FOR_STOP_NS = TimeUnit.MILLISECONDS.toNanos(50);

    private final String directory;
    private final long perSecond;

    private transient SpoutOutputCollector collector;
    private transient LedgerFile emitted;
    private transient LedgerFile acked;
    private transient LedgerFile failed;
    private transient Queue<Long> again;
    private transient Path stop;
    private transient Path stoppedFile;
    private transient long nextMessage;
    private transient long nextAttempt;
    private transient long startNs;
    private transient long lookedNs;
    private transient long fresh;
    private transient boolean stopped;

    /** A message in flight. */
    private record MessageId(long message, long attempt) {}

    NumberingSpout(Path directory, long perSecond) {
        this.directory = directory.toString();
        this.perSecond = perSecond;
    }

    @Override
    public void open(Map<String, Object> conf, TopologyContext context, SpoutOutputCollector collector) {
        this.collector = collector;
        Path folder = Path.of(directory);
        int index = context.getThisTaskIndex();
        again = new ArrayDeque<>();
        Set<Long> done = new HashSet<>();
        LedgerFile.read(LedgerFiles.acked(folder, index)).forEach(entry -> done.add(entry.message()));
        Set<Long> begun = new HashSet<>();
        nextMessage = (long) index << LedgerFiles.TASK_SHIFT;
        for (LedgerFile.Entry entry : LedgerFile.read(LedgerFiles.emitted(folder, index))) {
            if (begun.add(entry.message()) && !done.contains(entry.message())) {
                again.add(entry.message());
            }
            nextMessage = Math.max(nextMessage, entry.message() + 1);
        }
        emitted = LedgerFile.append(LedgerFiles.emitted(folder, index));
        acked = LedgerFile.append(LedgerFiles.acked(folder, index));
        failed = LedgerFile.append(LedgerFiles.failed(folder, index));
        stop = LedgerFiles.stop(folder);
        stoppedFile = LedgerFiles.stopped(folder, index);
        // Attempts of one life of this task differ from those of every other.
        nextAttempt = System.currentTimeMillis() << 20;
        startNs = System.nanoTime();
        lookedNs = startNs - LOOK_FOR_STOP_NS;
    }

    @Override
    public void activate() {
        startNs = System.nanoTime();
        fresh = 0;
    }

    @Override
    public void nextTuple() {
        long nowNs = System.nanoTime();
        if (nowNs - lookedNs >= LOOK_FOR_STOP_NS) {
            lookedNs = nowNs;
            if (!stopped && Files.exists(stop)) {
                stopped = true;
                LedgerFile.append(stoppedFile).close();
            }
        }
        Long replayed = again.poll();
        if (replayed != null) {
            emit(replayed);
        } else if (!stopped && fresh * TimeUnit.SECONDS.toNanos(1) < (nowNs - startNs) * perSecond) {
            fresh++;
            emit(nextMessage++);
        }
    }

    private void emit(long message) {
        MessageId id = new MessageId(message, nextAttempt++);
        emitted.write(message, id.attempt());
        collector.emit(new Values(message), id);
    }

    @Override
    public void ack(Object id) {
        MessageId message = (MessageId) id;
        acked.write(message.message(), message.attempt());
    }

    @Override
    public void fail(Object id) {
        MessageId message = (MessageId) id;
        failed.write(message.message(), message.attempt());
        again.add(message.message());
    }

    @Override
    public void close() {
        emitted.close();
        acked.close();
        failed.close();
    }

    @Override
    public void declareOutputFields(OutputFieldsDeclarer declarer) {
        declarer.declare(new Fields("message"));
    }
}
