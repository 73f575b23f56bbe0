package dev.gale.benchmarks.harness;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.jar.JarFile;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TopologyJarTest {
    @Test
    void shouldHoldTheClassesOfFoldersAndJars(@TempDir Path folder) throws Exception {
        Path jar = TopologyJar.write(folder.resolve("topology.jar"), TopologyJar.class, Assertions.class);

        try (JarFile written = new JarFile(jar.toFile())) {
            assertThat(written.getEntry(TopologyJar.class.getName().replace('.', '/') + ".class"))
                    .isNotNull();
            assertThat(written.getEntry("org/assertj/core/api/Assertions.class"))
                    .isNotNull();
            assertThat(written.stream()).noneMatch(entry -> entry.getName().startsWith("META-INF"));
        }
    }
}
