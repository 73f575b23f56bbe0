package dev.gale.nimbus.code;

import dev.gale.coordination.model.CodeHash;
import dev.gale.nimbus.code.CodeRefused.Kind;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

/**
 * Files named by the SHA-256 of their content. What is here is whole and is what its name says: it is written elsewhere,
 * hashed, brought to the disk, and only then moved here in one step. For any thread.
 *
 * <p>Under its directory, {@code code} holds the files and {@code incoming} what is being written, which a crash may leave
 * and the next start removes.
 */
public final class CodeStore {
    /** Whether the code was here before. */
    public enum Receipt {
        NEW,
        KNOWN
    }

    private static final int BUFFER_BYTES = 1 << 16;

    private final Path files;
    private final Path incoming;
    private final Set<CodeHash> held = ConcurrentHashMap.newKeySet();

    /** @param directory its own; made by {@link #open} */
    public CodeStore(Path directory) {
        this.files = directory.resolve("code");
        this.incoming = directory.resolve("incoming");
    }

    /** Finds what is there and removes what was left half-written. To be called once, before anything else. */
    public void open() throws IOException {
        Files.createDirectories(files);
        Files.createDirectories(incoming);
        try (Stream<Path> leftovers = Files.list(incoming)) {
            for (Path leftover : leftovers.toList()) {
                Files.deleteIfExists(leftover);
            }
        }
        try (Stream<Path> found = Files.list(files)) {
            found.map(path -> path.getFileName().toString())
                    .filter(name -> name.matches("[0-9a-f]{64}"))
                    .forEach(name -> held.add(new CodeHash(name)));
        }
    }

    public Set<CodeHash> held() {
        return Set.copyOf(held);
    }

    public boolean has(CodeHash hash) {
        return held.contains(hash);
    }

    /** Where it is; empty when it isn't here. The file doesn't change; it may be deleted, which readers don't notice. */
    public Optional<Path> find(CodeHash hash) {
        return has(hash) ? Optional.of(fileOf(hash)) : Optional.empty();
    }

    /**
     * Takes bytes in without holding them in memory.
     *
     * @param in is read to its end, unless the code is known or too large
     * @throws CodeRefused when they are too many, or have another hash
     */
    public Receipt receive(CodeHash expected, InputStream in, long maxBytes) throws IOException, CodeRefused {
        if (has(expected)) {
            return Receipt.KNOWN;
        }
        Path file = newIncoming();
        try {
            try (OutputStream out = Files.newOutputStream(file)) {
                copy(in, out, maxBytes);
            }
            return adopt(expected, file);
        } finally {
            Files.deleteIfExists(file);
        }
    }

    /** Takes in bytes that are there. */
    public CodeHash put(byte[] bytes) throws IOException {
        CodeHash hash = new CodeHash(HexFormat.of().formatHex(sha256().digest(bytes)));
        try {
            receive(hash, new ByteArrayInputStream(bytes), bytes.length);
        } catch (CodeRefused e) {
            throw new IOException("the disk gave back other bytes than were written", e);
        }
        return hash;
    }

    /** A file to write code into that is to be {@linkplain #adopt adopted}; it doesn't exist yet beyond its name. */
    Path newIncoming() throws IOException {
        return Files.createTempFile(incoming, "code", ".part");
    }

    /** Makes a file of {@link #newIncoming} part of the store; it is moved, not copied. */
    Receipt adopt(CodeHash expected, Path file) throws IOException, CodeRefused {
        CodeHash found = hashOf(file);
        if (!found.equals(expected)) {
            throw new CodeRefused(
                    Kind.HASH_DIFFERS,
                    "what was sent as " + expected + " has the SHA-256 " + found
                            + "; send it again, or under its name");
        }
        sync(file, StandardOpenOption.WRITE);
        Files.move(file, fileOf(expected), StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        sync(files, StandardOpenOption.READ);
        return held.add(expected) ? Receipt.NEW : Receipt.KNOWN;
    }

    /** Removes it; that it isn't here is no failure. */
    void delete(CodeHash hash) throws IOException {
        held.remove(hash);
        Files.deleteIfExists(fileOf(hash));
    }

    private Path fileOf(CodeHash hash) {
        return files.resolve(hash.value());
    }

    private static void copy(InputStream in, OutputStream out, long maxBytes) throws IOException, CodeRefused {
        byte[] buffer = new byte[BUFFER_BYTES];
        long total = 0;
        for (int count = in.read(buffer); count >= 0; count = in.read(buffer)) {
            total += count;
            if (total > maxBytes) {
                throw new CodeRefused(
                        Kind.TOO_LARGE, "what was sent is larger than the allowed " + maxBytes + " bytes");
            }
            out.write(buffer, 0, count);
        }
    }

    private static CodeHash hashOf(Path file) throws IOException {
        MessageDigest digest = sha256();
        byte[] buffer = new byte[BUFFER_BYTES];
        try (InputStream in = Files.newInputStream(file)) {
            for (int count = in.read(buffer); count >= 0; count = in.read(buffer)) {
                digest.update(buffer, 0, count);
            }
        }
        return new CodeHash(HexFormat.of().formatHex(digest.digest()));
    }

    /** Of a directory: so that the new name is on the disk too. */
    private static void sync(Path path, StandardOpenOption option) throws IOException {
        try (FileChannel channel = FileChannel.open(path, option)) {
            channel.force(true);
        }
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
