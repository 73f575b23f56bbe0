package dev.gale.worker.execute;

import dev.gale.kernel.agent.Agent;
import dev.gale.kernel.time.Clock;
import dev.gale.worker.handoff.Outboxes.FullBatches;
import dev.gale.worker.plan.ExecutorPlan;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/**
 * Executors that one thread runs and that call each other without a queue: a spout or bolt with the bolts that get
 * their input from it alone. One agent: its duty cycle is that of its members in turn, in the direction of the flow.
 *
 * <p>Each member stays what it is alone, with inbox, outboxes, control lane and restarts of its own; only its sends to
 * other members, and its acks to a spout among them, take the short way. A member that blocks is let go: it becomes an
 * agent of its own, and what it exchanges with the others goes by queues from then on.
 */
public final class FusedGroup implements Agent {
    /** Makes an agent of an executor that leaves its group. */
    public interface Release {
        /** @return false when that can't be done now, since the topology is being stopped */
        boolean tryStartAlone(Executor member);
    }

    private final Clock clock;
    private final Release release;
    private final CallTimer timer;
    private final FullBatches fullBatches = new FullBatches();
    private final String name;
    private final ExecutorPlan first;
    private final List<DirectEdge> edges = new ArrayList<>();
    /** In the direction of the flow; shorter when one has been let go. */
    private Executor[] members;
    /** A member that has been found to block, until it is let go. */
    private Executor leaving;

    /** @param members in the direction of the flow */
    public FusedGroup(List<? extends Executor> members, Clock clock, Release release) {
        this.clock = clock;
        this.release = release;
        this.timer = new CallTimer(clock);
        this.members = members.toArray(Executor[]::new);
        this.first = members.get(0).plan();
        // As a thread's name it must stay short.
        this.name = members.get(0).name() + "+" + (members.size() - 1);
        for (Executor member : members) {
            member.join(this, timer, fullBatches);
        }
        for (Executor member : members) {
            if (member instanceof SpoutExecutor spout) {
                forEachBolt(bolt -> bolt.acks().setLocal(spout.plan().owner(), spout.localLedger()));
            }
        }
    }

    private void forEachBolt(Consumer<BoltExecutor> action) {
        for (Executor member : members) {
            if (member instanceof BoltExecutor bolt) {
                action.accept(bolt);
            }
        }
    }

    /** The one that the others get their input from. */
    public ExecutorPlan first() {
        return first;
    }

    /** Makes a way between two members known; before the group is started. */
    public void add(DirectEdge edge) {
        edges.add(edge);
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public int expectedLoad() {
        int sum = 0;
        for (Executor member : members) {
            sum += member.expectedLoad();
        }
        return sum;
    }

    @Override
    public int doWork() {
        int work = 0;
        long nowNs = clock.nanoTime();
        timer.onCycle(nowNs);
        for (Executor member : members) {
            // Before any of them calls another: the group may run on another thread than before.
            member.onGroupCycle(nowNs);
        }
        for (Executor member : members) {
            int done = member.runCycle(nowNs);
            if (done > 0) {
                work += done;
                nowNs = clock.nanoTime();
            }
        }
        for (Executor member : members) {
            // Trees that were completed by a member behind the spout.
            work += member.waitingCallbacks();
        }
        for (Executor member : members) {
            // Here and not in each one's cycle: much is flushed between calls of others.
            member.push(work);
        }
        for (int i = 0; i < edges.size(); i++) {
            edges.get(i).reopen();
        }
        for (int i = members.length - 1; i >= 0; i--) {
            // Receivers before their senders, who wait for them.
            if (members[i].lookWhetherHeld()) {
                work++;
            }
        }
        if (leaving != null) {
            letGo();
            work++;
        }
        return work;
    }

    boolean isBatchFull() {
        return fullBatches.any();
    }

    /** Between two calls of user code: hands over what all members have emitted. */
    void flush() {
        for (Executor member : members) {
            member.flush();
        }
        fullBatches.clear();
    }

    /** A member has been found to block: it goes at the end of the duty cycle. */
    void onBlocking(Executor member) {
        leaving = member;
    }

    private void letGo() {
        Executor member = leaving;
        leaving = null;
        if (members.length < 2) {
            return;
        }
        Executor[] others = new Executor[members.length - 1];
        int count = 0;
        for (Executor each : members) {
            if (each != member) {
                others[count++] = each;
            }
        }
        // Nothing may be left that leads from one thread to the other, before the other begins.
        edges.stream().filter(edge -> edge.touches(member)).forEach(DirectEdge::closeForEver);
        if (member instanceof SpoutExecutor spout) {
            forEachBolt(bolt -> bolt.acks().setLocal(spout.plan().owner(), null));
        } else {
            ((BoltExecutor) member).acks().forgetLocal();
        }
        members = others;
        member.leave();
        if (!release.tryStartAlone(member)) {
            // The topology is being stopped: the member ends with this group.
            members = new Executor[others.length + 1];
            System.arraycopy(others, 0, members, 0, others.length);
            members[others.length] = member;
        }
    }

    @Override
    public long nextDeadlineNs() {
        long next = NEVER;
        for (Executor member : members) {
            next = Math.min(next, member.nextDeadlineNs());
        }
        return next;
    }

    @Override
    public long idlePollNs() {
        long poll = NEVER;
        for (Executor member : members) {
            poll = Math.min(poll, member.idlePollNs());
        }
        return poll;
    }

    @Override
    public void onStop() {
        // First all, for the close of one may emit to another, or wait for what another's thread waits for.
        for (Executor member : members) {
            member.endCalls();
        }
        for (Executor member : members) {
            member.closeTasks();
        }
    }
}
