package dev.gale.generated;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gale.utils.Utils;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class TaggedUnionTest {
    @Test
    void shouldGiveTheValueWhenTheAlternativeIsSet() {
        // given
        Grouping grouping = Grouping.fields(List.of("word"));
        // when, then
        assertThat(grouping.getSetField()).isEqualTo(Grouping._Fields.FIELDS);
        assertThat(grouping.is_set_fields()).isTrue();
        assertThat(grouping.is_set_shuffle()).isFalse();
        assertThat(grouping.get_fields()).containsExactly("word");
    }

    @Test
    void shouldNameBothAlternativesWhenAnotherOneIsSet() {
        // given
        Grouping grouping = Grouping.shuffle(new NullStruct());
        // when, then
        assertThatThrownBy(grouping::get_fields)
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("Cannot get fields of Grouping")
                .hasMessageContaining("set to shuffle");
    }

    @Test
    void shouldTellTheAlternativeWhenAskedByThriftId() {
        // given
        ExecutorSpecificStats stats = ExecutorSpecificStats.spout(new SpoutStats());
        // when, then
        assertThat(stats.isSet(2)).isTrue();
        assertThat(stats.isSet(1)).isFalse();
    }

    @Test
    void shouldRefuseNullWhenCreated() {
        assertThatThrownBy(() -> Grouping.fields(null))
                .isInstanceOf(NullPointerException.class)
                .hasMessageContaining("fields");
    }

    @Test
    void shouldBeEqualWhenAlternativeAndContentAreEqual() {
        // given
        Grouping bytes = Grouping.custom_serialized(new byte[] {1, 2});
        // when, then
        assertThat(bytes)
                .isEqualTo(Grouping.custom_serialized(new byte[] {1, 2}))
                .hasSameHashCodeAs(Grouping.custom_serialized(new byte[] {1, 2}))
                .isNotEqualTo(Grouping.custom_serialized(new byte[] {1, 3}));
        assertThat(Grouping.all(new NullStruct())).isNotEqualTo(Grouping.none(new NullStruct()));
        assertThat((Object) ComponentObject.serialized_java(new byte[] {1, 2})).isNotEqualTo(bytes);
    }

    @Test
    void shouldShareNothingMutableWhenCopied() {
        // given
        List<String> names = new ArrayList<>(List.of("word"));
        Grouping fields = Grouping.fields(names);
        Grouping bytes = Grouping.custom_serialized(new byte[] {1});
        // when
        Grouping copyOfFields = fields.deepCopy();
        Grouping copyOfBytes = bytes.deepCopy();
        names.add("later");
        bytes.get_custom_serialized()[0] = 9;
        // then
        assertThat(copyOfFields.get_fields()).containsExactly("word");
        assertThat(copyOfBytes.get_custom_serialized()).containsExactly(1);
    }

    @Test
    void shouldBeEqualWhenSerializedAndRead() {
        // given
        JavaObject object = new JavaObject("a.B", List.of(JavaObjectArg.int_arg(3), JavaObjectArg.string_arg("x")));
        Grouping grouping = Grouping.custom_object(object);
        // when
        Grouping read = Utils.javaDeserialize(Utils.javaSerialize(grouping), Grouping.class);
        // then
        assertThat(read).isEqualTo(grouping);
        assertThat(read.get_custom_object().get_args_list().get(0).get_int_arg())
                .isEqualTo(3);
    }
}
