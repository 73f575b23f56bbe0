package dev.gale.worker.tuple;

import dev.gale.generated.GlobalStreamId;
import dev.gale.task.GeneralTopologyContext;
import dev.gale.tuple.Fields;
import dev.gale.tuple.MessageId;
import dev.gale.tuple.Tuple;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * A tuple in flight: one delivered copy with its place in the tree of tuples that it belongs to.
 *
 * <p>In each of its trees a tuple has an xor: first its edge, which is the random id of this copy within the tree; each
 * tuple that is anchored on this one xors its own edge into it. So the xor is always what an ack of this tuple has to
 * report. A tuple that goes by a queue is an {@link EdgedEnvelope}. One that is executed within its emission, or isn't
 * tracked, needs no edge as long as nothing of it is left behind: it is a {@link PlainEnvelope}.
 *
 * <p>The emitting executor fills it, the queue hands it over, from then on the receiving executor's thread owns its
 * mutable part. The values are shared by all copies and must not be changed by anybody.
 *
 * <p>One is made per delivered tuple, so every field counts.
 */
public abstract class Envelope implements Tuple {
    /** What has become of a tuple at its receiver. */
    public enum State {
        LIVE,
        ACKED,
        FAILED
    }

    private final Link link;
    private final List<Object> values;

    /** The first root; 0 when this tuple is in no tree. */
    long root;

    Envelope(Link link, List<Object> values, long root) {
        this.link = link;
        this.values = values;
        this.root = root;
    }

    // --- the tree ---

    /** The first root; 0 when this tuple isn't tracked. */
    public final long root() {
        return root;
    }

    /** What an ack of this tuple reports to the first root: its edge, xored with those of what was anchored on it. */
    public abstract long xor();

    /** Whether its ack sends nothing: it is executed within its emission, and the emitter asks what became of it. */
    public boolean isReportedByEmitter() {
        return false;
    }

    /** Whether this tuple belongs to more than one tree. */
    public abstract boolean hasFurtherRoots();

    /** Number of trees that this tuple belongs to. */
    public abstract int rootCount();

    /** Root {@code i}, counted from 0. */
    public abstract long root(int i);

    /** What an ack of this tuple reports to root {@code i}, counted from 0. */
    public abstract long xor(int i);

    /** Notes that a tuple with this edge was anchored on this one, in all its trees. Live tuples only. */
    public abstract void addChild(long childEdge);

    /** What has become of this tuple at its receiver. */
    public abstract State state();

    public abstract boolean isLive();

    /** It has been acked; what it had to report is gone from now on. */
    public abstract void markAcked();

    /** It has failed; what it had to report is gone from now on. */
    public abstract void markFailed();

    // --- where from, where to ---

    public Origin origin() {
        return link.origin();
    }

    public int destinationTask() {
        return link.destinationTask();
    }

    // --- Tuple ---

    @Override
    public GlobalStreamId getSourceGlobalStreamId() {
        return origin().stream();
    }

    @Override
    public String getSourceComponent() {
        return origin().component();
    }

    @Override
    public int getSourceTask() {
        return origin().task();
    }

    @Override
    public String getSourceStreamId() {
        return origin().streamId();
    }

    @Override
    public MessageId getMessageId() {
        if (root == 0) {
            return MessageId.makeUnanchored();
        }
        Map<Long, Long> anchorsToIds = new HashMap<>();
        for (int i = 0; i < rootCount(); i++) {
            anchorsToIds.put(root(i), xor(i));
        }
        return MessageId.makeId(anchorsToIds);
    }

    @Override
    public GeneralTopologyContext getContext() {
        return origin().context();
    }

    @Override
    public Fields getFields() {
        return origin().fields();
    }

    @Override
    public List<Object> getValues() {
        return values;
    }

    @Override
    public Object getValue(int i) {
        return values.get(i);
    }

    @Override
    public int size() {
        return values.size();
    }

    @Override
    public boolean contains(String field) {
        return getFields().contains(field);
    }

    @Override
    public int fieldIndex(String field) {
        return getFields().fieldIndex(field);
    }

    @Override
    public Object getValueByField(String field) {
        return values.get(fieldIndex(field));
    }

    @Override
    public List<Object> select(Fields selector) {
        return getFields().select(selector, values);
    }

    @Override
    public String toString() {
        List<String> trees = new ArrayList<>();
        for (int i = 0; i < rootCount(); i++) {
            trees.add(Long.toHexString(root(i)) + ':' + Long.toHexString(xor(i)));
        }
        return "source: " + getSourceComponent() + ':' + getSourceTask() + ", stream: " + getSourceStreamId() + ", id: "
                + trees + ", " + values;
    }
}
