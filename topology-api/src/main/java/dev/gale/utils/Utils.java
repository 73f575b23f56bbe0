package dev.gale.utils;

import dev.gale.generated.Bolt;
import dev.gale.generated.ComponentCommon;
import dev.gale.generated.ComponentObject;
import dev.gale.generated.GlobalStreamId;
import dev.gale.generated.InvalidTopologyException;
import dev.gale.generated.SpoutSpec;
import dev.gale.generated.StormTopology;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.io.ObjectStreamClass;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadInfo;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.UnknownHostException;
import java.nio.ByteBuffer;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.StringJoiner;
import java.util.TreeMap;
import java.util.UUID;
import java.util.regex.Pattern;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Small helpers that topologies and connectors call. All are static, keep no state unless they say so, and may be
 * called by any thread. Arguments must not be null where nothing else is said.
 */
public class Utils {
    public static final Logger LOG = LoggerFactory.getLogger(Utils.class);

    /** The stream of tuples that are emitted without naming one. */
    public static final String DEFAULT_STREAM_ID = "default";

    public static final Pattern BLOB_KEY_PATTERN = Pattern.compile("^[\\w \\t._-]+$");

    private static final Pattern TOPOLOGY_NAME_PATTERN = Pattern.compile("^[^/.:\\\\]+$");
    private static final SecureRandom RANDOM = new SecureRandom();

    private static volatile ClassLoader javaDeserializeLoader; // written by tests and the runtime, read by all

    private static final class LocalHostname { // looked up once and only when needed: it may ask the network
        private static final String NAME;
        private static final UnknownHostException FAILURE;

        static {
            String name = null;
            UnknownHostException failure = null;
            try {
                name = localHostname();
            } catch (UnknownHostException e) {
                failure = e;
            }
            NAME = name;
            FAILURE = failure;
        }
    }

    // Names

    /** Whether an id of a component or stream is reserved: it starts with two underscores. */
    public static boolean isSystemId(String id) {
        return id.startsWith("__");
    }

    /** Whether the key of a blob is well-formed: letters, digits, space, tab, dot, underscore and minus. */
    public static boolean isValidKey(String key) {
        return key != null
                && !key.equals(".")
                && !key.equals("..")
                && BLOB_KEY_PATTERN.matcher(key).matches();
    }

    /** @throws IllegalArgumentException if the name is null, empty or contains one of / . : \ */
    public static void validateTopologyName(String name) {
        if (name == null || !TOPOLOGY_NAME_PATTERN.matcher(name).matches()) {
            throw new IllegalArgumentException("Topology name must match " + TOPOLOGY_NAME_PATTERN + ", found "
                    + (name == null ? "null" : "\"" + name + "\"")
                    + "; choose a name that is not empty and contains none of / . : \\");
        }
    }

    /** Whether a configuration can be stored; {@link ConfValues#normalize(Map)} says what is wrong with it. */
    public static boolean isValidConf(Map<String, Object> conf) {
        try {
            return ConfValues.normalize(conf) != null;
        } catch (IllegalArgumentException e) {
            LOG.warn("Configuration is not valid: {}", e.getMessage());
            return false;
        }
    }

    // Topologies

    /** @throws IllegalArgumentException if the topology has no such component */
    public static ComponentCommon getComponentCommon(StormTopology topology, String id) {
        SpoutSpec spout = topology.get_spouts().get(id);
        if (spout != null) {
            return spout.get_common();
        }
        Bolt bolt = topology.get_bolts().get(id);
        if (bolt != null) {
            return bolt.get_common();
        }
        throw new IllegalArgumentException("Could not find component with id " + id + " among the spouts "
                + topology.get_spouts().keySet() + " and bolts "
                + topology.get_bolts().keySet());
    }

    /** A new instance of the user's spout or bolt. */
    public static Object getSetComponentObject(ComponentObject object) {
        return javaDeserialize(object.get_serialized_java(), Object.class);
    }

    /** @param streamId null for the default stream */
    public static GlobalStreamId getGlobalStreamId(String componentId, String streamId) {
        return new GlobalStreamId(componentId, streamId == null ? DEFAULT_STREAM_ID : streamId);
    }

    /**
     * The cycles in the flow of tuples. Each is a list of component ids of which every one feeds the next and the last
     * feeds the first; a component that subscribes to itself is a cycle of one. At least one is reported for every
     * group of components that reach each other, but not every combination of paths.
     *
     * @param topologyId for messages only
     * @return empty if there are none
     */
    public static List<List<String>> findComponentCycles(StormTopology topology, String topologyId) {
        return new CycleSearch(topology).cycles();
    }

