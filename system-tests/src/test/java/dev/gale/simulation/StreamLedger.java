package dev.gale.simulation;

import dev.gale.utils.RegisteredGlobalState;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * A source that numbers its messages and knows which were acked, and what the tasks of one topology have seen of them. It is
 * outside of the cluster: it outlasts every process. Whatever mustn't be is told to the world at once.
 */
final class StreamLedger implements AutoCloseable {
    static final int SPOUT_TASKS = 2;

    private static final long INTERVAL_NS = Duration.ofMillis(100).toNanos();

    /** A task as it was opened in a process. */
    static final class Instance {
        private final String component;
        private final int task;
        private final SimulatedProcess process;
        private long sent;
        private boolean closed;

        private Instance(String component, int task, SimulatedProcess process) {
            this.component = component;
            this.task = task;
            this.process = process;
        }

        int task() {
            return task;
        }

        private boolean isGone() {
            return closed || process.isDead();
        }

        SimulatedProcess process() {
            return process;
        }

        @Override
        public String toString() {
            return component + " " + task + " in process " + process.number() + " at " + process.name();
        }
    }

    private static final class Attempt {
        private final long message;
        private final Instance spout;
        private boolean received;
        private String outcome;

        Attempt(long message, Instance spout) {
            this.message = message;
            this.spout = spout;
        }
    }

    /** A way from an instance that receives back to a task that sends. */
    private record Way(Instance receiver, int senderTask) {}

    /** What came last on a way. */
    private record Last(long process, long sequence) {}

    private final SimulatedWorld world;
    private final String name;
    private final String id = RegisteredGlobalState.registerState(this);
    private final long startNs;
    private final long[] begun = new long[SPOUT_TASKS];
    private final Set<Long> acked = new HashSet<>();
    /** By a spout's index, who has which message that isn't acked. */
    private final List<SortedMap<Long, Instance>> holders = List.of(new TreeMap<>(), new TreeMap<>());

    private final List<Attempt> attempts = new ArrayList<>();
    private final List<Instance> instances = new ArrayList<>();
    private final Map<Way, Last> last = new HashMap<>();
    private final Map<Long, Integer> taskOfMessage = new HashMap<>();
    private boolean holds;
    private int failed;

    StreamLedger(SimulatedWorld world, String name) {
        this.world = world;
        this.name = name;
        this.startNs = world.clock().nanoTime();
    }

    String id() {
        return id;
    }

    static StreamLedger of(String id) {
        return (StreamLedger) RegisteredGlobalState.getState(id);
    }

    private void broken(String what) {
        world.broken(name + ": " + what);
    }

    // Called by tasks

    Instance open(String component, int task) {
        Instance instance = new Instance(component, task, world.current());
        instances.add(instance);
        return instance;
    }

    void close(Instance instance) {
        instance.closed = true;
        instances.remove(instance);
    }

    /** A message whose taker is gone, else a new one; null when none is due. */
    Long next(int index, Instance taker) {
        for (Map.Entry<Long, Instance> held : holders.get(index).entrySet()) {
            if (held.getValue().isGone()) {
                held.setValue(taker);
                return held.getKey();
            }
        }
        long message = begun[index] * SPOUT_TASKS + index;
        if (holds || world.clock().nanoTime() - startNs < message * INTERVAL_NS) {
            return null;
        }
        begun[index]++;
        holders.get(index).put(message, taker);
        return message;
    }

    /** A message is about to be emitted; answers the number of the attempt. */
    long begin(long message, Instance spout) {
        attempts.add(new Attempt(message, spout));
        return attempts.size() - 1L;
    }

    /** The number of a tuple that is about to be sent by this instance. */
    long nextSequence(Instance sender) {
        sender.sent++;
        return sender.sent;
    }

    /** A tuple has come. */
    void received(Instance receiver, int senderTask, long senderProcess, long sequence) {
        Last before = last.put(new Way(receiver, senderTask), new Last(senderProcess, sequence));
        if (before == null) {
            return;
        }
        if (senderProcess < before.process) {
            broken(receiver + " accepts task " + senderTask + " of process " + senderProcess
                    + " after having accepted it of its successor, process " + before.process);
        } else if (senderProcess == before.process && sequence <= before.sequence) {
            broken(receiver + " got number " + sequence + " of task " + senderTask + " after number "
                    + before.sequence);
        }
    }

    /** A message has come by a grouping that gives each its task. */
    void grouped(Instance receiver, long message) {
        Integer before = taskOfMessage.putIfAbsent(message, receiver.task);
        if (before != null && before != receiver.task) {
            broken("message " + message + " came to task " + before + " and to " + receiver);
        }
    }

    void arrived(long attempt) {
        attempts.get((int) attempt).received = true;
    }

    void acked(long attempt, Instance spout) {
        Attempt ended = end(attempt, spout, "acked");
        if (!ended.received) {
            broken("message " + ended.message + " is acked and hasn't arrived");
        }
        acked.add(ended.message);
        holders.get((int) (ended.message % SPOUT_TASKS)).remove(ended.message);
    }

    /** @return the message, to be emitted again */
    long failed(long attempt, Instance spout) {
        failed++;
        return end(attempt, spout, "failed").message;
    }

    private Attempt end(long number, Instance spout, String how) {
        Attempt attempt = attempts.get((int) number);
        if (attempt.spout != spout) {
            broken(how + " attempt " + number + " of " + attempt.spout + " is told to " + spout);
        }
        if (attempt.outcome != null) {
            broken("attempt " + number + " of message " + attempt.message + " is " + how + ", and was "
                    + attempt.outcome);
        }
        attempt.outcome = how;
        return attempt;
    }

    // Called by the test

    /** No new messages from now on. */
    void hold() {
        holds = true;
    }

    void goOn() {
        holds = false;
    }

    boolean isAllAcked() {
        return acked.size() == begun();
    }

    int ackedMessages() {
        return acked.size();
    }

    int begun() {
        int sum = 0;
        for (long ofTask : begun) {
            sum += (int) ofTask;
        }
        return sum;
    }

    int failures() {
        return failed;
    }

    /** The tasks that are open in processes that live. */
    Collection<Instance> instances() {
        instances.removeIf(Instance::isGone);
        return instances;
    }

    @Override
    public String toString() {
        return name + ": " + acked.size() + " of " + begun() + " messages acked in " + attempts.size() + " attempts";
    }

    @Override
    public void close() {
        RegisteredGlobalState.clearState(id);
    }
}
