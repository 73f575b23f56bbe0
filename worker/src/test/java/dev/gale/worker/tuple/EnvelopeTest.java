package dev.gale.worker.tuple;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gale.generated.GlobalStreamId;
import dev.gale.tuple.Fields;
import dev.gale.tuple.MessageId;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class EnvelopeTest {
    private final Origin origin = new Origin(3, 5, "words", "errors", new Fields("word", "length"), null);
    private final EdgedEnvelope tuple = new EdgedEnvelope(new Link(origin, 9), List.of("gale", 4));

    @Test
    void shouldTellWhereItComesFromWhenAsked() {
        assertThat(tuple.getSourceComponent()).isEqualTo("words");
        assertThat(tuple.getSourceStreamId()).isEqualTo("errors");
        assertThat(tuple.getSourceTask()).isEqualTo(3);
        assertThat(tuple.getSourceGlobalStreamId()).isEqualTo(new GlobalStreamId("words", "errors"));
        assertThat(tuple.destinationTask()).isEqualTo(9);
        assertThat(origin.streamIndex()).isEqualTo(5);
    }

    @Test
    void shouldGiveItsValuesWhenAskedByPositionOrName() {
        assertThat(tuple.size()).isEqualTo(2);
        assertThat(tuple.getString(0)).isEqualTo("gale");
        assertThat(tuple.getIntegerByField("length")).isEqualTo(4);
        assertThat(tuple.fieldIndex("length")).isEqualTo(1);
        assertThat(tuple.contains("word")).isTrue();
        assertThat(tuple.contains("wrod")).isFalse();
        assertThat(tuple.select(new Fields("length", "word"))).containsExactly(4, "gale");
        assertThatThrownBy(() -> tuple.getValueByField("wrod"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("wrod");
    }

    @Test
    void shouldHaveNoRootWhenUntracked() {
        assertThat(tuple.rootCount()).isZero();
        assertThat(tuple.hasFurtherRoots()).isFalse();
        assertThat(tuple.getMessageId()).isEqualTo(MessageId.makeUnanchored());
    }

    @Test
    void shouldCountItsRootsWhenItBelongsToSeveralTrees() {
        // when
        tuple.addRoot(10, 1);
        assertThat(tuple.hasFurtherRoots()).isFalse();
        tuple.addRoot(20, 2);
        tuple.addRoot(30, 3);

        // then
        assertThat(tuple.rootCount()).isEqualTo(3);
        assertThat(tuple.hasFurtherRoots()).isTrue();
        assertThat(tuple.root(2)).isEqualTo(30);
        assertThat(tuple.xor(2)).isEqualTo(3);
        assertThat(tuple.getMessageId().getAnchorsToIds()).isEqualTo(Map.of(10L, 1L, 20L, 2L, 30L, 3L));
    }

    @Test
    void shouldXorTheEdgeWhenARootIsAddedAgain() {
        // when
        tuple.addRoot(10, 0b001);
        tuple.addRoot(20, 0b010);
        tuple.addRoot(10, 0b100);
        tuple.addRoot(20, 0b110);

        // then
        assertThat(tuple.rootCount()).isEqualTo(2);
        assertThat(tuple.xor(0)).isEqualTo(0b101);
        assertThat(tuple.xor(1)).isEqualTo(0b100);
    }

    @Test
    void shouldChangeItsStateOnceItIsAckedOrFailed() {
        // given
        Envelope another = new EdgedEnvelope(new Link(origin, 9), List.of("gale", 4));
        assertThat(tuple.state()).isEqualTo(Envelope.State.LIVE);
        assertThat(tuple.isLive()).isTrue();

        // when
        tuple.markAcked();
        another.markFailed();

        // then
        assertThat(tuple.state()).isEqualTo(Envelope.State.ACKED);
        assertThat(another.state()).isEqualTo(Envelope.State.FAILED);
        assertThat(tuple.isLive()).isFalse();
        assertThat(another.isLive()).isFalse();
    }

    @Test
    void shouldCollectTheEdgesOfItsChildrenInAllItsTreesWhenTuplesAreAnchoredOnIt() {
        // given
        tuple.addRoot(10, 0b0001);
        tuple.addRoot(20, 0b0010);

        // when
        tuple.addChild(0b0100);
        tuple.addChild(0b1000);

        // then
        assertThat(tuple.xor(0)).isEqualTo(0b1101);
        assertThat(tuple.xor(1)).isEqualTo(0b1110);
    }

    @Test
    void shouldKnowItsTreesStillWhenItIsDone() {
        // given
        tuple.addRoot(10, 1);
        tuple.addRoot(20, 2);

        // when
        tuple.markFailed();

        // then
        assertThat(tuple.state()).isEqualTo(Envelope.State.FAILED);
        assertThat(tuple.isLive()).isFalse();
        assertThat(tuple.rootCount()).isEqualTo(2);
        assertThat(tuple.root(1)).isEqualTo(20);
    }

    @Test
    void shouldDescribeItselfWhenPrinted() {
        // given
        tuple.addRoot(0xab, 0xcd);

        // then
        assertThat(tuple).hasToString("source: words:3, stream: errors, id: [ab:cd], [gale, 4]");
    }
}
