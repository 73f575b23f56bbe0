package dev.gale.simulation;

import dev.gale.coordination.memory.InMemoryCluster;
import dev.gale.kernel.agent.Agent;
import dev.gale.kernel.agent.AgentHandle;
import dev.gale.kernel.agent.AgentScheduler.ThreadHook;
import dev.gale.kernel.agent.DeterministicScheduler;
import dev.gale.kernel.random.SplitMix64;
import dev.gale.kernel.time.ManualClock;
import dev.gale.worker.transport.SimulatedWires;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;
import java.util.function.Consumer;

/**
 * Time, chance, the one thread, the store and the wires; and what is to happen when. Whoever finds something that mustn't be
 * says so here.
 */
final class SimulatedWorld {
    static final Duration SESSION_TIMEOUT = Duration.ofSeconds(5);

    private static final Instant NOON = Instant.parse("2026-11-21T12:00:00Z");
    private static final long MOST_STEPS_AT_ONE_MOMENT = 500_000;
    private static final Duration POLL = Duration.ofMillis(20);

    private record Event(long atNs, long number, Runnable action) {}

    private final long seed;
    private final ManualClock clock = new ManualClock(NOON.toEpochMilli());
    private final SplitMix64 random;
    private final DeterministicScheduler scheduler;
    private final InMemoryCluster facts = new InMemoryCluster();
    private final SimulatedWires wires;
    private final PriorityQueue<Event> agenda =
            new PriorityQueue<>(Comparator.comparingLong(Event::atNs).thenComparingLong(Event::number));
    private final List<Runnable> checks = new ArrayList<>();
    private final List<String> violations = new ArrayList<>();
    private final List<String> story = new ArrayList<>();
    private long lastNumber;
    private int depth;
    private SimulatedProcess current;

    SimulatedWorld(long seed) {
        this.seed = seed;
        this.random = new SplitMix64(seed);
        this.scheduler = new DeterministicScheduler(
                clock, random.nextLong(), MOST_STEPS_AT_ONE_MOMENT, this::onAgentError, new AfterEachStep());
        scheduler.setPollInterval(POLL);
        this.wires = new SimulatedWires(clock, random.split());
        run(wires.agent(), wires::setHandle);
        Agenda events = new Agenda();
        run(events, handle -> {});
    }

    private void run(Agent agent, Consumer<AgentHandle> handle) {
        handle.accept(scheduler.add(agent));
        scheduler.start(List.of(agent));
    }

    private void onAgentError(Agent agent, Throwable error) {
        if (agent instanceof ProcessAgent member) {
            member.onError(error);
        } else {
            broken(agent.name() + " broke: " + trace(error));
        }
    }

    static String trace(Throwable error) {
        StringBuilder lines = new StringBuilder(error.toString());
        for (StackTraceElement element : error.getStackTrace()) {
            lines.append("\n        at ").append(element);
        }
        return lines + (error.getCause() == null ? "" : "\n      caused by " + trace(error.getCause()));
    }

    // Parts

    ManualClock clock() {
        return clock;
    }

    SplitMix64 random() {
        return random;
    }

    InMemoryCluster facts() {
        return facts;
    }

    SimulatedWires wires() {
        return wires;
    }

    SimulatedProcess newProcess(String name) {
        lastNumber++;
        return new SimulatedProcess(this, scheduler, name, lastNumber);
    }

    // Time

    void advance(Duration time) {
        scheduler.advance(time);
    }

    long steps() {
        return scheduler.steps();
    }

    double seconds() {
        return clock.nanoTime() / 1e9;
    }

    void after(Duration time, Runnable action) {
        lastNumber++;
        agenda.add(new Event(clock.nanoTime() + time.toNanos(), lastNumber, action));
    }

    /** A time up to the given. */
    Duration upTo(Duration most) {
        return Duration.ofMillis(1 + random.nextInt((int) most.toMillis()));
    }

    private final class Agenda implements Agent {
        @Override
        public String name() {
            return "agenda";
        }

        @Override
        public int doWork() {
            if (agenda.isEmpty() || agenda.peek().atNs > clock.nanoTime()) {
                return 0;
            }
            current = null;
            agenda.remove().action.run();
            return 1;
        }

        @Override
        public long nextDeadlineNs() {
            return agenda.isEmpty() ? NEVER : agenda.peek().atNs;
        }
    }

    // Checks

    void afterEachStep(Runnable check) {
        checks.add(check);
    }

    void onEnter(SimulatedProcess process) {
        current = process;
    }

    /** Whose step the present one is; null for nobody's. */
    SimulatedProcess current() {
        return current;
    }

    private final class AfterEachStep implements ThreadHook {
        @Override
        public void enter() {
            depth++;
        }

        @Override
        public void exit() {
            depth--;
            if (depth == 0) {
                checks.forEach(Runnable::run);
                current = null;
            }
        }
    }

    /** Something has been found that mustn't be. */
    void broken(String what) {
        violations.add(String.format("%.3f s: %s", seconds(), what));
    }

    List<String> violations() {
        return violations;
    }

    /** Something has been done to the cluster. */
    void tell(String what) {
        story.add(String.format("%.3f s: %s", seconds(), what));
    }

    /** For a message about a failure. */
    String story() {
        return "seed " + seed + " (-Dgale.seed=" + seed + "), in which happened:\n  " + String.join("\n  ", story)
                + "\n";
    }
}
