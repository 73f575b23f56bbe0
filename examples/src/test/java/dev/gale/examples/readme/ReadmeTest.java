package dev.gale.examples.readme;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What README.md shows must be what is compiled and tested. */
class ReadmeTest {
    private static final Pattern JAVA_BLOCK = Pattern.compile("```java\n(.*?)```", Pattern.DOTALL);

    /** Set by the build; an IDE starts tests in the module's folder. */
    private static final Path ROOT = Path.of(System.getProperty("gale.repository.root", ".."));

    private static String readme() throws IOException {
        return Files.readString(ROOT.resolve("README.md"), StandardCharsets.UTF_8);
    }

    private static String source(String path) throws IOException {
        return Files.readString(ROOT.resolve("examples/src").resolve(path), StandardCharsets.UTF_8);
    }

    private static List<String> groups(Pattern pattern, String text) {
        return pattern.matcher(text).results().map(result -> result.group(1)).toList();
    }

    @Test
    void shouldShowTheTopologyAndItsTestAsTheyAre() throws IOException {
        assertThat(groups(JAVA_BLOCK, readme()))
                .containsExactly(
                        source("main/java/dev/gale/examples/readme/RunningCount.java"),
                        source("test/java/dev/gale/examples/readme/RunningCountTest.java"));
    }

    @Test
    void shouldBeShort() throws IOException {
        try (Stream<String> lines = readme().lines()) {
            assertThat(lines.count()).isLessThanOrEqualTo(170);
        }
    }
}
