package dev.gale.local;

import dev.gale.kernel.agent.AgentScheduler.ThreadHook;
import dev.gale.utils.Time;
import java.util.ArrayDeque;
import java.util.Deque;

/**
 * Makes {@link Time} show user code the time of its cluster while agents run on a thread. Calls of {@link #enter} and
 * {@link #exit} on one thread nest.
 */
final class TimeOnThreads implements ThreadHook {
    /** What was in force before; a holder, since there may have been nothing. */
    private record Before(Time.Source source) {}

    private final Time.Source source;
    private final ThreadLocal<Deque<Before>> before = ThreadLocal.withInitial(ArrayDeque::new);

    TimeOnThreads(Time.Source source) {
        this.source = source;
    }

    @Override
    public void enter() {
        before.get().push(new Before(Time.setThreadSource(source)));
    }

    @Override
    public void exit() {
        Deque<Before> stack = before.get();
        Time.setThreadSource(stack.pop().source());
        if (stack.isEmpty()) {
            before.remove();
        }
    }
}
