package dev.gale.examples.wordcount;

import dev.gale.examples.counting.Counts;
import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Counts in a folder: a file for each task that counts, a line for each word, with a tab before the count. */
public final class StoredCounts {
    private static final String PREFIX = "counts-";
    private static final String SUFFIX = ".tsv";

    private StoredCounts() {}

    /** What a task has stored; nothing if it hasn't yet. */
    static Counts load(Path folder, int task) throws IOException {
        Path file = file(folder, task);
        Counts counts = new Counts();
        if (Files.exists(file)) {
            addTo(counts, file);
        }
        return counts;
    }

    /** What all tasks have stored; nothing if the folder isn't there. */
    public static Counts load(Path folder) throws IOException {
        Counts counts = new Counts();
        if (Files.isDirectory(folder)) {
            try (Stream<Path> files = Files.list(folder)) {
                for (Path file : files.filter(StoredCounts::isStored).toList()) {
                    addTo(counts, file);
                }
            }
        }
        return counts;
    }

    /** Stores a task's counts as a whole: who reads sees the old ones or the new ones. */
    static void store(Path folder, int task, Counts counts) throws IOException {
        Files.createDirectories(folder);
        Path file = file(folder, task);
        Path unfinished = file.resolveSibling(file.getFileName() + ".new");
        try (BufferedWriter out = Files.newBufferedWriter(unfinished, StandardCharsets.UTF_8)) {
            for (Map.Entry<String, Long> entry : counts.asMap().entrySet()) {
                out.write(entry.getKey() + '\t' + entry.getValue() + '\n');
            }
        }
        Files.move(unfinished, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    private static Path file(Path folder, int task) {
        return folder.resolve(PREFIX + task + SUFFIX);
    }

    private static boolean isStored(Path file) {
        String name = file.getFileName().toString();
        return name.startsWith(PREFIX) && name.endsWith(SUFFIX);
    }

    private static void addTo(Counts counts, Path file) throws IOException {
        List<String> lines = Files.readAllLines(file, StandardCharsets.UTF_8);
        for (String line : lines) {
            int tab = line.indexOf('\t');
            if (tab < 0) {
                throw new IOException(file + " holds no counts: a line without a tab: " + line);
            }
            counts.add(line.substring(0, tab), Long.parseLong(line.substring(tab + 1)));
        }
    }
}
