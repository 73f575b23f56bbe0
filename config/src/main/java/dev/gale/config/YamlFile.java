package dev.gale.config;

import dev.gale.topology.ConfigFileReader;
import dev.gale.utils.ConfValues;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.type.TypeReference;
import tools.jackson.dataformat.yaml.YAMLMapper;

/**
 * Configuration files in YAML, of which JSON is a part; also those that a program names by {@code -conf}. A key that
 * stands in a file twice is refused, since one of the values would be lost.
 */
public final class YamlFile implements ConfigFileReader {
    private static final YAMLMapper YAML = YAMLMapper.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .build();

    /** For ServiceLoader. */
    public YamlFile() {}

    /** @throws IOException with a message that says where the file is wrong */
    @Override
    public Map<String, Object> read(Path file) throws IOException {
        String text;
        try {
            text = Files.readString(file);
        } catch (NoSuchFileException e) {
            throw new IOException("there is no configuration file " + file, e);
        } catch (IOException e) {
            throw new IOException("configuration file " + file + " can't be read: " + e.getMessage(), e);
        }
        if (text.lines().allMatch(line -> line.isBlank() || line.stripLeading().startsWith("#"))) {
            return new LinkedHashMap<>();
        }
        try {
            return ConfValues.normalize(YAML.readValue(text, new TypeReference<LinkedHashMap<String, Object>>() {}));
        } catch (JacksonException e) {
            String line =
                    e.getLocation() == null ? "" : ", line " + e.getLocation().getLineNr();
            throw new IOException(
                    file + line + ": expected lines such as \"nimbus.seeds: [host]\"; "
                            + e.getOriginalMessage().replaceAll("\\s+", " "),
                    e);
        } catch (IllegalArgumentException e) {
            throw new IOException(file + ": " + e.getMessage(), e);
        }
    }
}
