package dev.gale.examples.lines;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;

/** The lines of files. Each reader reads whole files: every {@code readers}-th of them. */
public final class FileLines implements LineSource {
    private static final long serialVersionUID = 1L;

    private record TextFile(String name) implements TextsReader.Text {
        @Override
        public InputStream open() throws IOException {
            return Files.newInputStream(Path.of(name));
        }
    }

    /** Names, since paths can't be serialized. */
    private final List<String> files;

    private final boolean endless;

    private FileLines(List<Path> files, boolean endless) {
        this.files = files.stream().map(Path::toString).toList();
        this.endless = endless;
    }

    /** Every file once. */
    public static FileLines once(List<Path> files) {
        return new FileLines(files, false);
    }

    /** The same files again and again. */
    public static FileLines endless(List<Path> files) {
        return new FileLines(files, true);
    }

    @Override
    public LineReader open(int reader, int readers) {
        return new TextsReader(
                IntStream.range(0, files.size())
                        .filter(index -> index % readers == reader)
                        .mapToObj(index -> new TextFile(files.get(index)))
                        .toList(),
                endless);
    }

    @Override
    public int mostReaders() {
        return Math.max(1, files.size());
    }
}
