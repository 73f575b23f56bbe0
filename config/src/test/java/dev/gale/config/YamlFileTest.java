package dev.gale.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

import dev.gale.topology.ConfigFileReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.ServiceLoader;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class YamlFileTest {
    @TempDir
    Path directory;

    @Test
    void shouldReadPlainValues() throws IOException {
        Map<String, Object> values = read("""
                # a comment
                topology.workers: 2
                nimbus.seeds: ["a", "b"]
                answer: yes
                nested: {a: 1.5, b: [1]}
                nothing:
                """);

        assertThat(values)
                .containsEntry("topology.workers", 2L)
                .containsEntry("nimbus.seeds", List.of("a", "b"))
                .containsEntry("answer", "yes")
                .containsEntry("nested", Map.of("a", 1.5, "b", List.of(1L)))
                .containsEntry("nothing", null);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "\n\n", "# nothing but a comment\n", "  # indented\n"})
    void shouldBeEmptyWhenNothingIsInTheFile(String text) throws IOException {
        assertThat(read(text)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"a: 1\na: 2\n", "- a\n- b\n", "just text", "a: [1, 2\nb: 3\n", "a: b: c", "\u0000"})
    void shouldSayWhereTheFileIsWrong(String text) {
        assertThatIOException()
                .isThrownBy(() -> read(text))
                .withMessageStartingWith(directory.resolve("gale.yaml") + ", line ")
                .withMessageContaining("expected lines such as \"nimbus.seeds: [host]\"");
    }

    @Test
    void shouldSayThatThereIsNoFile() {
        assertThatIOException()
                .isThrownBy(() -> new YamlFile().read(directory.resolve("none.yaml")))
                .withMessage("there is no configuration file " + directory.resolve("none.yaml"));
    }

    @Test
    void shouldBeFoundByProgramsThatReadConfigurationFiles() {
        assertThat(ServiceLoader.load(ConfigFileReader.class))
                .hasOnlyElementsOfType(YamlFile.class)
                .hasSize(1);
    }

    private Map<String, Object> read(String text) throws IOException {
        return new YamlFile().read(Files.writeString(directory.resolve("gale.yaml"), text));
    }
}