    /** @throws InvalidTopologyException if tuples can flow in a cycle; the message shows the cycles */
    public static void validateCycleFree(StormTopology topology, String name) throws InvalidTopologyException {
        List<List<String>> cycles = findComponentCycles(topology, name);
        if (!cycles.isEmpty()) {
            throw new InvalidTopologyException("Topology " + name + " must be free of cycles, found " + cycles
                    + "; remove one subscription of each");
        }
    }

    // Java serialization

    /** @throws UncheckedIOException if something in the object is not serializable; its cause names the class */
    public static byte[] javaSerialize(Object object) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
            out.writeObject(object);
        } catch (IOException e) {
            throw new UncheckedIOException(
                    "Cannot serialize an object of " + object.getClass().getName() + ": " + e, e);
        }
        return bytes.toByteArray();
    }

    /**
     * The classes are looked for in the loader set by {@link #setClassLoaderForJavaDeSerialize}, else in the context
     * loader of the thread. Only for bytes from a trusted source: reading runs code of the classes they name.
     *
     * @throws UncheckedIOException  if the bytes are not a serialized object
     * @throws IllegalStateException if a class is missing
     * @throws ClassCastException    if the object is of another type
     */
    public static <T> T javaDeserialize(byte[] serialized, Class<T> type) {
        ClassLoader loader =
                javaDeserializeLoader == null ? Thread.currentThread().getContextClassLoader() : javaDeserializeLoader;
        try (ObjectInputStream in = new LoaderObjectInputStream(new ByteArrayInputStream(serialized), loader)) {
            return type.cast(in.readObject());
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot deserialize an object of " + type.getName() + ": " + e, e);
        } catch (ClassNotFoundException e) {
            throw new IllegalStateException(
                    "Class " + e.getMessage() + " of a serialized object is not on the class path; add it", e);
        }
    }

    /** For the whole JVM, until it is reset. */
    public static void setClassLoaderForJavaDeSerialize(ClassLoader loader) {
        javaDeserializeLoader = loader;
    }

    public static void resetClassLoaderForJavaDeSerialize() {
        javaDeserializeLoader = null;
    }

    private static final class LoaderObjectInputStream extends ObjectInputStream {
        private final ClassLoader loader;

        private LoaderObjectInputStream(InputStream in, ClassLoader loader) throws IOException {
            super(in);
            this.loader = loader;
        }

        @Override
        protected Class<?> resolveClass(ObjectStreamClass description) throws IOException, ClassNotFoundException {
            try {
                return Class.forName(description.getName(), false, loader);
            } catch (ClassNotFoundException e) {
                return super.resolveClass(description); // knows the primitive types, and the caller's own loader
            }
        }
    }

    // Exceptions

    /** Whether the throwable or one of its causes is of the type. */
    @SuppressWarnings("rawtypes")
    public static boolean exceptionCauseIsInstanceOf(Class type, Throwable throwable) {
        for (Throwable cause = throwable; cause != null; cause = cause.getCause()) {
            if (type.isInstance(cause)) {
                return true;
            }
        }
        return false;
    }

    /** @return the first of the type among the throwable and its causes, or null */
    public static <T extends Throwable> T unwrapTo(Class<T> type, Throwable throwable) {
        for (Throwable cause = throwable; cause != null; cause = cause.getCause()) {
            if (type.isInstance(cause)) {
                return type.cast(cause);
            }
        }
        return null;
    }

    /** Throws the first of the type among the throwable and its causes; returns if there is none. */
    public static <T extends Throwable> void unwrapAndThrow(Class<T> type, Throwable throwable) throws T {
        T found = unwrapTo(type, throwable);
        if (found != null) {
            throw found;
        }
    }

    /** The exception itself if it is unchecked, else one that has it as cause. */
    public static RuntimeException wrapInRuntime(Exception exception) {
        return exception instanceof RuntimeException unchecked ? unchecked : new RuntimeException(exception);
    }

    // Time and threads

    /**
     * Sleeps by the clock of {@link Time}. Not for use in spouts and bolts: the other tasks of the executor sleep too.
     *
     * @throws RuntimeException if interrupted, with the InterruptedException as cause and the thread's flag set
     */
    public static void sleep(long millis) {
        try {
            Time.sleep(millis);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new RuntimeException(e);
        }
    }

    /** As {@link #sleep}, but always by the system's clock. */
    public static void sleepNoSimulation(long millis) {
        try {
            Thread.sleep(millis);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new RuntimeException(e);
        }
    }

    /** The stacks of all threads. */
    public static String threadDump() {
        StringBuilder dump = new StringBuilder();
        for (ThreadInfo thread : ManagementFactory.getThreadMXBean().dumpAllThreads(true, true)) {
            dump.append('"').append(thread.getThreadName()).append("\" ").append(thread.getThreadState());
            if (thread.getLockName() != null) {
                dump.append(" on ").append(thread.getLockName());
            }
            if (thread.getLockOwnerName() != null) {
                dump.append(" held by \"").append(thread.getLockOwnerName()).append('"');
            }
            dump.append('\n');
            for (StackTraceElement frame : thread.getStackTrace()) {
                dump.append("    at ").append(frame).append('\n');
            }
            dump.append('\n');
        }
        return dump.toString();
    }

    // The machine

    /** The name of this machine, as {@link #memoizedLocalHostname}. */
    public static String hostname() throws UnknownHostException {
        return memoizedLocalHostname();
    }

    /** The canonical name of this machine; may ask the network. */
    public static String localHostname() throws UnknownHostException {
        return InetAddress.getLocalHost().getCanonicalHostName();
    }

    /** As {@link #localHostname}, but asks only once in the life of the JVM. */
    public static String memoizedLocalHostname() throws UnknownHostException {
        if (LocalHostname.NAME == null) {
            throw LocalHostname.FAILURE;
        }
        return LocalHostname.NAME;
    }

    public static String processPid() {
        return Long.toString(ProcessHandle.current().pid());
    }

    public static boolean isOnWindows() {
        return System.getProperty("os.name").toLowerCase(Locale.ROOT).startsWith("windows");
    }

    /** A TCP port that was free a moment ago: the preferred one if possible. Another process may take it meanwhile. */
    public static int getAvailablePort(int preferredPort) {
        try (ServerSocket socket = new ServerSocket(preferredPort)) {
            return socket.getLocalPort();
        } catch (IOException e) {
            return getAvailablePort();
        }
    }

    /** @see #getAvailablePort(int) */
    public static int getAvailablePort() {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException("No free TCP port found", e);
        }
    }

    /** Whether there is a file or directory of this path. */
    public static boolean checkFileExists(String path) {
        return Files.exists(Path.of(path));
    }

    public static boolean checkDirExists(String dir) {
        return new File(dir).isDirectory();
    }

    /**
     * Deletes a file, or a directory with all that is in it, without following links. Does nothing if it doesn't exist.
     */
    public static void forceDelete(String path) throws IOException {
        Path root = Path.of(path);
        if (!Files.exists(root, LinkOption.NOFOLLOW_LINKS)) {
            return;
        }
        Files.walkFileTree(root, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                Files.deleteIfExists(file);
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult postVisitDirectory(Path dir, IOException failure) throws IOException {
                if (failure != null) {
                    throw failure;
                }
                Files.deleteIfExists(dir);
                return FileVisitResult.CONTINUE;
            }
        });
    }

    // Numbers and ids

    public static String uuid() {
        return UUID.randomUUID().toString();
    }

    public static long secureRandomLong() {
        return RANDOM.nextLong();
    }

    public static long bitXor(Long a, Long b) {
        return a ^ b;
    }

    /** @return 0 for an empty list */
    public static long bitXorVals(List<Long> values) {
        long result = 0;
        for (Long value : values) {
            result ^= value;
        }
        return result;
    }

    /**
     * Drops the sign bit, so that the result may serve as an index after taking the remainder. Not the absolute value.
     */
    public static int toPositive(int number) {
        return number & Integer.MAX_VALUE;
    }

    public static double nullToZero(Double value) {
        return value == null ? 0 : value;
    }

    public static double zeroIfNaNOrInf(double value) {
        return Double.isFinite(value) ? value : 0;
    }

    /** The first, or the second if the first is null. */
    public static <V> V OR(V a, V b) {
        return a == null ? b : a;
    }

    /**
     * Divides a sum into whole pieces that differ by at most one.
     *
     * @return size of piece to number of pieces of that size
     */
    @SuppressWarnings("NonApiType") // Storm's signature
    public static TreeMap<Integer, Integer> integerDivided(int sum, int pieces) {
        if (pieces < 1) {
            throw new IllegalArgumentException("The number of pieces must be positive, found " + pieces);
        }
        int size = sum / pieces;
        int larger = sum % pieces;
        TreeMap<Integer, Integer> countsBySize = new TreeMap<>();
        countsBySize.put(size, pieces - larger);
        if (larger > 0) {
            countsBySize.put(size + 1, larger);
        }
        return countsBySize;
    }

    // Collections and bytes

    /** A mutable list of the values. */
    public static List<Object> tuple(Object... values) {
        List<Object> tuple = new ArrayList<>(values.length);
        Collections.addAll(tuple, values);
        return tuple;
    }

    /** The value of the key, or the default if it is absent or null. */
    public static <S, T> T get(Map<S, T> map, S key, T defaultValue) {
        T value = map.get(key);
        return value == null ? defaultValue : value;
    }

    public static <T> String join(Iterable<T> elements, String separator) {
        StringJoiner joined = new StringJoiner(separator);
        for (T element : elements) {
            joined.add(String.valueOf(element));
        }
        return joined.toString();
    }

    /** @return value to the keys that have it; empty for null */
    @SuppressWarnings("NonApiType") // Storm's signature
    public static <K, V> HashMap<V, List<K>> reverseMap(Map<K, V> map) {
        HashMap<V, List<K>> reversed = new HashMap<>();
        if (map != null) {
            map.forEach((key, value) ->
                    reversed.computeIfAbsent(value, absent -> new ArrayList<>()).add(key));
        }
        return reversed;
    }

    /**
     * @param pairs lists of a key and a value
     * @return value to the keys that have it; empty for null
     */
    public static Map<Object, List<Object>> reverseMap(List<List<Object>> pairs) {
        Map<Object, List<Object>> reversed = new HashMap<>();
        if (pairs != null) {
            for (List<Object> pair : pairs) {
                reversed.computeIfAbsent(pair.get(1), absent -> new ArrayList<>())
                        .add(pair.get(0));
            }
        }
        return reversed;
    }

    /** A new map with the entries of both; where both have a key, the second counts. */
    public static <K, V> Map<K, V> merge(Map<? extends K, ? extends V> first, Map<? extends K, ? extends V> second) {
        Map<K, V> merged = new HashMap<>(first);
        merged.putAll(second);
        return merged;
    }

    /**
     * Turns a map with numbers as keys into a list: the value of the key {@code start} comes first. Smaller keys are
     * left out, missing ones give null.
     */
    @SuppressWarnings("NonApiType") // Storm's signature
    public static <V> ArrayList<V> convertToArray(Map<Integer, V> map, int start) {
        int end = map.isEmpty() ? start : Math.max(start, Collections.max(map.keySet()) + 1);
        ArrayList<V> values = new ArrayList<>(end - start);
        for (int key = start; key < end; key++) {
            values.add(map.get(key));
        }
        return values;
    }

    /**
     * Cuts a collection into at most so many lists whose sizes differ by at most one, the longer first; none is empty.
     */
    public static <T> List<List<T>> partitionFixed(int maxChunks, Collection<T> elements) {
        List<List<T>> chunks = new ArrayList<>();
        if (elements == null || elements.isEmpty()) {
            return chunks;
        }
        Iterator<T> remaining = elements.iterator();
        integerDivided(elements.size(), maxChunks).descendingMap().forEach((size, count) -> {
            for (int i = 0; i < count && size > 0; i++) {
                List<T> chunk = new ArrayList<>(size);
                while (chunk.size() < size) {
                    chunk.add(remaining.next());
                }
                chunks.add(chunk);
            }
        });
        return chunks;
    }

    /** The elements that were in the list before, once for every repetition. */
    public static List<String> getRepeat(List<String> elements) {
        Set<String> seen = new HashSet<>();
        List<String> repeated = new ArrayList<>();
        for (String element : elements) {
            if (!seen.add(element)) {
                repeated.add(element);
            }
        }
        return repeated;
    }

    /** @return the first that fulfils the condition; null if there is none, or no collection */
    public static <T> T findOne(IPredicate<T> condition, Collection<T> elements) {
        if (elements != null) {
            for (T element : elements) {
                if (condition.test(element)) {
                    return element;
                }
            }
        }
        return null;
    }

    /** @return the first value that fulfils the condition; null if there is none, or no map */
    public static <T, U> T findOne(IPredicate<T> condition, Map<U, T> map) {
        return map == null ? null : findOne(condition, map.values());
    }

    /** A copy of what remains in the buffer, whose position stays. */
    public static byte[] toByteArray(ByteBuffer buffer) {
        byte[] bytes = new byte[buffer.remaining()];
        buffer.duplicate().get(bytes);
        return bytes;
    }

    public static byte[] gzip(byte[] data) {
        ByteArrayOutputStream compressed = new ByteArrayOutputStream();
        try (GZIPOutputStream out = new GZIPOutputStream(compressed)) {
            out.write(data);
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot compress " + data.length + " bytes", e);
        }
        return compressed.toByteArray();
    }

    /** @throws UncheckedIOException if the data are not in gzip format, or cut off */
    public static byte[] gunzip(byte[] data) {
        try (GZIPInputStream in = new GZIPInputStream(new ByteArrayInputStream(data))) {
            return in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot uncompress " + data.length + " bytes", e);
        }
    }
}
