package dev.gale.worker.execute;

import dev.gale.task.IBolt;
import dev.gale.worker.emit.FusedEdge;
import dev.gale.worker.report.StreamIn;
import dev.gale.worker.tuple.Envelope;

/** The call of one task over a {@link DirectEdge}, for the tuples of one stream. Confined to the group's thread. */
public final class DirectCall implements FusedEdge {
    private final DirectEdge edge;
    private final int taskId;
    private final int streamIndex;
    private final CallTimer timer;

    /** User code that may be called now without more ado; null when there is more to do. */
    private IBolt bolt;
    /** Found when the edge is first opened: when it is made, the tasks aren't yet. */
    private BoltTask task;

    private StreamIn in;

    /** @param streamIndex of the stream whose tuples take this way */
    public DirectCall(DirectEdge edge, int taskId, int streamIndex) {
        this.edge = edge;
        this.taskId = taskId;
        this.streamIndex = streamIndex;
        this.timer = edge.timer();
        edge.add(this);
    }

    @Override
    public boolean isOpen() {
        if (bolt != null || edge.isOpen()) {
            return true;
        }
        edge.onQueued();
        return false;
    }

    @Override
    public void execute(Envelope tuple) {
        IBolt now = bolt;
        if (now == null || timer.isOn()) {
            executeSlowly(tuple);
            return;
        }
        try {
            now.execute(tuple);
        } catch (Throwable error) {
            task.threwInExecute(tuple, error);
        }
        // After the call: when as many are executed as were transferred, nothing more can come of them.
        in.executed.increment();
    }

    private void executeSlowly(Envelope tuple) {
        if (timer.isOn()) {
            edge.receiver().executeTimed(task, tuple, in);
        } else {
            task.execute(tuple, in);
        }
    }

    /** The edge is open from now on. */
    void open() {
        if (task == null) {
            task = edge.receiver().task(taskId);
            in = task.input(streamIndex);
        }
        bolt = task.plainBolt();
    }

    /** The edge is closed from now on. */
    void close() {
        bolt = null;
    }
}
