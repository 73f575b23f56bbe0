package dev.gale.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ConfigFilesTest {
    @TempDir
    Path directory;

    @Test
    void shouldFindThoseOfTheInstallationThenThatOfTheUser() throws IOException {
        Path storm = file("home/conf/storm.yaml");
        Path gale = file("home/conf/gale.yaml");
        Path user = file("user/.gale/gale.yaml");
        Map<String, String> environment =
                Map.of("GALE_HOME", directory.resolve("home").toString());

        assertThat(ConfigFiles.find(null, environment, directory.resolve("user")))
                .containsExactly(storm, gale, user);
        assertThat(ConfigFiles.find(null, environment, null)).containsExactly(storm, gale);
    }

    @Test
    void shouldPreferTheFolderThatTheEnvironmentNames() throws IOException {
        file("home/conf/gale.yaml");
        Path other = file("other/gale.yaml");

        assertThat(ConfigFiles.find(
                        null,
                        Map.of(
                                "GALE_HOME", directory.resolve("home").toString(),
                                "GALE_CONF_DIR", other.getParent().toString()),
                        null))
                .containsExactly(other);
    }

    @Test
    void shouldReadOneFileOnlyWhenItIsGiven() throws IOException {
        file("home/conf/gale.yaml");
        Path given = file("mine.yaml");

        assertThat(ConfigFiles.find(
                        given, Map.of("GALE_HOME", directory.resolve("home").toString()), directory))
                .containsExactly(given);
    }

    @Test
    void shouldFindNoneWhenThereIsNone() throws IOException {
        assertThat(ConfigFiles.find(null, Map.of(), directory)).isEmpty();
    }

    @Test
    void shouldComplainWhenAPlaceThatWasNamedIsMissing() {
        assertThatIOException()
                .isThrownBy(() -> ConfigFiles.find(directory.resolve("no.yaml"), Map.of(), null))
                .withMessage("there is no configuration file " + directory.resolve("no.yaml")
                        + "; name another with --config");
        assertThatIOException()
                .isThrownBy(() -> ConfigFiles.find(
                        null, Map.of("GALE_CONF_DIR", directory.resolve("no").toString()), null))
                .withMessageStartingWith("GALE_CONF_DIR is " + directory.resolve("no") + ", which is no folder");
    }

    private Path file(String name) throws IOException {
        Path file = directory.resolve(name);
        Files.createDirectories(file.getParent());
        return Files.writeString(file, "");
    }
}
