package dev.gale.examples.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gale.utils.Utils;
import org.junit.jupiter.api.Test;

class LocalRefTest {
    @Test
    void shouldLeadToTheVeryObjectWhenItWasSerialized() {
        Object object = new Object();
        try (LocalRef<Object> ref = LocalRef.to(object)) {
            LocalRef<?> copy = Utils.javaDeserialize(Utils.javaSerialize(ref), LocalRef.class);

            assertThat(copy).isNotSameAs(ref);
            assertThat(copy.get()).isSameAs(object);
        }
    }

    @Test
    void shouldSayWhatIsWrongWhenItWasClosed() {
        LocalRef<Object> ref = LocalRef.to(new Object());
        ref.close();

        assertThatThrownBy(ref::get)
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("close the reference after the cluster");
    }
}
