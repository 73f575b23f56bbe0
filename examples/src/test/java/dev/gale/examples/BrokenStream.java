package dev.gale.examples;

import java.io.IOException;
import java.io.InputStream;

/** A stream that can't be read. */
public final class BrokenStream extends InputStream {
    private final String message;

    public BrokenStream(String message) {
        this.message = message;
    }

    @Override
    public int read() throws IOException {
        throw new IOException(message);
    }

    @Override
    public int read(byte[] buffer, int offset, int length) throws IOException {
        throw new IOException(message);
    }
}
