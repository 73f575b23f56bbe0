package dev.gale.worker.simulation;

import dev.gale.kernel.random.SplitMix64;
import dev.gale.utils.RegisteredGlobalState;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What really happens in a topology under test, seen from outside of the runtime: which copies of which attempt are
 * open, who sent what in which order. Every rule that is broken is noted. Thread-safe.
 */
final class Ledger implements AutoCloseable {
    private static final class Attempt {
        private final int message;
        private int open;
        private boolean ended;

        Attempt(int message) {
            this.message = message;
        }
    }

    /** One place in order: a sending task, a stream, a receiving task. */
    private record Path(int from, String stream, int to) {}

    private final String id = RegisteredGlobalState.registerState(this);
    private final SplitMix64 random;
    private final int longestPauseMs;
    private final Map<Long, Attempt> attempts = new HashMap<>();
    private final Map<Integer, Long> currentAttempt = new HashMap<>();
    private final Map<Path, Long> lastSeen = new HashMap<>();
    private final Set<Integer> acked = new HashSet<>();
    private final List<String> violations = new ArrayList<>();
    private long nextAttempt;
    private long nextSequence;
    private long replays;
    private boolean healed;
    private int released;

    /**
     * @param released how many messages spouts may emit at first
     * @param longestPauseMs how long user code may sleep at a time
     */
    Ledger(long seed, int released, int longestPauseMs) {
        this.random = new SplitMix64(seed);
        this.released = released;
        this.longestPauseMs = longestPauseMs;
    }

    int longestPauseMs() {
        return longestPauseMs;
    }

    /** Spouts may emit so many messages from now on. */
    synchronized void release(int messages) {
        released = messages;
    }

    synchronized boolean isReleased(int message) {
        return message < released;
    }

    static Ledger of(String id) {
        return (Ledger) RegisteredGlobalState.getState(id);
    }

    String id() {
        return id;
    }

    /** From now on user code does what it should. */
    synchronized void heal() {
        healed = true;
    }

    /** Whether a legal thing of that probability happens now. */
    synchronized boolean maybe(double probability) {
        return random.nextDouble() < probability;
    }

    /** Whether a mishap of that probability happens now; never after {@link #heal}. */
    synchronized boolean chance(double probability) {
        return !healed && random.nextDouble() < probability;
    }

    /** A number from 0 to {@code bound}, exclusive. */
    synchronized int pick(int bound) {
        return random.nextInt(bound);
    }

    /** A spout is about to emit a message. */
    synchronized long begin(int message) {
        Long before = currentAttempt.get(message);
        if (before != null) {
            replays++;
            if (!attempts.get(before).ended) {
                violations.add("message " + message + " is emitted again while its attempt " + before + " is open");
            }
        }
        long attempt = ++nextAttempt;
        attempts.put(attempt, new Attempt(message));
        currentAttempt.put(message, attempt);
        return attempt;
    }

    /** So many copies of a tuple of these attempts have been emitted. */
    synchronized void sent(List<Long> ofAttempts, int copies) {
        ofAttempts.forEach(attempt -> attempts.get(attempt).open += copies);
    }

    /** A copy is about to be acked, for good. */
    synchronized void done(List<Long> ofAttempts) {
        ofAttempts.forEach(attempt -> attempts.get(attempt).open--);
    }

    /** Order numbers of emits, ascending over the whole topology and so along every path. */
    synchronized long nextSequence() {
        return ++nextSequence;
    }

    /** A copy has been received. */
    synchronized void received(int from, String stream, int to, long sequence) {
        Long last = lastSeen.put(new Path(from, stream, to), sequence);
        if (last != null && last >= sequence) {
            violations.add("task " + to + " got number " + sequence + " of task " + from + ", stream " + stream
                    + ", after number " + last);
        }
    }

    synchronized void acked(int message) {
        Attempt attempt = end(message, "ack");
        if (attempt != null && attempt.open != 0) {
            violations.add("message " + message + " is acked with " + attempt.open + " copies not processed");
        }
        acked.add(message);
    }

    synchronized void failed(int message) {
        end(message, "fail");
    }

    private Attempt end(int message, String how) {
        Long number = currentAttempt.get(message);
        Attempt attempt = number == null ? null : attempts.get(number);
        if (attempt == null) {
            violations.add(how + " of message " + message + ", which was never emitted");
        } else if (attempt.ended) {
            violations.add(how + " of message " + message + ", whose attempt " + number + " has ended already");
        } else {
            attempt.ended = true;
        }
        return attempt;
    }

    /** A spout instance is gone: its open attempts hear of neither ack nor fail. */
    synchronized void abandon(int spoutTask, int spoutTasks) {
        currentAttempt.forEach((message, number) -> {
            Attempt attempt = attempts.get(number);
            if (message % spoutTasks == spoutTask && !attempt.ended) {
                attempt.ended = true;
            }
        });
    }

    synchronized boolean isAcked(int message) {
        return acked.contains(message);
    }

    synchronized int ackedMessages() {
        return acked.size();
    }

    synchronized long replays() {
        return replays;
    }

    /** Everything that was not as it must be; attempts that never ended too, when {@code atEnd}. */
    synchronized List<String> violations(boolean atEnd) {
        List<String> all = new ArrayList<>(violations);
        if (atEnd) {
            attempts.forEach((number, attempt) -> {
                if (!attempt.ended) {
                    all.add("attempt " + number + " of message " + attempt.message + " got neither ack nor fail");
                }
            });
        }
        return all;
    }

    @Override
    public void close() {
        RegisteredGlobalState.clearState(id);
    }
}
