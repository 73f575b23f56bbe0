package dev.gale.testing;

import dev.gale.utils.Utils;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;

/** A path in the directory for temporary files; what is there in the end is deleted. Creates nothing. */
public class TmpPath implements AutoCloseable {
    private final File path;

    /** A path that nobody else uses. */
    public TmpPath() {
        this(localTempPath());
    }

    public TmpPath(String path) {
        this.path = new File(path);
    }

    /** A path that nobody else uses. */
    public static String localTempPath() {
        return Path.of(System.getProperty("java.io.tmpdir"), Utils.uuid()).toString();
    }

    public String getPath() {
        return path.toString();
    }

    public File getFile() {
        return path;
    }

    /**
     * Deletes the file, or the directory with all it holds; if there is nothing, that is no error.
     *
     * @throws UncheckedIOException if something can't be deleted
     */
    @Override
    public void close() {
        try {
            Utils.forceDelete(path.toString());
        } catch (IOException e) {
            throw new UncheckedIOException("can't delete " + path, e);
        }
    }
}
