package dev.gale.kernel.agent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gale.kernel.agent.AgentScheduler.RunningThread;
import dev.gale.kernel.agent.AgentScheduler.StuckAgent;
import dev.gale.kernel.agent.AgentScheduler.ThreadHook;
import dev.gale.kernel.time.ManualClock;
import dev.gale.kernel.time.SystemClock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(120)
class PackedSchedulerTest {
    private static final Duration LIMIT = Duration.ofSeconds(60);

    private final ConcurrentLinkedQueue<Throwable> errors = new ConcurrentLinkedQueue<>();
    private final PackedScheduler scheduler =
            new PackedScheduler(SystemClock.INSTANCE, 2, (agent, error) -> errors.add(error), ThreadHook.NONE);

    /** Works off a queue of tasks; notes on which threads, and whether two ever ran it at a time. */
    private static class Worker implements Agent {
        final ConcurrentLinkedQueue<Runnable> tasks = new ConcurrentLinkedQueue<>();
        final Set<Thread> threads = ConcurrentHashMap.newKeySet();
        final AtomicInteger inside = new AtomicInteger();
        final CountDownLatch started = new CountDownLatch(1);
        final CountDownLatch stopped = new CountDownLatch(1);
        final AtomicInteger collisions = new AtomicInteger();
        private final String name;
        AgentHandle handle;

        Worker(String name) {
            this.name = name;
        }

        void give(Runnable task) {
            tasks.add(task);
            handle.signal();
        }

        @Override
        public String name() {
            return name;
        }

        @Override
        public void onStart() {
            started.countDown();
        }

        @Override
        public int doWork() {
            if (inside.incrementAndGet() > 1) {
                collisions.incrementAndGet();
            }
            threads.add(Thread.currentThread());
            try {
                Runnable task = tasks.poll();
                if (task == null) {
                    return 0;
                }
                task.run();
                return 1;
            } finally {
                inside.decrementAndGet();
            }
        }

        @Override
        public void onStop() {
            stopped.countDown();
        }
    }

