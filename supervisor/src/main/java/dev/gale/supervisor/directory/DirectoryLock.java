package dev.gale.supervisor.directory;

import static java.nio.file.StandardOpenOption.CREATE;
import static java.nio.file.StandardOpenOption.WRITE;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;

/** Keeps a second supervisor out of a directory: two would each start a worker in every slot. Ends with the process. */
public final class DirectoryLock implements AutoCloseable {
    private final FileChannel channel;

    private DirectoryLock(FileChannel channel) {
        this.channel = channel;
    }

    /** @throws IOException when another supervisor has it, or the directory can't be written to */
    public static DirectoryLock take(LocalDirectory directory) throws IOException {
        PrivateFiles.createDirectories(directory.lock().getParent());
        FileChannel channel = FileChannel.open(directory.lock(), CREATE, WRITE);
        try {
            FileLock lock = channel.tryLock();
            if (lock != null) {
                return new DirectoryLock(channel);
            }
        } catch (OverlappingFileLockException e) {
            channel.close();
            throw new IOException(inUse(directory), e);
        }
        channel.close();
        throw new IOException(inUse(directory));
    }

    private static String inUse(LocalDirectory directory) {
        return "another supervisor uses " + directory.root() + "; stop it, or set storm.local.dir to another directory";
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
