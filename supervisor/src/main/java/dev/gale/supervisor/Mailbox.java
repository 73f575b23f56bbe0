package dev.gale.supervisor;

import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executor;

/**
 * What is to be done on the supervisor's thread, in the order in which it came. Tasks may come from any thread. Without a
 * bound: they are few (changes of assignments, ends of processes, answers to what was asked), and none may be refused.
 */
public final class Mailbox implements Executor {
    private final Queue<Runnable> tasks = new ConcurrentLinkedQueue<>();
    /** Written once, before the supervisor starts; read by those who send. */
    private volatile Runnable wake = () -> {};

    /** @param signal tells the owner's scheduler that there is something to do */
    public void wakeBy(Runnable signal) {
        wake = signal;
    }

    @Override
    public void execute(Runnable task) {
        tasks.add(task);
        wake.run();
    }

    /** Does what is there, up to a limit; on the owner's thread. */
    int run(int limit) {
        int done = 0;
        for (Runnable task = tasks.poll(); task != null; task = tasks.poll()) {
            task.run();
            done++;
            if (done == limit) {
                break;
            }
        }
        return done;
    }
}
