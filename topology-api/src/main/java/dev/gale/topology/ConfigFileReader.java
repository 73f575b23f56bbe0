package dev.gale.topology;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;

/**
 * Reads a configuration file for {@link ConfigurableTopology}. The topology API parses no file format itself: an
 * implementation is found with {@link java.util.ServiceLoader}, so it needs a public no-argument constructor and an
 * entry in {@code META-INF/services/dev.gale.topology.ConfigFileReader}.
 */
public interface ConfigFileReader {
    /**
     * Reads one file. Called on the thread that starts the topology.
     *
     * @return the settings, not null; empty for an empty file
     * @throws IOException if the file cannot be read or is not in the expected format
     */
    Map<String, Object> read(Path file) throws IOException;
}
