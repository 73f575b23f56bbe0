package dev.gale.supervisor.process;

import static java.nio.file.StandardOpenOption.CREATE;
import static java.nio.file.StandardOpenOption.READ;
import static java.nio.file.StandardOpenOption.TRUNCATE_EXISTING;
import static java.nio.file.StandardOpenOption.WRITE;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;

/**
 * The log that a process appends to, kept within bounds from outside: what is in it is copied to {@code worker.log.1} and the
 * file is emptied, under the process's hands, which goes on at its new end. What the process writes between the two is
 * lost: a few lines at most, and only when it writes at that very moment.
 */
public record RotatedLog(Path path) {
    /**
     * Puts the log aside if it is too long. One call at a time.
     *
     * @param kept how many that were put aside are kept
     * @return whether it was
     */
    public boolean rotateIfLonger(long maxBytes, int kept) throws IOException {
        if (!isLonger(maxBytes)) {
            return false;
        }
        for (int i = kept; i > 1; i--) {
            if (Files.exists(aside(i - 1))) {
                Files.move(aside(i - 1), aside(i), StandardCopyOption.REPLACE_EXISTING);
            }
        }
        try (FileChannel log = FileChannel.open(path, READ, WRITE);
                FileChannel copy = FileChannel.open(aside(1), CREATE, WRITE, TRUNCATE_EXISTING)) {
            // Of one that grew while nobody looked, the end; so the disk is bounded whatever happens.
            long from = Math.max(0, log.size() - maxBytes);
            long until = log.size() + maxBytes;
            while (from < Math.min(log.size(), until)) {
                from += log.transferTo(from, Math.min(log.size(), until) - from, copy);
            }
            log.truncate(0);
        }
        return true;
    }

    public boolean isLonger(long maxBytes) throws IOException {
        return Files.exists(path) && Files.size(path) > maxBytes;
    }

    /**
     * The last lines, the newest last; empty when there is no log.
     *
     * @param maxBytes how much of the file's end is read at most; a line that begins before it is left out
     */
    public List<String> lastLines(int maxLines, int maxBytes) throws IOException {
        List<String> lines = new ArrayList<>();
        if (Files.exists(path) && Files.size(path) < maxBytes && Files.exists(aside(1))) {
            lines.addAll(lastLines(aside(1), maxBytes));
        }
        if (Files.exists(path)) {
            lines.addAll(lastLines(path, maxBytes));
        }
        return List.copyOf(lines.subList(Math.max(0, lines.size() - maxLines), lines.size()));
    }

    private static List<String> lastLines(Path file, int maxBytes) throws IOException {
        byte[] bytes;
        boolean fromTheBeginning;
        try (FileChannel channel = FileChannel.open(file, READ)) {
            long from = Math.max(0, channel.size() - maxBytes);
            fromTheBeginning = from == 0;
            channel.position(from);
            try (InputStream in = Channels.newInputStream(channel)) {
                bytes = in.readNBytes(maxBytes);
            }
        }
        // What isn't text doesn't keep the rest from being shown.
        String text = StandardCharsets.UTF_8.decode(ByteBuffer.wrap(bytes)).toString();
        List<String> lines = text.lines().toList();
        return fromTheBeginning || lines.isEmpty() ? lines : lines.subList(1, lines.size());
    }

    private Path aside(int number) {
        return path.resolveSibling(path.getFileName() + "." + number);
    }
}
