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
 * <p>Almost every tuple belongs to one tree, so root and edge of the first are plain fields; further trees (of a tuple
 * anchored on several) stand in an array. An edge is the random id of this copy within the tree; {@code childXor}
 * collects the edges of what was anchored on this tuple.
 *
 * <p>The emitting executor fills it, the queue hands it over, from then on the receiving executor's thread owns its
 * mutable part. The values are shared by all copies and must not be changed by anybody.
 */
public final class Envelope implements Tuple {
    /** What has become of a tuple at its receiver. */
    public enum State {
        LIVE,
        ACKED,
        FAILED
    }

    private static final byte LIVE = 0;
    private static final byte ACKED = 1;
    private static final byte FAILED = 2;
    private static final State[] STATES = State.values();

    private final Origin origin;
    private final List<Object> values;
    private final int destinationTask;

    private long root;
    private long edge;
    private long childXor;
    /** Root and edge of the second, third, ... tree in turn; null when there is none. */
    private long[] furtherRoots;

    private byte state;
    private int lastChildEpoch;
    private Envelope lastChild;

    public Envelope(Origin origin, List<Object> values, int destinationTask) {
        this.origin = origin;
        this.values = values;
        this.destinationTask = destinationTask;
    }

    // --- the tree ---

    /** The first root; 0 when this tuple isn't tracked. */
    public long root() {
        return root;
    }

    /** The edge in the tree of the first root. */
    public long edge() {
        return edge;
    }

    /** Whether this tuple belongs to more than one tree. */
    public boolean hasFurtherRoots() {
        return furtherRoots != null;
    }

    /** Number of trees that this tuple belongs to. */
    public int rootCount() {
        return root == 0 ? 0 : 1 + (furtherRoots == null ? 0 : furtherRoots.length / 2);
    }

    /** Root {@code i}, counted from 0. */
    public long root(int i) {
        return i == 0 ? root : furtherRoots[2 * i - 2];
    }

    /** Edge in the tree of root {@code i}, counted from 0. */
    public long edge(int i) {
        return i == 0 ? edge : furtherRoots[2 * i - 1];
    }

    /** Puts this tuple into a tree, or, when it is in there already, xors {@code newEdge} into its edge. */
    public void addRoot(long newRoot, long newEdge) {
        if (root == 0) {
            root = newRoot;
            edge = newEdge;
        } else if (root == newRoot) {
            edge ^= newEdge;
        } else {
            addFurtherRoot(newRoot, newEdge);
        }
    }

    private void addFurtherRoot(long newRoot, long newEdge) {
        int length = furtherRoots == null ? 0 : furtherRoots.length;
        for (int i = 0; i < length; i += 2) {
            if (furtherRoots[i] == newRoot) {
                furtherRoots[i + 1] ^= newEdge;
                return;
            }
        }
        long[] longer = new long[length + 2];
        if (length > 0) {
            System.arraycopy(furtherRoots, 0, longer, 0, length);
        }
        longer[length] = newRoot;
        longer[length + 1] = newEdge;
        furtherRoots = longer;
    }

    /** Xor of the edges of what was anchored on this tuple. */
    public long childXor() {
        return childXor;
    }

    /** Notes that a tuple with this edge was anchored on this one. */
    public void addChild(long childEdge) {
        childXor ^= childEdge;
    }

    /** Remembers the newest tuple anchored on this one alone, with the epoch of the outboxes it waits in. */
    public void setLastChild(Envelope child, int epoch) {
        lastChild = child;
        lastChildEpoch = epoch;
    }

    /**
     * The newest child, if it still waits in an outbox of its executor and so nobody has seen its edge yet; else null.
     *
     * @param epoch the present epoch of the executor's outboxes
     */
    public Envelope unsentLastChild(int epoch) {
        return lastChildEpoch == epoch ? lastChild : null;
    }

    /** Changes the edge of a tuple that nobody has seen yet. */
    public void foldIntoEdge(long contribution) {
        edge ^= contribution;
    }

    /** What has become of this tuple at its receiver. */
    public State state() {
        return STATES[state];
    }

    public boolean isLive() {
        return state == LIVE;
    }

    public void markAcked() {
        state = ACKED;
        lastChild = null;
    }

    public void markFailed() {
        state = FAILED;
        lastChild = null;
    }

    // --- where from, where to ---

    public Origin origin() {
        return origin;
    }

    public int destinationTask() {
        return destinationTask;
    }

    // --- Tuple ---

    @Override
    public GlobalStreamId getSourceGlobalStreamId() {
        return origin.stream();
    }

    @Override
    public String getSourceComponent() {
        return origin.component();
    }

    @Override
    public int getSourceTask() {
        return origin.task();
    }

    @Override
    public String getSourceStreamId() {
        return origin.streamId();
    }

    @Override
    public MessageId getMessageId() {
        if (root == 0) {
            return MessageId.makeUnanchored();
        }
        Map<Long, Long> anchorsToIds = new HashMap<>();
        for (int i = 0; i < rootCount(); i++) {
            anchorsToIds.put(root(i), edge(i));
        }
        return MessageId.makeId(anchorsToIds);
    }

    @Override
    public GeneralTopologyContext getContext() {
        return origin.context();
    }

    @Override
    public Fields getFields() {
        return origin.fields();
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
        return origin.fields().contains(field);
    }

    @Override
    public int fieldIndex(String field) {
        return origin.fields().fieldIndex(field);
    }

    @Override
    public Object getValueByField(String field) {
        return values.get(origin.fields().fieldIndex(field));
    }

    @Override
    public List<Object> select(Fields selector) {
        return origin.fields().select(selector, values);
    }

    @Override
    public String toString() {
        List<String> trees = new ArrayList<>();
        for (int i = 0; i < rootCount(); i++) {
            trees.add(Long.toHexString(root(i)) + ':' + Long.toHexString(edge(i)));
        }
        return "source: " + origin.component() + ':' + origin.task() + ", stream: " + origin.streamId() + ", id: "
                + trees + ", " + values;
    }
}
