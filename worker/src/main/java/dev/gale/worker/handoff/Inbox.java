package dev.gale.worker.handoff;

import com.lmax.disruptor.InsufficientCapacityException;
import com.lmax.disruptor.RingBuffer;
import com.lmax.disruptor.Sequence;
import com.lmax.disruptor.YieldingWaitStrategy;
import com.lmax.disruptor.dsl.ProducerType;
import dev.gale.kernel.agent.AgentHandle;
import dev.gale.worker.tuple.Envelope;
import java.util.Arrays;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * What waits for one executor: a Disruptor ring whose slots hold batches of envelopes, polled by the executor's
 * thread. A batch is swapped into its slot, not copied: the slot's former, emptied array goes back to the sender.
 *
 * <p>Bounded: what doesn't fit stays with the sender, which is told when there is room again. Producers are the
 * executors that may send here; the single consumer calls {@link #current}, {@link #currentSize} and {@link #release}.
 *
 * <p>Frames of other processes come by a queue of their own beside the ring, in turn with it: whoever hands them over
 * has told their senders before how many may be under way, so that none of them can find it full, and those in this
 * process can't take their room.
 */
public final class Inbox implements Destination {
    /** Reads a batch that came from another worker; on the receiver's thread. */
    public interface FrameDecoder {
        /**
         * @param frame what the sender encoded
         * @param into filled from 0
         * @return how many envelopes could be read, from 0 to {@link Destination#BATCH}
         */
        int decode(byte[] frame, Envelope[] into);
    }

    /** Told that a frame of another process has been worked off. On the consumer's thread. */
    public interface FrameRelease {
        /** @param units as given when the frame was handed over */
        void onReleased(int units);
    }

    /** A frame of another process. */
    private static final class Arrival {
        private final byte[] frame;
        private final long arrivedNs;
        private final int units;
        private final FrameRelease release;

        private Arrival(byte[] frame, long arrivedNs, int units, FrameRelease release) {
            this.frame = frame;
            this.arrivedNs = arrivedNs;
            this.units = units;
            this.release = release;
        }
    }

    private static final class Slot {
        private Envelope[] batch;
        private byte[] frame;
        private int count;
        private long publishedNs;
    }

    /** A frame without tuples. */
    private static final byte[] NOTHING = {0, 0};

    private final RingBuffer<Slot> ring;
    private final Sequence consumed = new Sequence();
    /** Set once, before anybody sends. */
    private AgentHandle consumer;

    private final FrameDecoder decoder;
    /** Senders that wait for room; filled by them, emptied by the consumer. */
    private final Queue<RoomWaiter> waiting = new ConcurrentLinkedQueue<>();

    private Slot slot;

    /** Frames of other processes; null when none can come. */
    private final Queue<Arrival> arrivals;

    private final AtomicInteger arrivalCount = new AtomicInteger();
    /** What {@link #current} shows of an arrival. */
    private final Slot arrivalSlot = new Slot();

    private Arrival arrival;
    /** Whether the ring was asked last, so that the arrivals are next. */
    private boolean ringWasLast;

    /**
     * @param slots how many batches fit; rounded up to a power of two, at least 2
     * @param singleProducer whether only one executor ever sends here
     * @param decoder reads frames of other workers; null when none can come
     */
    public Inbox(int slots, boolean singleProducer, FrameDecoder decoder) {
        int size = Math.max(2, Integer.highestOneBit(Math.max(1, slots - 1)) << 1);
        ProducerType producers = singleProducer ? ProducerType.SINGLE : ProducerType.MULTI;
        // The wait strategy is for barriers, which nobody uses here: consumers poll, and are woken by their scheduler.
        this.ring = RingBuffer.create(producers, Slot::new, size, new YieldingWaitStrategy());
        this.ring.addGatingSequences(consumed);
        this.decoder = decoder;
        this.arrivals = decoder == null ? null : new ConcurrentLinkedQueue<>();
    }

    /** Says whom to wake when something arrives; once, before anything does. */
    public void setConsumer(AgentHandle consumer) {
        this.consumer = consumer;
    }

    @Override
    public Envelope[] tryPublish(Envelope[] batch, int count, long nowNs) {
        long sequence = tryNext();
        if (sequence < 0) {
            return null;
        }
        Slot next = ring.get(sequence);
        Envelope[] emptied = next.batch;
        next.batch = batch;
        next.count = count;
        next.publishedNs = nowNs;
        ring.publish(sequence);
        consumer.signal();
        return emptied == null ? new Envelope[BATCH] : emptied;
    }

    /** Makes the encoded form of a batch. */
    public interface FrameEncoder {
        byte[] encode(Envelope[] batch, int count);
    }

    /**
     * Hands over a batch in its encoded form. It is encoded only when there is room for it, and once.
     *
     * @return false when there is no room and nothing has happened
     */
    public boolean tryPublishEncoded(Envelope[] batch, int count, FrameEncoder encoder, long nowNs) {
        long sequence = tryNext();
        if (sequence < 0) {
            return false;
        }
        Slot next = ring.get(sequence);
        next.frame = NOTHING;
        try {
            next.frame = encoder.encode(batch, count);
            next.publishedNs = nowNs;
        } finally {
            // A slot that was claimed must be published, whatever happened, or the receiver waits for it for ever.
            ring.publish(sequence);
            consumer.signal();
        }
        return true;
    }

    /**
     * Hands over a frame of another process. Any thread.
     *
     * @param frame what the sender encoded; belongs to the inbox from now on
     * @param arrivedNs the present time
     * @param units given back by {@code release}
     */
    public void publishArrival(byte[] frame, long arrivedNs, int units, FrameRelease release) {
        // Counted first: it must not be worked off before it is counted.
        arrivalCount.incrementAndGet();
        arrivals.add(new Arrival(frame, arrivedNs, units, release));
        consumer.signal();
    }

    private long tryNext() {
        if (!ring.hasAvailableCapacity(1)) {
            return -1;
        }
        try {
            return ring.tryNext();
        } catch (InsufficientCapacityException another) {
            // Another producer was faster; the exception is a constant without a stack, so this is cheap.
            return -1;
        }
    }

    @Override
    public void signalOnRoom(RoomWaiter waiter) {
        waiting.add(waiter);
    }

    /**
     * The batch to work on; the same one until {@link #release}. Consumer only.
     *
     * @return null when nothing waits
     */
    public Envelope[] current() {
        if (slot == null && !(arrivals == null ? takeFromRing() : takeInTurn())) {
            return null;
        }
        return slot.batch;
    }

    private boolean takeInTurn() {
        return ringWasLast ? takeArrival() || takeFromRing() : takeFromRing() || takeArrival();
    }

    private boolean takeFromRing() {
        long next = consumed.get() + 1;
        if (!ring.isAvailable(next)) {
            return false;
        }
        ringWasLast = true;
        slot = ring.get(next);
        if (slot.frame != null) {
            decodeInto(slot, slot.frame);
            slot.frame = null;
        }
        return true;
    }

    private boolean takeArrival() {
        arrival = arrivals.poll();
        if (arrival == null) {
            return false;
        }
        ringWasLast = false;
        slot = arrivalSlot;
        slot.publishedNs = arrival.arrivedNs;
        decodeInto(slot, arrival.frame);
        return true;
    }

    private void decodeInto(Slot into, byte[] frame) {
        if (into.batch == null) {
            into.batch = new Envelope[BATCH];
        }
        into.count = decoder.decode(frame, into.batch);
    }

    /** How many envelopes {@link #current} holds. */
    public int currentSize() {
        return slot.count;
    }

    /** The sender's time when {@link #current} was handed over. */
    public long currentPublishedNs() {
        return slot.publishedNs;
    }

    /** Gives the slot of {@link #current} back; a sender that waits for room is told. Consumer only. */
    public void release() {
        // Without this the ring would keep a whole round of dead tuples alive.
        Arrays.fill(slot.batch, 0, slot.count, null);
        slot = null;
        if (arrival != null) {
            releaseArrival();
            return;
        }
        long done = consumed.get() + 1;
        // Volatile: the look at the line below must not come before senders can see the room.
        consumed.setVolatile(done);
        // A quarter of the ring at a time, so that a sender isn't woken for each single slot.
        if (!waiting.isEmpty()
                && ring.getCursor() - done <= ring.getBufferSize() - Math.max(1, ring.getBufferSize() / 4)) {
            signalWaiting();
        }
    }

    private void releaseArrival() {
        Arrival done = arrival;
        arrival = null;
        arrivalCount.decrementAndGet();
        done.release.onReleased(done.units);
    }

    private void signalWaiting() {
        // Only those that wait now: a sender that finds no room asks again at once.
        for (int i = waiting.size(); i > 0; i--) {
            RoomWaiter waiter = waiting.poll();
            if (waiter == null) {
                return;
            }
            waiter.signalRoom();
        }
    }

    /** How many batches have been handed over by executors of this process so far; any thread. */
    public long published() {
        return ring.getCursor() + 1;
    }

    /** How many of {@link #published} have been worked off so far; any thread. */
    public long released() {
        return consumed.get() + 1;
    }

    /** How many batches wait, frames of other processes among them; read by any thread. */
    public int depth() {
        return (int) Math.max(0, ring.getCursor() - consumed.get()) + arrivalCount.get();
    }

    /** How many batches of executors of this process fit. */
    public int capacity() {
        return ring.getBufferSize();
    }
}
