package org.example.ledger;

import java.io.Closeable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;

/**
 * Pairs of longs, each appended by one system call: what was written is in the file though the process is killed right
 * after, and whole.
 */
public final class LedgerFile implements Closeable {
    private static final int ENTRY = 2 * Long.BYTES;

    private final ByteBuffer entry = ByteBuffer.allocateDirect(ENTRY);
    private final FileChannel channel;

    private LedgerFile(FileChannel channel) {
        this.channel = channel;
    }

    public record Entry(long message, long attempt) {}

    static LedgerFile append(Path file) {
        try {
            return new LedgerFile(FileChannel.open(
                    file, StandardOpenOption.CREATE, StandardOpenOption.WRITE, StandardOpenOption.APPEND));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    void write(long message, long attempt) {
        entry.clear().putLong(message).putLong(attempt).flip();
        try {
            channel.write(entry);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        if (entry.hasRemaining()) {
            throw new IllegalStateException("half an entry was written; is the disk full?");
        }
    }

    /** What is there; nothing when the file isn't. */
    public static List<Entry> read(Path file) {
        if (!Files.exists(file)) {
            return List.of();
        }
        try {
            ByteBuffer bytes = ByteBuffer.wrap(Files.readAllBytes(file));
            List<Entry> entries = new ArrayList<>(bytes.remaining() / ENTRY);
            while (bytes.remaining() >= ENTRY) {
                entries.add(new Entry(bytes.getLong(), bytes.getLong()));
            }
            return entries;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        try {
            channel.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
