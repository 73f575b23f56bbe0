package dev.gale.topology;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.gale.generated.StreamInfo;
import dev.gale.tuple.Fields;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class OutputFieldsGetterTest {
    private final OutputFieldsGetter getter = new OutputFieldsGetter();

    @Test
    void shouldKeepStreamsInOrderWhenDeclaredInEveryWay() {
        // when
        getter.declareStream("second", new Fields("b"));
        getter.declare(new Fields("a", "c"));
        getter.declareStream("third", true, new Fields());

        // then
        Map<String, StreamInfo> streams = getter.getFieldsDeclaration();
        assertThat(streams.keySet()).containsExactly("second", "default", "third");
        assertThat(streams.get("default").get_output_fields()).containsExactly("a", "c");
        assertThat(streams.get("default").is_direct()).isFalse();
        assertThat(streams.get("second").is_direct()).isFalse();
        assertThat(streams.get("third").is_direct()).isTrue();
        assertThat(streams.get("third").get_output_fields()).isEmpty();
    }

    @Test
    void shouldDeclareDefaultStreamAsDirectWhenAsked() {
        // when
        getter.declare(true, new Fields("a"));

        // then
        assertThat(getter.getFieldsDeclaration()).containsOnlyKeys("default");
        assertThat(getter.getFieldsDeclaration().get("default").is_direct()).isTrue();
    }

    @Test
    void shouldRefuseStreamWhenDeclaredTwice() {
        // given
        getter.declareStream("s", new Fields("a"));

        // when / then
        assertThatIllegalArgumentException()
                .isThrownBy(() -> getter.declareStream("s", new Fields("b")))
                .withMessageStartingWith("Fields for s already set")
                .withMessageContaining("[a]");
        assertThat(getter.getFieldsDeclaration().get("s").get_output_fields()).isEqualTo(List.of("a"));
    }

    @Test
    void shouldRefuseStreamWhenIdIsNull() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> getter.declareStream(null, new Fields("a")))
                .withMessageStartingWith("streamId can't be null");
    }

    @Test
    void shouldRefuseStreamWhenFieldsAreNull() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> getter.declareStream("s", null))
                .withMessageStartingWith("Fields for s can't be null");
    }

    @Test
    void shouldReturnCopyWhenAskedForStreams() {
        // given
        getter.declare(new Fields("a"));

        // when
        getter.getFieldsDeclaration().clear();

        // then
        assertThat(getter.getFieldsDeclaration()).containsOnlyKeys("default");
    }
}
