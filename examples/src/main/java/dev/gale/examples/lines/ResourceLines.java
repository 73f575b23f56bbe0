package dev.gale.examples.lines;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;

/**
 * The lines of a file that lies beside a class.
 *
 * @param name relative to the package of {@code owner}
 */
public record ResourceLines(Class<?> owner, String name) implements LineSource {
    @Override
    public LineReader open(int reader, int readers) {
        return new TextsReader(reader == 0 ? List.of(new Resource(owner, name)) : List.of(), false);
    }

    @Override
    public int mostReaders() {
        return 1;
    }

    private record Resource(Class<?> owner, String name) implements TextsReader.Text {
        @Override
        public InputStream open() throws IOException {
            InputStream stream = owner.getResourceAsStream(name);
            if (stream == null) {
                throw new FileNotFoundException("there is no resource " + name + " beside " + owner.getName());
            }
            return stream;
        }
    }
}
