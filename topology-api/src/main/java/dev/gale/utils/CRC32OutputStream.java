package dev.gale.utils;

import java.io.OutputStream;
import java.util.zip.CRC32;

/** Computes the CRC-32 of what is written to it and keeps nothing. Not thread-safe. */
public class CRC32OutputStream extends OutputStream {
    private final CRC32 checksum = new CRC32();

    /** The checksum of what has been written so far. */
    public long getValue() {
        return checksum.getValue();
    }

    @Override
    public void write(int octet) {
        checksum.update(octet);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) {
        checksum.update(bytes, offset, length);
    }
}