    private List<Worker> run(int count) {
        List<Worker> workers = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            workers.add(run(new Worker("worker-" + i), false));
        }
        scheduler.start(workers);
        return workers;
    }

    private Worker run(Worker worker, boolean start) {
        worker.handle = scheduler.add(worker);
        if (start) {
            scheduler.start(List.of(worker));
        }
        return worker;
    }

    @AfterEach
    void close() {
        scheduler.close();
    }

    private static void await(CountDownLatch latch) throws InterruptedException {
        assertThat(latch.await(LIMIT.toMillis(), TimeUnit.MILLISECONDS)).isTrue();
    }

    @Test
    void shouldRunManyAgentsOnFewThreadsWhenNoneBlocks() throws InterruptedException {
        List<Worker> workers = run(10);
        AtomicInteger done = new AtomicInteger();
        workers.forEach(worker -> worker.give(done::incrementAndGet));

        assertThat(scheduler.awaitIdle(LIMIT)).isTrue();

        assertThat(done).hasValue(10);
        Set<Thread> threads = ConcurrentHashMap.newKeySet();
        workers.forEach(worker -> threads.addAll(worker.threads));
        assertThat(threads).hasSizeLessThanOrEqualTo(2);
        // Neighbours share a thread.
        assertThat(workers.get(0).threads).isEqualTo(workers.get(1).threads);
        assertThat(workers.get(0).threads).doesNotContainAnyElementsOf(workers.get(9).threads);
    }

    @Test
    void shouldTellWhichAgentsShareAThreadAndWhichIsAlone() throws InterruptedException {
        List<Worker> workers = run(4);
        assertThat(scheduler.threads())
                .containsExactly(
                        new RunningThread("gale-0", List.of(workers.get(0), workers.get(1))),
                        new RunningThread("gale-1", List.of(workers.get(2), workers.get(3))));

        CountDownLatch way = new CountDownLatch(1);
        CountDownLatch behind = new CountDownLatch(1);
        workers.get(0).give(() -> {
            try {
                way.await();
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
        });
        workers.get(1).give(behind::countDown);
        // Its neighbour goes on, so it has been moved.
        await(behind);

        assertThat(scheduler.threads())
                .containsExactlyInAnyOrder(
                        new RunningThread("worker-0", List.of(workers.get(0))),
                        new RunningThread("gale-1", List.of(workers.get(2), workers.get(3))),
                        new RunningThread("gale-2", List.of(workers.get(1))));
        way.countDown();
        assertThat(scheduler.stop(workers, LIMIT)).isEmpty();
        assertThat(scheduler.threads()).isEmpty();
    }

    @Test
    void shouldLoseNoSignalWhenManySignalAtOnce() throws InterruptedException {
        List<Worker> workers = run(4);
        int each = 20_000;
        AtomicInteger done = new AtomicInteger();
        List<Thread> feeders = new ArrayList<>();
        for (int f = 0; f < 3; f++) {
            Thread feeder = new Thread(() -> {
                for (int i = 0; i < each; i++) {
                    workers.get(i % workers.size()).give(done::incrementAndGet);
                }
            });
            feeder.start();
            feeders.add(feeder);
        }
        for (Thread feeder : feeders) {
            feeder.join();
        }

        assertThat(scheduler.awaitIdle(LIMIT)).isTrue();
        assertThat(done).hasValue(3 * each);
        assertThat(workers).allSatisfy(worker -> assertThat(worker.collisions).hasValue(0));
    }

    @Test
    void shouldMoveTheOthersWhenAnAgentBlocks() throws InterruptedException {
        List<Worker> workers = run(4);
        CountDownLatch release = new CountDownLatch(1);
        CountDownLatch blocked = new CountDownLatch(2);
        CountDownLatch othersRan = new CountDownLatch(2);
        for (Worker blocking : List.of(workers.get(0), workers.get(2))) {
            blocking.give(() -> {
                blocked.countDown();
                awaitUninterruptibly(release);
            });
        }
        await(blocked);

        // Both threads are blocked now; only fresh ones can run these.
        workers.get(1).give(othersRan::countDown);
        workers.get(3).give(othersRan::countDown);
        await(othersRan);
        release.countDown();
        assertThat(scheduler.awaitIdle(LIMIT)).isTrue();

        assertThat(workers).allSatisfy(worker -> assertThat(worker.collisions).hasValue(0));
        CountDownLatch again = new CountDownLatch(4);
        workers.forEach(worker -> worker.give(again::countDown));
        await(again);
    }

    @Test
    void shouldTakeAnAgentBackWhenItBlockedOnlyOnce() throws InterruptedException {
        // given: two agents a thread, the first of which waits
        List<Worker> workers = run(4);
        CountDownLatch release = new CountDownLatch(1);
        CountDownLatch blocked = new CountDownLatch(1);
        CountDownLatch otherRan = new CountDownLatch(1);
        workers.get(0).give(() -> {
            blocked.countDown();
            awaitUninterruptibly(release);
        });
        await(blocked);
        workers.get(1).give(otherRan::countDown);
        await(otherRan);
        assertThat(scheduler.threads()).hasSize(3);

        // when
        release.countDown();

        // then
        long endNs = System.nanoTime() + LIMIT.toNanos();
        while (scheduler.threads().size() > 2 && System.nanoTime() - endNs < 0) {
            Thread.onSpinWait();
        }
        assertThat(scheduler.threads()).hasSize(2);
        CountDownLatch again = new CountDownLatch(4);
        workers.forEach(worker -> worker.give(again::countDown));
        await(again);
        assertThat(workers).allSatisfy(worker -> assertThat(worker.collisions).hasValue(0));
    }

    private static void awaitUninterruptibly(CountDownLatch latch) {
        boolean interrupted = false;
        while (true) {
            try {
                latch.await();
                break;
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    @Test
    void shouldLoseNoSignalWhileAgentsAreMoved() throws InterruptedException {
        for (int round = 0; round < 20; round++) {
            List<Worker> workers = run(4);
            AtomicInteger done = new AtomicInteger();
            CountDownLatch blocked = new CountDownLatch(1);
            CountDownLatch release = new CountDownLatch(1);
            workers.get(0).give(() -> {
                blocked.countDown();
                awaitUninterruptibly(release);
            });
            await(blocked);
            for (int i = 0; i < 2000; i++) {
                workers.get(1 + i % 3).give(done::incrementAndGet);
            }
            release.countDown();
            assertThat(scheduler.awaitIdle(LIMIT)).isTrue();
            assertThat(done).hasValue(2000);
            assertThat(scheduler.stop(workers, LIMIT)).isEmpty();
        }
    }

    @Test
    void shouldGiveAnAgentItsOwnThreadWhenItAsksForIt() throws InterruptedException {
        Worker proud = new Worker("proud") {
            @Override
            public boolean needsOwnThread() {
                return true;
            }
        };
        run(proud, true);
        List<Worker> others = run(4);
        proud.give(() -> {});
        others.forEach(other -> other.give(() -> {}));
        assertThat(scheduler.awaitIdle(LIMIT)).isTrue();

        assertThat(proud.threads).hasSize(1);
        assertThat(proud.threads.iterator().next().getName()).isEqualTo("proud");
        assertThat(others).allSatisfy(other -> assertThat(other.threads).doesNotContainAnyElementsOf(proud.threads));
    }

    @Test
    void shouldRunAnAgentWhenItsDeadlineHasComeOrItsPollIsDue() throws InterruptedException {
        CountDownLatch polled = new CountDownLatch(5);
        CountDownLatch due = new CountDownLatch(1);
        long deadlineNs = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(20);
        AtomicLong early = new AtomicLong();
        Worker polling = new Worker("polling") {
            @Override
            public int doWork() {
                polled.countDown();
                return 0;
            }

            @Override
            public long idlePollNs() {
                return 1_000_000;
            }
        };
        Worker timed = new Worker("timed") {
            private boolean met;

            @Override
            public int doWork() {
                if (!met && System.nanoTime() - deadlineNs >= 0) {
                    met = true;
                    due.countDown();
                    return 1;
                }
                early.incrementAndGet();
                return 0;
            }

            @Override
            public long nextDeadlineNs() {
                return met ? NEVER : deadlineNs;
            }
        };
        run(polling, true);
        run(timed, true);

        await(polled);
        await(due);
        // Not run in a loop meanwhile: a few looks, one of them when it started.
        assertThat(early.get()).isLessThan(50);
    }

    @Test
    void shouldReportAndEndAnAgentThatThrowsAndGoOnWithTheOthers() throws InterruptedException {
        List<Worker> workers = run(3);
        workers.get(0).give(() -> {
            throw new IllegalStateException("thrown by a test");
        });
        await(workers.get(0).stopped);
        CountDownLatch others = new CountDownLatch(2);
        workers.get(1).give(others::countDown);
        workers.get(2).give(others::countDown);
        await(others);

        assertThat(errors).singleElement().satisfies(error -> assertThat(error).hasMessage("thrown by a test"));
    }

    @Test
    void shouldInterruptABlockedAgentWhenTheGraceIsOver() throws InterruptedException {
        List<Worker> workers = run(2);
        CountDownLatch blocked = new CountDownLatch(1);
        CountDownLatch interrupted = new CountDownLatch(1);
        workers.get(0).give(() -> {
            blocked.countDown();
            try {
                new CountDownLatch(1).await();
            } catch (InterruptedException e) {
                interrupted.countDown();
            }
        });
        await(blocked);

        assertThat(scheduler.stop(workers, Duration.ofMillis(50))).isEmpty();

        assertThat(interrupted.getCount()).isZero();
        assertThat(workers)
                .allSatisfy(worker -> assertThat(worker.stopped.getCount()).isZero());
    }

    @Test
    void shouldNameAnAgentThatDoesNotEnd() throws InterruptedException {
        CountDownLatch release = new CountDownLatch(1);
        CountDownLatch blocked = new CountDownLatch(1);
        Worker stubborn = run(new Worker("stubborn"), true);
        stubborn.give(() -> {
            blocked.countDown();
            awaitUninterruptibly(release);
        });
        await(blocked);

        List<StuckAgent> stuck = scheduler.stop(List.of(stubborn), Duration.ofMillis(20));
        release.countDown();

        assertThat(stuck).singleElement().satisfies(agent -> {
            assertThat(agent.name()).isEqualTo("stubborn");
            assertThat(agent.stack()).anyMatch(line -> line.contains("awaitUninterruptibly"));
        });
        await(stubborn.stopped);
    }

    @Test
    void shouldLeaveNoThreadWhenClosed() throws InterruptedException {
        List<Worker> workers = run(4);
        workers.forEach(worker -> worker.give(() -> {}));
        assertThat(scheduler.awaitIdle(LIMIT)).isTrue();

        scheduler.close();

        workers.forEach(worker -> assertThat(worker.threads).noneMatch(Thread::isAlive));
    }

    @Test
    void shouldRefuseAClockThatStandsStill() {
        assertThatThrownBy(() -> new PackedScheduler(new ManualClock(), 1, (agent, error) -> {}, ThreadHook.NONE))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("clock");
    }
}
