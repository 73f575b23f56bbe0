package dev.gale.supervisor.slot;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class SlotStateTest {
    @ParameterizedTest
    @EnumSource
    void shouldBeReachableAndLeadSomewhereElse(SlotState state) {
        assertThat(state.next()).isNotEmpty().doesNotContain(state);
        assertThat(Arrays.stream(SlotState.values())
                        .filter(before -> before.next().contains(state)))
                .isNotEmpty();
    }

    @Test
    void shouldLaunchOnlyWhereNoProcessIs() {
        assertThat(Arrays.stream(SlotState.values())
                        .filter(before -> before.next().contains(SlotState.LAUNCHING)))
                .noneMatch(SlotState::hasProcess);
    }
}
