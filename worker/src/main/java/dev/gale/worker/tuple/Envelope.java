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

    /** The state of a tuple with several trees that isn't live any more. */
    private static final class Done {
        private final State state;
        private final long[] furtherRoots;

        Done(State state, long[] furtherRoots) {
            this.state = state;
            this.furtherRoots = furtherRoots;
        }
    }

    private final Link link;
    private final List<Object> values;

    private long root;
    private long xor;
    /**
     * A {@code long[]}, for a live tuple: root and xor of its second, third, ... tree in turn; null when there is none. A
     * {@link State}, or {@link Done} with the array, when it is live no more.
     */
    private Object furtherRootsOrState;

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

    private long[] furtherRoots() {
        if (furtherRootsOrState instanceof long[] roots) {
            return roots;
        }
        return furtherRootsOrState instanceof Done done ? done.furtherRoots : null;
    }

    /** Whether this tuple belongs to more than one tree. */
    public boolean hasFurtherRoots() {
        return furtherRootsOrState != null && furtherRoots() != null;
    }

    /** Number of trees that this tuple belongs to. */
    public int rootCount() {
        long[] further = furtherRoots();
        return root == 0 ? 0 : 1 + (further == null ? 0 : further.length / 2);
    }

    /** Root {@code i}, counted from 0. */
    public long root(int i) {
        return i == 0 ? root : furtherRoots()[2 * i - 2];
    }

    /** What an ack of this tuple reports to root {@code i}, counted from 0. */
    public long xor(int i) {
        return i == 0 ? xor : furtherRoots()[2 * i - 1];
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
        long[] further = furtherRoots();
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
        furtherRootsOrState = longer;
    }

    /** Notes that a tuple with this edge was anchored on this one, in all its trees. */
    public void addChild(long childEdge) {
        xor ^= childEdge;
        if (hasFurtherRoots()) {
            long[] further = furtherRoots();
            for (int i = 1; i < further.length; i += 2) {
                further[i] ^= childEdge;
            }
        }
    }

    /** Lets a tuple that nobody has seen yet, and that is in one tree, take over what its parent has to report. */
    public void takeOver(long contribution) {
        xor ^= contribution;
    }

    /** What has become of this tuple at its receiver. */
    public State state() {
        if (furtherRootsOrState instanceof State state) {
            return state;
        }
        return furtherRootsOrState instanceof Done done ? done.state : State.LIVE;
    }

    public boolean isLive() {
        return furtherRootsOrState == null || furtherRootsOrState instanceof long[];
    }

    public void markAcked() {
        end(State.ACKED);
    }

    public void markFailed() {
        end(State.FAILED);
    }

    private void end(State state) {
        furtherRootsOrState = furtherRootsOrState == null ? state : new Done(state, furtherRoots());
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
