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
 * <p>Almost every tuple belongs to one tree, so what is known of the first is held in plain fields; further trees (of a
 * tuple anchored on several) stand in an array. For each tree there is the root and an xor: first the edge, which is the
 * random id of this copy within the tree; each tuple that is anchored on this one xors its own edge into it. So the xor
 * is always what an ack of this tuple has to report.
 *
 * <p>The emitting executor fills it, the queue hands it over, from then on the receiving executor's thread owns its
 * mutable part. The values are shared by all copies and must not be changed by anybody.
 *
 * <p>One is made per delivered tuple, so every field counts: 40 bytes with compressed references.
 */
public final class Envelope implements Tuple {
    /** What has become of a tuple at its receiver. */
    public enum State {
        LIVE,
        ACKED,
        FAILED
    }

    /**
     * What the xor is when the tuple was acked, or failed: it has been reported then and isn't needed any more. A live
     * tuple has one of these by chance as often as a tree is complete by chance. No field of its own, and no reference:
     * this is written by another thread than the one that made the tuple, where each further store hurts.
     */
    private static final long ACKED = 0x9D39_247E_3377_6D41L;

    private static final long FAILED = 0x2AF7_3980_05AA_A5C7L;

    private final Link link;
    private final List<Object> values;

    private long root;
    private long xor;
    /** Root and xor of the second, third, ... tree in turn; null when there is none. */
    private long[] furtherRoots;

    /** A tuple that is in no tree yet. */
    public Envelope(Link link, List<Object> values) {
        this(link, values, 0, 0);
    }

    /** A tuple in one tree; in none for root 0. */
    public Envelope(Link link, List<Object> values, long root, long edge) {
        this.link = link;
        this.values = values;
        this.root = root;
        this.xor = edge;
    }

    // --- the tree ---

    /** The first root; 0 when this tuple isn't tracked. */
    public long root() {
        return root;
    }

    /** What an ack of this tuple reports to the first root: its edge, xored with those of what was anchored on it. */
    public long xor() {
        return xor;
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

    /** What an ack of this tuple reports to root {@code i}, counted from 0. */
    public long xor(int i) {
        return i == 0 ? xor : furtherRoots[2 * i - 1];
    }

    /** Puts this tuple into a tree, or, when it is in there already, xors {@code newEdge} into its edge. */
    public void addRoot(long newRoot, long newEdge) {
        if (root == 0) {
            root = newRoot;
            xor = newEdge;
        } else if (root == newRoot) {
            xor ^= newEdge;
        } else {
            addFurtherRoot(newRoot, newEdge);
        }
    }

    private void addFurtherRoot(long newRoot, long newEdge) {
        long[] further = furtherRoots;
        int length = further == null ? 0 : further.length;
        for (int i = 0; i < length; i += 2) {
            if (further[i] == newRoot) {
                further[i + 1] ^= newEdge;
                return;
            }
        }
        long[] longer = new long[length + 2];
        if (length > 0) {
            System.arraycopy(further, 0, longer, 0, length);
        }
        longer[length] = newRoot;
        longer[length + 1] = newEdge;
        furtherRoots = longer;
    }

    /** Notes that a tuple with this edge was anchored on this one, in all its trees. */
    public void addChild(long childEdge) {
        xor ^= childEdge;
        if (furtherRoots != null) {
            for (int i = 1; i < furtherRoots.length; i += 2) {
                furtherRoots[i] ^= childEdge;
            }
        }
    }

    /** Lets a tuple that nobody has seen yet, and that is in one tree, take over what its parent has to report. */
    public void takeOver(long contribution) {
        xor ^= contribution;
    }

    /** What has become of this tuple at its receiver. */
    public State state() {
        if (xor == ACKED) {
            return State.ACKED;
        }
        return xor == FAILED ? State.FAILED : State.LIVE;
    }

    public boolean isLive() {
        return xor != ACKED && xor != FAILED;
    }

    /** It has been acked; what it had to report is gone from now on. */
    public void markAcked() {
        xor = ACKED;
    }

    /** It has failed; what it had to report is gone from now on. */
    public void markFailed() {
        xor = FAILED;
    }

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
