package dev.gale.worker.handoff;

import static dev.gale.worker.tuple.Tuples.number;
import static dev.gale.worker.tuple.Tuples.numberOf;
import static org.assertj.core.api.Assertions.assertThat;

import dev.gale.kernel.agent.Agent;
import dev.gale.kernel.agent.AgentHandle;
import dev.gale.kernel.agent.AgentScheduler;
import dev.gale.kernel.agent.DedicatedScheduler;
import dev.gale.kernel.time.SystemClock;
import dev.gale.worker.Await;
import dev.gale.worker.tuple.Envelope;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/**
 * Real threads on both sides of small rings, so that senders wait for room and the receiver for input all the time. No
 * tuple may be lost, come twice or overtake another of its sender, and no sender may sleep although there is room: with
 * the scheduler's longest park of a second for each lost signal, a few dozen would exceed the patience of the wait.
 */
class HandoffThreadsTest {
    private final List<String> errors = new CopyOnWriteArrayList<>();
    private final DedicatedScheduler scheduler = new DedicatedScheduler(
            SystemClock.INSTANCE,
            (agent, error) -> errors.add(agent.name() + ": " + error),
            AgentScheduler.ThreadHook.NONE);

    @AfterEach
    void shouldEndWithoutErrors() {
        scheduler.close();
        assertThat(errors).isEmpty();
    }

    /** Sends the numbers from 0 on to each receiver, taking no new input while blocked. */
    private final class Sender implements Agent {
        private final String name;
        private final int id;
        private final int most;
        private final Outboxes outboxes = new Outboxes();
        private final List<Outbox> targets = new ArrayList<>();
        private final AgentHandle handle;
        private int next;

        Sender(int id, int most, List<Inbox> receivers) {
            this.name = "sender-" + id;
            this.id = id;
            this.most = most;
            this.handle = scheduler.add(this);
            receivers.forEach(inbox -> targets.add(new Outbox(inbox, handle, false)));
        }

        @Override
        public String name() {
            return name;
        }

        @Override
        public int doWork() {
            if (!outboxes.flush(0)) {
                return 0;
            }
            int sent = 0;
            // Portions of changing size, so that batches are of all sizes.
            int portion = 1 + next % 200;
            while (sent < portion && next < most) {
                for (Outbox target : targets) {
                    outboxes.add(target, number(id * 10_000_000 + next));
                }
                next++;
                sent++;
            }
            outboxes.flush(0);
            return sent;
        }
    }

    /** Counts what comes, and checks the order of each sender's tuples. */
    private static final class Receiver implements Agent {
        private final String name;
        private final Inbox inbox;
        private final int[] expected;
        private final AtomicInteger received = new AtomicInteger();

        Receiver(String name, Inbox inbox, int senders) {
            this.name = name;
            this.inbox = inbox;
            this.expected = new int[senders];
        }

        @Override
        public String name() {
            return name;
        }

        @Override
        public int doWork() {
            int done = 0;
            for (Envelope[] batch = inbox.current(); batch != null && done < 300; batch = inbox.current()) {
                for (int i = 0; i < inbox.currentSize(); i++) {
                    int number = numberOf(batch[i]);
                    int sender = number / 10_000_000;
                    if (number % 10_000_000 != expected[sender]++) {
                        throw new IllegalStateException("sender " + sender + ": expected " + (expected[sender] - 1)
                                + ", found " + number % 10_000_000);
                    }
                    done++;
                }
                inbox.release();
            }
            received.addAndGet(done);
            return done;
        }
    }

    private void run(int senders, int receivers, int slots, int tuplesEach) {
        List<Inbox> inboxes = new ArrayList<>();
        List<Receiver> receiving = new ArrayList<>();
        List<Agent> agents = new ArrayList<>();
        for (int i = 0; i < receivers; i++) {
            Inbox inbox = new Inbox(slots, senders == 1, null);
            Receiver receiver = new Receiver("receiver-" + i, inbox, senders);
            inbox.setConsumer(scheduler.add(receiver));
            inboxes.add(inbox);
            receiving.add(receiver);
            agents.add(receiver);
        }
        for (int i = 0; i < senders; i++) {
            agents.add(new Sender(i, tuplesEach, inboxes));
        }

        // when
        scheduler.start(agents);

        // then
        for (Receiver receiver : receiving) {
            Await.until(
                    () -> receiver.received.get() >= senders * tuplesEach || !errors.isEmpty(),
                    () -> receiver.name + " has received " + receiver.received + " of " + senders * tuplesEach);
            assertThat(errors).isEmpty();
            assertThat(receiver.received).hasValue(senders * tuplesEach);
            assertThat(receiver.inbox.depth()).isZero();
        }
    }

    @Test
    void shouldBringEveryTupleInOrderWhenOneSendsToOne() {
        run(1, 1, 2, 2_000_000);
    }

    @Test
    void shouldBringEveryTupleInOrderWhenSeveralSendToOne() {
        run(3, 1, 2, 400_000);
    }

    @Test
    void shouldBringEveryTupleInOrderWhenSeveralSendToSeveral() {
        run(2, 2, 4, 400_000);
    }
}
