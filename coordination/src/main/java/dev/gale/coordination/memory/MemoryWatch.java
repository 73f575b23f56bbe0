package dev.gale.coordination.memory;

import dev.gale.coordination.Watch;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * Tells a consumer of changed facts.
 *
 * @param <S> what it is told; its equals says whether anything has changed
 */
final class MemoryWatch<S> implements Watch {
    private final InMemoryClusterState client;
    private final InMemoryCluster cluster;
    private final Supplier<S> facts;
    private final Consumer<S> consumer;

    // Guarded by the cluster.
    private boolean deliveryIsDue;
    private boolean closed;
    /** Null before the first time. */
    private S delivered;

    MemoryWatch(InMemoryClusterState client, InMemoryCluster cluster, Supplier<S> facts, Consumer<S> consumer) {
        this.client = client;
        this.cluster = cluster;
        this.facts = facts;
        this.consumer = consumer;
    }

    /** To be called under the cluster's lock, with a connection. */
    void tell() {
        if (!deliveryIsDue && !closed && !facts.get().equals(delivered)) {
            deliveryIsDue = true;
            client.tell(this::deliver);
        }
    }

    private void deliver() {
        S value;
        synchronized (cluster) {
            deliveryIsDue = false;
            if (closed || !client.isConnected()) {
                return;
            }
            // As it is now, not as it was when this was enqueued.
            value = facts.get();
            if (value.equals(delivered)) {
                return;
            }
            delivered = value;
        }
        consumer.accept(value);
    }

    @Override
    public void close() {
        synchronized (cluster) {
            closed = true;
            client.remove(this);
        }
    }
}
