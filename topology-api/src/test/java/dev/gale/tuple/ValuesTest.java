package dev.gale.tuple;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ValuesTest {
    @Test
    void shouldHoldTheArgumentsInOrderWhenMade() {
        assertThat(new Values("a", null, 1)).containsExactly("a", null, 1);
        assertThat(new Values()).isEmpty();
    }

    @Test
    void shouldStayAsItIsWhenTheArrayChangesLater() {
        // given
        Object[] source = {"a", "b"};
        Values values = new Values(source);

        // when
        source[0] = "changed";

        // then
        assertThat(values).containsExactly("a", "b");
    }
}
