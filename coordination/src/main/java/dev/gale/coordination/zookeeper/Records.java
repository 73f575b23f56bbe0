package dev.gale.coordination.zookeeper;

import dev.gale.coordination.Versioned;
import dev.gale.coordination.Watch;
import dev.gale.coordination.json.RecordJson;
import java.util.Collection;
import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Reads and watches directories of records. Its reads are for use within {@link ZkConnection#call}. */
final class Records {
    private static final Logger LOG = LoggerFactory.getLogger(Records.class);

    private final ZkConnection connection;

    Records(ZkConnection connection) {
        this.connection = connection;
    }

    /** @throws IllegalArgumentException when it can't be read */
    <R> Optional<Versioned<R>> find(String path, Class<R> type) throws Exception {
        return connection.read(path).map(node -> new Versioned<>(RecordJson.read(node.data(), type), node.version()));
    }

    <K, R> Map<K, Versioned<R>> allVersioned(String directory, Class<R> type, Function<R, K> key) throws Exception {
        Map<K, Versioned<R>> all = new TreeMap<>();
        for (String child : connection.children(directory)) {
            try {
                find(directory + "/" + child, type).ifPresent(found -> all.put(key.apply(found.value()), found));
            } catch (IllegalArgumentException e) {
                LOG.error("{}/{} can't be read by this version: {}", directory, child, e.getMessage());
            }
        }
        return Collections.unmodifiableMap(all);
    }

    <K, R> Map<K, R> all(String directory, Class<R> type, Function<R, K> key) throws Exception {
        return byKey(
                allVersioned(directory, type, key).values().stream()
                        .map(Versioned::value)
                        .toList(),
                key);
    }

    static <K, R> Map<K, R> byKey(Collection<R> records, Function<R, K> key) {
        Map<K, R> byKey = new TreeMap<>();
        records.forEach(record -> byKey.put(key.apply(record), record));
        return Collections.unmodifiableMap(byKey);
    }

    <R, S> Watch watchChildren(
            String directory, Function<byte[], R> parse, Function<Map<String, R>, S> summarize, Consumer<S> consumer) {
        return watch(directory, RecordView.Extent.CHILDREN, parse, summarize, consumer);
    }

    <R> Watch watchNode(String path, Class<R> type, Consumer<Optional<R>> consumer) {
        return watch(
                path,
                RecordView.Extent.NODE,
                json -> RecordJson.read(json, type),
                found -> found.values().stream().findAny(),
                consumer);
    }

    private <R, S> Watch watch(
            String path,
            RecordView.Extent extent,
            Function<byte[], R> parse,
            Function<Map<String, R>, S> summarize,
            Consumer<S> consumer) {
        RecordView<R, S> view = new RecordView<>(connection, path, extent, parse, summarize, consumer);
        connection.add(view);
        return view;
    }
}
