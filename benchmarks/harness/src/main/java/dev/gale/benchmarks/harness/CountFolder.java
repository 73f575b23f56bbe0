package dev.gale.benchmarks.harness;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.channels.FileChannel.MapMode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;

/**
 * The counts of tasks that run in other processes of this machine: a folder with a file of eight bytes for each, named by
 * what it counts and by the process, which has it mapped. Any thread may read.
 */
public final class CountFolder {
    /** The system property that tells a worker's JVM where to count. */
    public static final String PROPERTY = "gale.benchmark.counts";

    private static final VarHandle LONG = MethodHandles.byteBufferViewVarHandle(long[].class, ByteOrder.nativeOrder());
    private static final AtomicInteger NEXT = new AtomicInteger();
    private static final char SEPARATOR = '.';

    private final Path folder;

    public CountFolder(Path folder) {
        this.folder = folder;
    }

    /** The option for the JVMs of workers. */
    public String jvmOption() {
        return "-D" + PROPERTY + "=" + folder;
    }

    /** A new count, at 0, of this process. */
    static Tally newTally(Path folder, String name) {
        String file = name + SEPARATOR + ProcessHandle.current().pid() + SEPARATOR + NEXT.incrementAndGet();
        return new InFile(map(folder.resolve(file), MapMode.READ_WRITE));
    }

    /** What all counts of that name add up to, read one after the other. */
    public long sum(String name) {
        return files(name).stream().mapToLong(CountFolder::read).sum();
    }

    /** Which processes have counts of that name. */
    public Set<Long> processes(String name) {
        Set<Long> pids = new TreeSet<>();
        for (Path file : files(name)) {
            String rest = file.getFileName().toString().substring(name.length() + 1);
            pids.add(Long.valueOf(rest.substring(0, rest.indexOf(SEPARATOR))));
        }
        return pids;
    }

    private List<Path> files(String name) {
        try (Stream<Path> all = Files.list(folder)) {
            return all.filter(file -> file.getFileName().toString().startsWith(name + SEPARATOR))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static long read(Path file) {
        try {
            // Between its making and its mapping the file is empty.
            return Files.size(file) < Long.BYTES ? 0 : (long) LONG.getOpaque(map(file, MapMode.READ_ONLY), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static ByteBuffer map(Path file, MapMode mode) {
        Set<StandardOpenOption> options = mode == MapMode.READ_ONLY
                ? Set.of(StandardOpenOption.READ)
                : Set.of(StandardOpenOption.READ, StandardOpenOption.WRITE, StandardOpenOption.CREATE_NEW);
        try (FileChannel channel = FileChannel.open(file, options)) {
            return channel.map(mode, 0, Long.BYTES).order(ByteOrder.nativeOrder());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** In a file of its own, and so on a cache line of its own. */
    static final class InFile extends Tally {
        private final ByteBuffer file;

        private InFile(ByteBuffer file) {
            this.file = file;
        }

        @Override
        public void add(long more) {
            LONG.setOpaque(file, 0, (long) LONG.get(file, 0) + more);
        }

        @Override
        public long get() {
            return (long) LONG.getOpaque(file, 0);
        }
    }
}
