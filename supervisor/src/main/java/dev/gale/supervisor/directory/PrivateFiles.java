package dev.gale.supervisor.directory;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;

/** Files and directories that nobody else can read, where the file system knows of owners. */
public final class PrivateFiles {
    private PrivateFiles() {}

    public static void createDirectories(Path directory) throws IOException {
        Files.createDirectories(directory, ownerOnly(directory, "rwx------"));
    }

    /** A new file beside {@code path}, to be {@linkplain #publish moved} to its place. Its directory is made if need be. */
    public static Path newPart(Path path) throws IOException {
        createDirectories(path.getParent());
        return Files.createTempFile(path.getParent(), path.getFileName() + ".", ".part", ownerOnly(path, "rw-------"));
    }

    /** Moves a file to its place, where it is whole also after a loss of power. */
    public static void publish(Path part, Path path) throws IOException {
        try (FileChannel channel = FileChannel.open(part, StandardOpenOption.WRITE)) {
            channel.force(true);
        }
        move(part, path);
    }

    private static void move(Path part, Path path) throws IOException {
        Files.move(part, path, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    /** Writes all or nothing, also through a crash of this process; a loss of power no process outlives. */
    public static void write(Path path, byte[] bytes) throws IOException {
        Path part = newPart(path);
        try {
            Files.write(part, bytes);
            move(part, path);
        } finally {
            Files.deleteIfExists(part);
        }
    }

    /** Deletes a directory with all that is in it, without following links; what goes meanwhile by itself is no failure. */
    public static void deleteTree(Path root) throws IOException {
        if (!Files.exists(root)) {
            return;
        }
        Files.walkFileTree(root, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                Files.deleteIfExists(file);
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFileFailed(Path file, IOException failure) throws IOException {
                if (failure instanceof NoSuchFileException) {
                    return FileVisitResult.CONTINUE;
                }
                throw failure;
            }

            @Override
            public FileVisitResult postVisitDirectory(Path directory, IOException failure) throws IOException {
                if (failure != null) {
                    throw failure;
                }
                Files.deleteIfExists(directory);
                return FileVisitResult.CONTINUE;
            }
        });
    }

    private static FileAttribute<?>[] ownerOnly(Path path, String permissions) {
        return path.getFileSystem().supportedFileAttributeViews().contains("posix")
                ? new FileAttribute<?>[] {
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(permissions))
                }
                : new FileAttribute<?>[0];
    }
}
