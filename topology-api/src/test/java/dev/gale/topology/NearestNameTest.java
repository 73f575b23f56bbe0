package dev.gale.topology;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class NearestNameTest {
    @Test
    void shouldFindNameWhenOneCharacterIsWrongMissingOrTooMuch() {
        List<String> names = List.of("count", "split", "words");
        assertThat(NearestName.of("covnt", names)).contains("count");
        assertThat(NearestName.of("spit", names)).contains("split");
        assertThat(NearestName.of("wordss", names)).contains("words");
    }

    @Test
    void shouldPreferClosestNameWhenSeveralAreNear() {
        assertThat(NearestName.of("count-1", List.of("count-23", "count-2", "count")))
                .contains("count-2");
    }

    @Test
    void shouldPreferFirstNameWhenSeveralAreEquallyNear() {
        assertThat(NearestName.of("cat", List.of("bat", "rat"))).contains("bat");
    }

    @Test
    void shouldFindNothingWhenAllNamesAreFar() {
        assertThat(NearestName.of("count", List.of("split", "kafka"))).isEmpty();
        assertThat(NearestName.of("count", List.of())).isEmpty();
    }

    @Test
    void shouldFindNameWhenOnlyCharacterIsWrong() {
        assertThat(NearestName.of("a", List.of("xyz", "b"))).contains("b");
    }
}
