package dev.gale.tuple;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import org.junit.jupiter.api.Test;

class FieldsTest {
    private final Fields fields = new Fields("user", "page", "count");

    @Test
    void shouldFindPositionsWhenFieldsExist() {
        assertThat(fields.fieldIndex("user")).isZero();
        assertThat(fields.fieldIndex("count")).isEqualTo(2);
        assertThat(fields.get(1)).isEqualTo("page");
        assertThat(fields.contains("page")).isTrue();
        assertThat(fields.contains("Page")).isFalse();
        assertThat(fields.size()).isEqualTo(3);
        assertThat(fields).containsExactly("user", "page", "count");
    }

    @Test
    void shouldSayWhichFieldsExistWhenFieldIsUnknown() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> fields.fieldIndex("usr"))
                .withMessage("usr does not exist; the fields are [user, page, count]");
    }

    @Test
    void shouldRefuseWhenAFieldIsNamedTwice() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Fields("a", "b", "a"))
                .withMessageStartingWith("duplicate field 'a'");
    }

    @Test
    void shouldRefuseWhenAFieldIsNull() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Fields(Arrays.asList("a", null)))
                .withMessageContaining("position 1");
    }

    @Test
    void shouldPickInTheSelectorsOrderWhenSelecting() {
        // when
        List<Object> selected = fields.select(new Fields("count", "user"), List.of("ann", "/index", 3));

        // then
        assertThat(selected).containsExactly(3, "ann");
    }

    @Test
    void shouldNameTheFieldWhenTheSelectorHasAnUnknownOne() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> fields.select(new Fields("user", "age"), List.of("ann", "/index", 3)))
                .withMessageStartingWith("age does not exist");
    }

    @Test
    void shouldStayAsItIsWhenSourceOrCopiesChange() {
        // given
        List<String> source = new ArrayList<>(List.of("a", "b"));
        Fields kept = new Fields(source);

        // when
        source.add("c");
        kept.toList().add("d");
        Iterator<String> iterator = kept.iterator();
        iterator.next();

        // then
        assertThatExceptionOfType(UnsupportedOperationException.class).isThrownBy(iterator::remove);
        assertThat(kept).isEqualTo(new Fields("a", "b"));
    }

    @Test
    void shouldBeEqualWhenNamesAndOrderAre() {
        assertThat(fields)
                .isEqualTo(new Fields("user", "page", "count"))
                .hasSameHashCodeAs(new Fields(List.of("user", "page", "count")));
        assertThat(fields).isNotEqualTo(new Fields("page", "user", "count"));
        assertThat(fields).hasToString("[user, page, count]");
    }

    @Test
    void shouldFindPositionsWhenItWasSerialized() throws Exception {
        // given
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
            out.writeObject(fields);
        }

        // when
        Object copy;
        try (ObjectInputStream in = new ObjectInputStream(new ByteArrayInputStream(bytes.toByteArray()))) {
            copy = in.readObject();
        }

        // then
        assertThat(copy).isEqualTo(fields);
        assertThat(((Fields) copy).fieldIndex("count")).isEqualTo(2);
    }
}
