package dev.gale.kernel.agent;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntSupplier;
import java.util.function.LongSupplier;

/** Does what the test tells it to, and notes each call with the thread that made it. */
final class ScriptedAgent implements Agent {
    private final String name;
    private final List<String> calls = new ArrayList<>();
    private final List<Thread> threads = new ArrayList<>();
    private final AtomicInteger rounds = new AtomicInteger();

    private volatile Runnable start = () -> {};
    private volatile IntSupplier work = () -> 0;
    private volatile Runnable stop = () -> {};
    private volatile LongSupplier deadlineNs = () -> NEVER;
    private volatile long idlePollNs = NEVER;

    ScriptedAgent(String name) {
        this.name = name;
    }

    ScriptedAgent onStart(Runnable action) {
        start = action;
        return this;
    }

    ScriptedAgent onWork(IntSupplier action) {
        work = action;
        return this;
    }

    ScriptedAgent onStop(Runnable action) {
        stop = action;
        return this;
    }

    ScriptedAgent withDeadlineNs(LongSupplier nanoTime) {
        deadlineNs = nanoTime;
        return this;
    }

    ScriptedAgent withIdlePollNs(long nanos) {
        idlePollNs = nanos;
        return this;
    }

    /** How often doWork has been entered. */
    int rounds() {
        return rounds.get();
    }

    /** What was called; calls of doWork in a row count as one. */
    synchronized List<String> calls() {
        return List.copyOf(calls);
    }

    /** Every thread that has called. */
    synchronized List<Thread> threads() {
        return List.copyOf(threads);
    }

    private synchronized void note(String call) {
        if (calls.isEmpty() || !calls.get(calls.size() - 1).equals(call)) {
            calls.add(call);
        }
        if (!threads.contains(Thread.currentThread())) {
            threads.add(Thread.currentThread());
        }
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public void onStart() {
        note("start");
        start.run();
    }

    @Override
    public int doWork() {
        rounds.incrementAndGet();
        note("work");
        return work.getAsInt();
    }

    @Override
    public long nextDeadlineNs() {
        return deadlineNs.getAsLong();
    }

    @Override
    public long idlePollNs() {
        return idlePollNs;
    }

    @Override
    public void onStop() {
        note("stop");
        stop.run();
    }
}
