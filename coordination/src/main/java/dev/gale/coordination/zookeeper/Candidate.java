package dev.gale.coordination.zookeeper;

import dev.gale.coordination.LeaderTerm;
import dev.gale.coordination.Leadership.Candidacy;
import dev.gale.coordination.LeadershipListener;
import dev.gale.coordination.json.RecordJson;
import dev.gale.coordination.model.NimbusInfo;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.function.Consumer;
import org.apache.curator.framework.recipes.leader.LeaderLatch;
import org.apache.curator.framework.recipes.leader.LeaderLatchListener;

/**
 * One Nimbus's place in the election. The latch itself gives up the leadership when the connection breaks, and looks
 * again when it is back.
 *
 * <p>The token of a term is the path of the latch's node at the moment when it was the lowest. Numbers only grow, so as
 * long as that node is there no other can be lower: a transaction that checks for the node can succeed only while
 * this Nimbus leads. That is the whole of the fence; no second node has to be written, and there is no moment between
 * winning and fencing. The node goes with the session, or when the candidacy is closed, and no later node has its
 * path.
 */
final class Candidate implements Candidacy, Resident, LeaderLatchListener {
    private static final String NUMBER_FOLLOWS = "latch-";

    private final ZkConnection connection;
    private final NimbusInfo self;
    private final LeadershipListener listener;
    private final Consumer<Candidate> onClosed;
    private final LeaderLatch latch;

    private volatile boolean closed;
    /** Confined to the tending thread. */
    private boolean started;

    Candidate(ZkConnection connection, NimbusInfo self, LeadershipListener listener, Consumer<Candidate> onClosed) {
        this.connection = connection;
        this.self = self;
        this.listener = listener;
        this.onClosed = onClosed;
        this.latch = new LeaderLatch(
                connection.curator(),
                connection.nodes().leader(),
                new String(RecordJson.write(self), StandardCharsets.UTF_8));
        latch.addListener(this);
    }

    /** The place in the queue that the name of a candidate's node says. */
    static long number(String node) {
        int at = node.lastIndexOf(NUMBER_FOLLOWS);
        try {
            return Long.parseLong(node.substring(at < 0 ? 0 : at + NUMBER_FOLLOWS.length()));
        } catch (NumberFormatException e) {
            // Nothing that an election made.
            return Long.MAX_VALUE;
        }
    }

    @Override
    public void onConnected() throws Exception {
        if (!started && !closed) {
            started = true;
            latch.start();
        }
    }

    /** On a thread of Curator's. */
    @Override
    public void isLeader() {
        String path = latch.getLastPathIsLeader();
        LeaderTerm term = new LeaderTerm(self.id(), number(ZNodes.lastPart(path)), path);
        tell(() -> listener.onGained(term));
    }

    /** On a thread of Curator's. */
    @Override
    public void notLeader() {
        tell(listener::onLost);
    }

    private void tell(Runnable call) {
        connection.tell(() -> {
            if (!closed) {
                call.run();
            }
        });
    }

    @Override
    public void close() {
        if (closed) {
            return;
        }
        closed = true;
        connection.remove(this);
        onClosed.accept(this);
        connection.tend("leave the election", () -> {
            if (started) {
                try {
                    // Deletes the node in the background, again after a broken connection.
                    latch.close();
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            }
        });
    }
}
