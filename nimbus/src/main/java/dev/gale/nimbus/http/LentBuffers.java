package dev.gale.nimbus.http;

import io.undertow.connector.ByteBufferPool;
import io.undertow.connector.PooledByteBuffer;
import io.undertow.server.DefaultByteBufferPool;
import java.nio.ByteBuffer;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;

/**
 * The buffers that connections use. Counts those that are out, and keeps a bounded number of those that are back: without
 * that bound a server holds on to as many as it ever needed at once. For any thread.
 */
final class LentBuffers implements ByteBufferPool {
    /** As the server has it by itself; a little less than 16 KiB, which leaves room for what systems add. */
    private static final int BUFFER_BYTES = (16 << 10) - 20;

    private static final int MOST_KEPT = 256;
    private static final int MOST_KEPT_BY_A_THREAD = 4;

    private final ByteBufferPool pool;
    private final AtomicLong lent;

    LentBuffers() {
        this(new DefaultByteBufferPool(true, BUFFER_BYTES, MOST_KEPT, MOST_KEPT_BY_A_THREAD), new AtomicLong());
    }

    private LentBuffers(ByteBufferPool pool, AtomicLong lent) {
        this.pool = pool;
        this.lent = lent;
    }

    /** How many are out now. */
    long lent() {
        return lent.get();
    }

    @Override
    public PooledByteBuffer allocate() {
        PooledByteBuffer buffer = pool.allocate();
        lent.incrementAndGet();
        return new Lent(buffer, lent);
    }

    @Override
    public ByteBufferPool getArrayBackedPool() {
        ByteBufferPool arrays = pool.getArrayBackedPool();
        return arrays == pool ? this : new LentBuffers(arrays, lent);
    }

    @Override
    public int getBufferSize() {
        return pool.getBufferSize();
    }

    @Override
    public boolean isDirect() {
        return pool.isDirect();
    }

    @Override
    public void close() {
        pool.close();
    }

    /** One that is out; it may be given back more than once. */
    private static final class Lent implements PooledByteBuffer {
        private final PooledByteBuffer buffer;
        private final AtomicLong lent;
        private final AtomicBoolean back = new AtomicBoolean();

        Lent(PooledByteBuffer buffer, AtomicLong lent) {
            this.buffer = buffer;
            this.lent = lent;
        }

        @Override
        public ByteBuffer getBuffer() {
            return buffer.getBuffer();
        }

        @Override
        public boolean isOpen() {
            return buffer.isOpen();
        }

        @Override
        public void close() {
            if (back.compareAndSet(false, true)) {
                lent.decrementAndGet();
                buffer.close();
            }
        }
    }
}
