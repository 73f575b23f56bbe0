package dev.gale.grouping;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

class LoadMappingTest {
    private final LoadMapping mapping = new LoadMapping();

    @Test
    void shouldTakeTheHigherLoadWhenBothAreMeasured() {
        assertThat(new Load(true, 0.2, 0.7).getLoad()).isEqualTo(0.7);
        assertThat(new Load(true, 0.8, 0.7).getLoad()).isEqualTo(0.8);
    }

    @Test
    void shouldCountAsFullWhenNothingWasMeasured() {
        assertThat(new Load(false, 0.2, 0.3).getLoad()).isEqualTo(1.0);
    }

    @Test
    void shouldCountAsIdleWhenTheTaskIsUnknown() {
        assertThat(mapping.get(1)).isZero();
        assertThat(mapping.getLoad(1)).isNull();
    }

    @Test
    void shouldPreferTheLocalLoadWhenATaskHasBoth() {
        // when
        mapping.setRemote(Map.of(1, new Load(true, 0.9, 0.1), 2, new Load(true, 0.1, 0.6)));
        mapping.setLocal(Map.of(1, 0.3));

        // then
        assertThat(mapping.get(1)).isEqualTo(0.3);
        assertThat(mapping.get(2)).isEqualTo(0.6);
        assertThat(mapping.getLoad(1).getConnectionLoad()).isZero();
    }

    @Test
    void shouldForgetTasksWhenTheLoadsAreReplaced() {
        // given
        Map<Integer, Double> loads = new HashMap<>(Map.of(1, 0.3));
        mapping.setLocal(loads);

        // when
        loads.put(1, 0.9);
        assertThat(mapping.get(1)).isEqualTo(0.3);
        mapping.setLocal(Map.of(2, 0.5));

        // then
        assertThat(mapping.getLoad(1)).isNull();
        assertThat(mapping.get(2)).isEqualTo(0.5);
    }
}
