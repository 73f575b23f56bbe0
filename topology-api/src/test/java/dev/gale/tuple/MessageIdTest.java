package dev.gale.tuple;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

class MessageIdTest {
    @Test
    void shouldHaveNoAnchorsWhenUnanchored() {
        assertThat(MessageId.makeUnanchored().getAnchors()).isEmpty();
        assertThat(MessageId.makeId(Map.of())).isSameAs(MessageId.makeUnanchored());
    }

    @Test
    void shouldKeepWhatItGotWhenTheMapChangesLater() {
        // given
        Map<Long, Long> anchors = new LinkedHashMap<>();
        anchors.put(9L, 1L);
        anchors.put(2L, 3L);
        MessageId id = MessageId.makeId(anchors);

        // when
        anchors.clear();

        // then
        assertThat(id.getAnchors()).containsExactly(9L, 2L);
        assertThat(id.getAnchorsToIds()).containsEntry(9L, 1L).containsEntry(2L, 3L);
        assertThatExceptionOfType(UnsupportedOperationException.class)
                .isThrownBy(() -> id.getAnchorsToIds().clear());
        assertThatExceptionOfType(UnsupportedOperationException.class)
                .isThrownBy(() -> id.getAnchors().clear());
    }

    @Test
    void shouldBeEqualWhenAnchorsAre() {
        assertThat(MessageId.makeRootId(5, 6))
                .isEqualTo(MessageId.makeId(Map.of(5L, 6L)))
                .hasSameHashCodeAs(MessageId.makeId(Map.of(5L, 6L)))
                .isNotEqualTo(MessageId.makeRootId(5, 7))
                .isNotEqualTo(MessageId.makeUnanchored());
    }

    @Test
    void shouldRefuseWhenAnIdIsNull() {
        assertThatNullPointerException()
                .isThrownBy(() -> MessageId.makeId(Collections.singletonMap(1L, null)))
                .withMessageContaining("id in the root's tree");
    }

    @Test
    void shouldDrawAgainWhenTheDrawnIdIsZero() {
        // given
        Random zeroesFirst = new Random() {
            private static final long serialVersionUID = 1L;
            private int zeroesLeft = 2;

            @Override
            public long nextLong() {
                return zeroesLeft-- > 0 ? 0 : 42;
            }
        };

        // when / then
        assertThat(MessageId.generateId(zeroesFirst)).isEqualTo(42);
    }
}
