package dev.gale.worker.transport;

import dev.gale.kernel.time.ManualClock;
import dev.gale.worker.Await;
import java.time.Duration;
import java.util.Map;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/** Two workers, joined by sockets on loopback; the test's thread runs their agents, others move the bytes. */
final class SocketPair extends PeerPair {
    private static final long STEP_NS = Duration.ofMillis(1).toNanos();
    private static final int SETTLING_PINGS = 3;

    final ManualClock clock;
    private final SocketWires.Io io;

    SocketPair(SocketWires.Io io) {
        this(new ManualClock(), io);
    }

    private SocketPair(ManualClock clock, SocketWires.Io io) {
        super(clock);
        this.clock = clock;
        this.io = io;
    }

    static SocketPair of(SocketWires.Io io, Map<String, Object> own) {
        SocketPair pair = new SocketPair(io);
        pair.run(1, FIRST_EPOCH, own);
        pair.run(0, FIRST_EPOCH, own);
        return pair;
    }

    /** Starts a worker; the other, if there is one, learns where it is. */
    void run(int worker, long epoch, Map<String, Object> own) {
        make(worker, epoch, own, config -> new SocketWires(config, 0, io));
        int port = start(worker, () -> {});
        int other = 1 - worker;
        if (networks[other] != null) {
            networks[other].setPeer(worker, new Peer("127.0.0.1", port, epoch));
        }
        ports[worker] = port;
        epochs[worker] = epoch;
        if (ports[other] != 0) {
            networks[worker].setPeer(other, new Peer("127.0.0.1", ports[other], epochs[other]));
        }
    }

    final int[] ports = new int[2];
    private final long[] epochs = new long[2];

    /** Lets a moment pass and runs both agents once. */
    void step() {
        step(STEP_NS);
    }

    private void step(long passedNs) {
        clock.advance(passedNs);
        for (PeerNetwork network : networks) {
            if (network != null) {
                network.agent().doWork();
            }
        }
    }

    @Override
    public void until(BooleanSupplier condition, Supplier<String> describe) {
        Await.until(
                () -> {
                    // Not faster than the machine: a limit must not pass while threads that move bytes wait for theirs.
                    long nowNs = System.nanoTime();
                    step(Math.min(STEP_NS, nowNs - steppedNs));
                    steppedNs = nowNs;
                    return condition.getAsBoolean();
                },
                describe);
    }

    /** What was sent before has arrived when something that is sent after it has, a few times there and back. */
    @Override
    public void settle() {
        for (int i = 0; i < SETTLING_PINGS; i++) {
            long root = WorkerEnd.root(2, 1_000_000 + settled);
            long answer = WorkerEnd.root(1, 1_000_000 + settled);
            settled++;
            first().ack(root, 1);
            until(() -> second().acks().remove(root) != null, () -> "no ack came");
            second().ack(answer, 1);
            until(() -> first().acks().remove(answer) != null, () -> "no ack came back");
        }
    }

    private int settled;
    private long steppedNs = System.nanoTime();

    @Override
    void breakConnection() {
        Connection connection = networks[0].link(1).holder();
        int lost = told[0].events().size() + told[1].events().size();
        connection.close();
        until(
                () -> told[0].events().size() + told[1].events().size() >= lost + 2,
                () -> told[0].events() + " " + told[1].events());
    }

    @Override
    public void close() {
        for (PeerNetwork network : networks) {
            if (network != null) {
                network.close();
            }
        }
    }
}
