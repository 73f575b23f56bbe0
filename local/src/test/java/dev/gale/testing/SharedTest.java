package dev.gale.testing;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gale.utils.Utils;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class SharedTest {
    @SuppressWarnings("unchecked")
    private static Shared<AtomicInteger> copyOf(Shared<AtomicInteger> shared) {
        return Utils.javaDeserialize(Utils.javaSerialize(shared), Shared.class);
    }

    @Test
    void shouldGiveCopiesTheObjectOfTheOriginal() {
        Shared<AtomicInteger> original = new Shared<>(AtomicInteger::new);

        copyOf(original).get().set(5);
        copyOf(copyOf(original)).get().addAndGet(2);

        assertThat(original.get()).hasValue(7);
    }

    @Test
    void shouldKeepObjectsApart() {
        Shared<AtomicInteger> one = new Shared<>(AtomicInteger::new);
        Shared<AtomicInteger> other = new Shared<>(AtomicInteger::new);

        copyOf(one).get().set(5);

        assertThat(copyOf(other).get()).hasValue(0);
    }
}
