package dev.gale.coordination.zookeeper;

import dev.gale.coordination.Watch;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Stream;
import org.apache.curator.framework.recipes.cache.ChildData;
import org.apache.curator.framework.recipes.cache.CuratorCache;
import org.apache.curator.framework.recipes.cache.CuratorCacheListener;
import org.apache.curator.framework.recipes.cache.CuratorCacheStorage;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The records under a directory, or one record, kept up to date by a CuratorCache.
 *
 * <p>Two things about that cache are worked around. It doesn't report a node that was replaced by another of the same
 * version while the connection was away, so changes are taken from its storage rather than from its events. And after a
 * failed read it may never look at the children of a directory again, so each new connection gets a new cache, which
 * replaces the old when it is complete.
 *
 * @param <R> a record
 * @param <S> what the consumer is given
 */
final class RecordView<R, S> implements Watch, Resident {
    private static final Logger LOG = LoggerFactory.getLogger(RecordView.class);

    /** What to look at. */
    enum Extent {
        /** The children of the path. */
        CHILDREN,
        /** The node at the path itself. */
        NODE
    }

    private final ZkConnection connection;
    private final String path;
    private final Extent extent;
    private final Function<byte[], R> parse;
    private final Function<Map<String, R>, S> summarize;
    private final Consumer<S> consumer;

    /** The complete cache; written by the threads of Curator and the tending thread, read by the daemon's. */
    private volatile Filling current;
    /** Being filled. Confined to the tending thread. */
    private Filling next;
    /** Whether a delivery is enqueued; set by any thread, cleared by the daemon's. */
    private final AtomicBoolean deliveryIsDue = new AtomicBoolean();

    private volatile boolean closed;

    /** What has been read, by path; kept when a later version can't be read. Confined to the daemon's thread. */
    private Map<String, Parsed<R>> parsed = Map.of();
    /** What the consumer was given last; null before the first time. Confined to the daemon's thread. */
    private S delivered;

    /**
     * @param parse throws IllegalArgumentException for what it can't read
     * @param summarize makes the consumer's value of the records by their nodes' names; must have an equals that tells
     *     whether anything has changed
     */
    RecordView(
            ZkConnection connection,
            String path,
            Extent extent,
            Function<byte[], R> parse,
            Function<Map<String, R>, S> summarize,
            Consumer<S> consumer) {
        this.connection = connection;
        this.path = path;
        this.extent = extent;
        this.parse = parse;
        this.summarize = summarize;
        this.consumer = consumer;
    }

    private record Parsed<R>(long changedAt, R value) {}

    /** A cache and whether it got everything so far. */
    private final class Filling implements CuratorCacheStorage {
        private final CuratorCacheStorage storage = CuratorCacheStorage.standard();
        private final CuratorCache cache;
        private volatile boolean damaged;

        Filling() {
            CuratorCache.Options[] options = extent == Extent.NODE
                    ? new CuratorCache.Options[] {CuratorCache.Options.SINGLE_NODE_CACHE}
                    : new CuratorCache.Options[0];
            cache = CuratorCache.builder(connection.curator(), path)
                    .withOptions(options)
                    .withStorage(this)
                    .withExceptionHandler(this::onFailure)
                    .build();
            cache.listenable()
                    .addListener(CuratorCacheListener.builder()
                            .forInitialized(() -> connection.tend("watch " + path, this::onComplete))
                            .build());
        }

        private void onComplete() {
            if (this == next && !damaged && !closed) {
                Filling old = current;
                current = this;
                next = null;
                if (old != null) {
                    old.cache.close();
                }
                deliverSoon();
            }
        }

        /** A broken connection is followed by a new one, and a new cache; anything else needs somebody to look. */
        private void onFailure(Exception e) {
            damaged = true;
            if (!closed && connection.state().isConnected()) {
                LOG.warn("could not follow {}; the last known records still hold", path, e);
            }
        }

        private void onChange() {
            if (this == current) {
                deliverSoon();
            }
        }

        @Override
        public Optional<ChildData> put(ChildData data) {
            Optional<ChildData> previous = storage.put(data);
            onChange();
            return previous;
        }

        @Override
        public Optional<ChildData> remove(String removedPath) {
            Optional<ChildData> previous = storage.remove(removedPath);
            onChange();
            return previous;
        }

        @Override
        public void clear() {
            storage.clear();
        }

        @Override
        public Optional<ChildData> get(String nodePath) {
            return storage.get(nodePath);
        }

        @Override
        public int size() {
            return storage.size();
        }

        @Override
        public Stream<ChildData> stream() {
            return storage.stream();
        }
    }

    @Override
    public void onConnected() {
        if (closed) {
            return;
        }
        if (next != null) {
            next.cache.close();
        }
        next = new Filling();
        next.cache.start();
    }

    private void deliverSoon() {
        if (deliveryIsDue.compareAndSet(false, true)) {
            connection.tell(this::deliver);
        }
    }

    private void deliver() {
        deliveryIsDue.set(false);
        Filling filling = current;
        if (closed || filling == null) {
            return;
        }
        Map<String, Parsed<R>> nowParsed = new HashMap<>();
        Map<String, R> records = new HashMap<>();
        filling.stream().filter(this::isRecord).forEach(node -> {
            Parsed<R> record = parsed(node);
            if (record != null) {
                nowParsed.put(node.getPath(), record);
                records.put(ZNodes.lastPart(node.getPath()), record.value());
            }
        });
        // A cache is emptied when it is closed, and only after it was replaced.
        if (filling != current) {
            return;
        }
        parsed = nowParsed;
        S value = summarize.apply(records);
        if (!value.equals(delivered)) {
            delivered = value;
            consumer.accept(value);
        }
    }

    private boolean isRecord(ChildData node) {
        return (extent == Extent.NODE) == node.getPath().equals(path);
    }

    /** The record of a node, as far as it could ever be read; null if never. */
    private Parsed<R> parsed(ChildData node) {
        Parsed<R> known = parsed.get(node.getPath());
        long changedAt = node.getStat().getMzxid();
        if (known != null && known.changedAt() == changedAt) {
            return known;
        }
        try {
            return new Parsed<>(changedAt, parse.apply(node.getData()));
        } catch (IllegalArgumentException e) {
            LOG.error(
                    "{} can't be read by this version: {}; going on {}",
                    node.getPath(),
                    e.getMessage(),
                    known == null ? "without it" : "with what it was before");
            return known == null ? null : new Parsed<>(changedAt, known.value());
        }
    }

    @Override
    public void close() {
        closed = true;
        connection.remove(this);
        connection.tend("stop watching " + path, () -> {
            if (next != null) {
                next.cache.close();
            }
            if (current != null) {
                current.cache.close();
            }
        });
    }
}
