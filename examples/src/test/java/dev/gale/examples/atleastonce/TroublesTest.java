package dev.gale.examples.atleastonce;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gale.examples.atleastonce.Trouble.Kind;
import dev.gale.examples.run.UsageProblem;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TroublesTest {
    private static List<Trouble> attempts(Troubles troubles, long line, int count) {
        List<Trouble> attempts = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            attempts.add(troubles.next(line));
        }
        return attempts;
    }

    @Test
    void shouldTreatALineAlikeWhateverTheOrderOfLines() throws UsageProblem {
        Troubles forwards = new Troubles(5, 0.3, 0.2, 0.2);
        List<Trouble> first = attempts(forwards, 1, 50);
        List<Trouble> second = attempts(forwards, 2, 50);

        Troubles backwards = new Troubles(5, 0.3, 0.2, 0.2);
        assertThat(attempts(backwards, 2, 50)).isEqualTo(second);
        assertThat(attempts(backwards, 1, 50)).isEqualTo(first).isNotEqualTo(second);
        assertThat(attempts(new Troubles(6, 0.3, 0.2, 0.2), 1, 50)).isNotEqualTo(first);
    }

    @Test
    void shouldDealOutTheSharesAskedFor() throws UsageProblem {
        Troubles troubles = new Troubles(1, 0.2, 0.1, 0.05);
        for (long line = 0; line < 10_000; line++) {
            troubles.next(line);
        }

        assertThat(troubles.dealt(Kind.FAIL)).isBetween(1_800L, 2_200L);
        assertThat(troubles.dealt(Kind.THROW)).isBetween(850L, 1_150L);
        assertThat(troubles.dealt(Kind.SWALLOW)).isBetween(400L, 600L);
        assertThat(troubles.dealt(Kind.NONE)).isBetween(6_200L, 6_800L);
    }

    @Test
    void shouldMakeTroubleBeforeAndAfterTheEmit() throws UsageProblem {
        List<Trouble> attempts = attempts(new Troubles(1, 0.5, 0, 0), 1, 200);

        assertThat(attempts).contains(new Trouble(Kind.FAIL, true), new Trouble(Kind.FAIL, false));
    }

    @ParameterizedTest
    @CsvSource({"1, 0, 0", "0.5, 0.3, 0.2", "-0.1, 0, 0", "0, NaN, 0", "0, 0, 2"})
    void shouldRefuseSharesThatLeaveNothingUntroubled(double fail, double throwing, double swallow) {
        assertThatThrownBy(() -> new Troubles(1, fail, throwing, swallow))
                .isInstanceOf(UsageProblem.class)
                .hasMessageContaining("must not be negative and be less than 1 together");
    }
}
