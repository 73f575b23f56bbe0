package dev.gale.tuple;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.gale.generated.GlobalStreamId;
import dev.gale.generated.StreamInfo;
import dev.gale.task.GeneralTopologyContext;
import dev.gale.task.WordTopology;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class TupleImplTest {
    private final WordTopology topology = new WordTopology();
    private final GeneralTopologyContext context = topology.general();
    private final Tuple tuple = new TupleImpl(context, new Values("storm", 2), "words", 4, "default");

    @Test
    void shouldKnowItsOriginWhenMade() {
        assertThat(tuple.getSourceComponent()).isEqualTo("words");
        assertThat(tuple.getSourceTask()).isEqualTo(4);
        assertThat(tuple.getSourceStreamId()).isEqualTo("default");
        assertThat(tuple.getSourceGlobalStreamId()).isEqualTo(new GlobalStreamId("words", "default"));
        assertThat(tuple.getContext()).isSameAs(context);
        assertThat(tuple.getMessageId()).isEqualTo(MessageId.makeUnanchored());
        assertThat(tuple.getFields()).isEqualTo(new Fields("word", "weight"));
        assertThat(tuple.size()).isEqualTo(2);
    }

    @Test
    void shouldCastWhenTypedGettersFit() {
        // given
        List<Object> values = new Values("s", 1, 2L, true, (short) 3, (byte) 4, 5.5, 6.5f, new byte[] {7});
        topology.words
                .get_streams()
                .put("types", new StreamInfo(List.of("s", "i", "l", "b", "sh", "by", "d", "f", "bin"), false));

        // when
        Tuple typed = new TupleImpl(topology.general(), values, "words", 4, "types");

        // then
        assertThat(typed.getString(0)).isEqualTo(typed.getStringByField("s")).isEqualTo("s");
        assertThat(typed.getInteger(1)).isEqualTo(typed.getIntegerByField("i")).isEqualTo(1);
        assertThat(typed.getLong(2)).isEqualTo(typed.getLongByField("l")).isEqualTo(2L);
        assertThat(typed.getBoolean(3)).isEqualTo(typed.getBooleanByField("b")).isTrue();
        assertThat(typed.getShort(4)).isEqualTo(typed.getShortByField("sh")).isEqualTo((short) 3);
        assertThat(typed.getByte(5)).isEqualTo(typed.getByteByField("by")).isEqualTo((byte) 4);
        assertThat(typed.getDouble(6)).isEqualTo(typed.getDoubleByField("d")).isEqualTo(5.5);
        assertThat(typed.getFloat(7)).isEqualTo(typed.getFloatByField("f")).isEqualTo(6.5f);
        assertThat(typed.getBinary(8)).isSameAs(typed.getBinaryByField("bin")).containsExactly(7);
    }

    @Test
    void shouldNotConvertWhenTheTypeIsAnother() {
        assertThatExceptionOfType(ClassCastException.class).isThrownBy(() -> tuple.getLong(1));
        assertThatExceptionOfType(ClassCastException.class).isThrownBy(() -> tuple.getStringByField("weight"));
    }

    @Test
    void shouldThrowWhenPositionOrFieldDoesNotExist() {
        assertThatExceptionOfType(IndexOutOfBoundsException.class).isThrownBy(() -> tuple.getValue(2));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> tuple.getValueByField("wort"))
                .withMessage("wort does not exist; the fields are [word, weight]");
        assertThat(tuple.contains("wort")).isFalse();
        assertThat(tuple.contains("word")).isTrue();
    }

    @Test
    void shouldGiveNullWhenTheValueIsNull() {
        // given
        Tuple withNull = new TupleImpl(context, Arrays.asList("storm", null), "words", 4, "default");

        // when / then
        assertThat(withNull.getLong(1)).isNull();
    }

    @Test
    void shouldSelectWhenAskedByFields() {
        assertThat(tuple.select(new Fields("weight"))).containsExactly(2);
    }

    @Test
    void shouldNameComponentStreamAndFieldsWhenThereAreTooFewValues() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new TupleImpl(context, new Values("storm"), "words", 4, "default"))
                .withMessage("Tuple created with wrong number of fields. Expected 2 fields but got 1 fields; component"
                        + " words declares [word, weight] for its stream default");
    }

    @Test
    void shouldRefuseWhenTheStreamIsNotDeclared() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new TupleImpl(context, new Values("storm"), "words", 4, "typo"))
                .withMessageContaining("Component words declares no stream typo");
    }

    @Test
    void shouldDifferWhenContentIsEqual() {
        // given
        Tuple anchored =
                new TupleImpl(context, new Values("storm", 2), "words", 4, "default", MessageId.makeRootId(10, 20));

        // when
        Tuple copy = new TupleImpl(anchored);

        // then
        assertThat(copy).isNotEqualTo(anchored);
        assertThat(copy.getValues()).isSameAs(anchored.getValues());
        assertThat(copy.getMessageId()).isEqualTo(anchored.getMessageId());
        assertThat(copy).hasToString("Tuple[source=words:4, stream=default, anchors={10=20}, values=[storm, 2]]");
    }
}
