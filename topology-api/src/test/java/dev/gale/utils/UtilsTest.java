package dev.gale.utils;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gale.generated.Bolt;
import dev.gale.generated.ComponentCommon;
import dev.gale.generated.ComponentObject;
import dev.gale.generated.GlobalStreamId;
import dev.gale.generated.Grouping;
import dev.gale.generated.InvalidTopologyException;
import dev.gale.generated.NullStruct;
import dev.gale.generated.SpoutSpec;
import dev.gale.generated.StormTopology;
import java.io.IOException;
import java.io.NotSerializableException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class UtilsTest {
    @AfterEach
    void resetLoaderAndInterrupt() {
        Utils.resetClassLoaderForJavaDeSerialize();
        Thread.interrupted();
    }

    @Test
    void shouldBeReservedOnlyWhenTheIdStartsWithTwoUnderscores() {
        assertThat(Utils.isSystemId("__tick")).isTrue();
        assertThat(Utils.isSystemId("_tick")).isFalse();
        assertThat(Utils.isSystemId("$checkpoint")).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"words", "word count-1", "Wörter_2"})
    void shouldAcceptTheNameWhenItHasNoForbiddenCharacter(String name) {
        assertThatCode(() -> Utils.validateTopologyName(name)).doesNotThrowAnyException();
    }

    @ParameterizedTest
    @CsvSource({"a b_c-d.jar,true", "a/b,false", "..,false", "'',false"})
    void shouldJudgeBlobKeys(String key, boolean valid) {
        assertThat(Utils.isValidKey(key)).isEqualTo(valid);
    }

    @Test
    void shouldSayWhetherAConfigurationCanBeStored() {
        assertThat(Utils.isValidConf(Map.of("a", List.of(1)))).isTrue();
        assertThat(Utils.isValidConf(Map.of("a", new Object()))).isFalse();
    }

    @Test
    void shouldFindTheCommonPartWhenTheComponentIsASpoutOrABolt() {
        // given
        StormTopology topology = topology("count", "source");
        // when, then
        assertThat(Utils.getComponentCommon(topology, "source").get_inputs()).isEmpty();
        assertThat(Utils.getComponentCommon(topology, "count").get_inputs()).hasSize(1);
    }

    @Test
    void shouldListTheComponentsWhenOneIsUnknown() {
        assertThatThrownBy(() -> Utils.getComponentCommon(topology("count", "source"), "conut"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("Could not find component with id conut")
                .hasMessageContaining("[source]")
                .hasMessageContaining("[count]");
    }

    @Test
    void shouldTakeTheDefaultStreamWhenNoneIsGiven() {
        assertThat(Utils.getGlobalStreamId("a", null)).isEqualTo(new GlobalStreamId("a", "default"));
        assertThat(Utils.getGlobalStreamId("a", "b")).isEqualTo(new GlobalStreamId("a", "b"));
    }

    @Test
    void shouldFindNoCycleWhenTuplesMeetAgain() throws InvalidTopologyException {
        // given: a diamond
        StormTopology topology = topology("left", "source", "right", "source", "join", "left", "join", "right");
        // when, then
        assertThat(Utils.findComponentCycles(topology, "t")).isEmpty();
        Utils.validateCycleFree(topology, "t");
    }

    @Test
    void shouldShowTheCycleWhenTuplesComeBack() {
        // given
        StormTopology topology = topology("a", "source", "a", "c", "b", "a", "c", "b", "end", "c");
        // when, then
        assertThat(Utils.findComponentCycles(topology, "t")).containsExactly(List.of("a", "b", "c"));
        assertThatThrownBy(() -> Utils.validateCycleFree(topology, "t"))
                .isInstanceOf(InvalidTopologyException.class)
                .hasMessageContaining("Topology t")
                .hasMessageContaining("[[a, b, c]]");
    }

    @Test
    void shouldShowACycleOfOneWhenAComponentFeedsItself() {
        assertThat(Utils.findComponentCycles(topology("a", "source", "a", "a"), "t"))
                .containsExactly(List.of("a"));
    }

    @Test
    void shouldSearchWithoutOverflowWhenTheChainIsLong() {
        // given
        int length = 20_000;
        String[] edges = new String[2 * length];
        for (int i = 0; i < length; i++) {
            edges[2 * i] = "b" + (i + 1);
            edges[2 * i + 1] = "b" + i;
        }
        // when, then
        assertThat(Utils.findComponentCycles(topology(edges), "t")).isEmpty();
    }

    @Test
    void shouldGiveAnEqualObjectWhenSerializedAndRead() {
        // given
        byte[] serialized = Utils.javaSerialize(List.of("a", int.class));
        // when, then
        assertThat(Utils.javaDeserialize(serialized, Object.class)).isEqualTo(List.of("a", int.class));
        assertThat(Utils.getSetComponentObject(ComponentObject.serialized_java(serialized)))
                .isEqualTo(List.of("a", int.class));
    }

    @Test
    void shouldNameTheClassWhenAnObjectIsNotSerializable() {
        assertThatThrownBy(() -> Utils.javaSerialize(List.of(new Object())))
                .isInstanceOf(UncheckedIOException.class)
                .hasCauseInstanceOf(NotSerializableException.class)
                .hasMessageContaining("java.lang.Object");
    }

    @Test
    void shouldRefuseTheObjectWhenItIsOfAnotherType() {
        // given
        byte[] serialized = Utils.javaSerialize("text");
        // when, then
        assertThatThrownBy(() -> Utils.javaDeserialize(serialized, Integer.class))
                .isInstanceOf(ClassCastException.class);
    }

    @Test
    void shouldUseTheGivenLoaderWhenOneIsSet() {
        // given
        byte[] serialized = Utils.javaSerialize(new GlobalStreamId("a", "b"));
        RecordingLoader loader = new RecordingLoader();
        // when
        Utils.setClassLoaderForJavaDeSerialize(loader);
        Utils.javaDeserialize(serialized, GlobalStreamId.class);
        // then
        assertThat(loader.lastName).isEqualTo(GlobalStreamId.class.getName());
    }

    @Test
    void shouldLookThroughCausesWhenAnExceptionIsWrapped() {
        // given
        IOException inner = new IOException("disk");
        RuntimeException outer = new RuntimeException(new IllegalStateException(inner));
        // when, then
        assertThat(Utils.exceptionCauseIsInstanceOf(IOException.class, outer)).isTrue();
        assertThat(Utils.exceptionCauseIsInstanceOf(InterruptedException.class, outer))
                .isFalse();
        assertThat(Utils.unwrapTo(IOException.class, outer)).isSameAs(inner);
        assertThatThrownBy(() -> Utils.unwrapAndThrow(IOException.class, outer)).isSameAs(inner);
        assertThatCode(() -> Utils.unwrapAndThrow(InterruptedException.class, outer))
                .doesNotThrowAnyException();
    }

    @Test
    void shouldWrapOnlyWhenTheExceptionIsChecked() {
        // given
        RuntimeException unchecked = new IllegalStateException();
        IOException checked = new IOException();
        // when, then
        assertThat(Utils.wrapInRuntime(unchecked)).isSameAs(unchecked);
        assertThat(Utils.wrapInRuntime(checked)).hasCause(checked);
    }

    @Test
    void shouldKeepTheFlagWhenInterruptedInASleep() {
        // given
        Thread.currentThread().interrupt();
        // when, then
        assertThatThrownBy(() -> Utils.sleep(10_000))
                .isInstanceOf(RuntimeException.class)
                .hasCauseInstanceOf(InterruptedException.class);
        assertThat(Thread.currentThread().isInterrupted()).isTrue();
    }

    @Test
    void shouldShowThisMethodWhenThreadsAreDumped() {
        assertThat(Utils.threadDump())
                .contains("\"" + Thread.currentThread().getName() + "\"")
                .contains("shouldShowThisMethodWhenThreadsAreDumped");
    }

    @Test
    void shouldChooseAnotherPortWhenThePreferredIsTaken() throws IOException {
        try (ServerSocket taken = new ServerSocket(0)) {
            assertThat(Utils.getAvailablePort(taken.getLocalPort()))
                    .isPositive()
                    .isNotEqualTo(taken.getLocalPort());
        }
    }

    @Test
    void shouldDeleteATreeButNotWhatItLinksTo(@TempDir Path dir) throws IOException {
        // given
        Path outside = Files.writeString(dir.resolve("outside"), "kept");
        Path tree = Files.createDirectories(dir.resolve("tree/inner"));
        Files.writeString(tree.resolve("file"), "x");
        Files.createSymbolicLink(tree.resolve("link"), outside);
        // when
        Utils.forceDelete(dir.resolve("tree").toString());
        Utils.forceDelete(dir.resolve("absent").toString());
        // then
        assertThat(Utils.checkFileExists(dir.resolve("tree").toString())).isFalse();
        assertThat(outside).hasContent("kept");
        assertThat(Utils.checkDirExists(outside.toString())).isFalse();
        assertThat(Utils.checkDirExists(dir.toString())).isTrue();
    }

    @Test
    void shouldCancelOutWhenValuesAreXoredTwice() {
        assertThat(Utils.bitXorVals(List.of(5L, 9L, 5L))).isEqualTo(9L);
        assertThat(Utils.bitXorVals(List.of())).isZero();
        assertThat(Utils.bitXor(5L, 9L)).isEqualTo(12L);
    }

    @Test
    void shouldGiveAnIndexWhenANumberIsNegative() {
        assertThat(Utils.toPositive(Integer.MIN_VALUE)).isZero();
        assertThat(Utils.toPositive(-1)).isEqualTo(Integer.MAX_VALUE);
        assertThat(Utils.toPositive(7)).isEqualTo(7);
    }

    @Test
    void shouldReplaceWhatIsMissingOrNotFinite() {
        assertThat(Utils.nullToZero(null)).isZero();
        assertThat(Utils.zeroIfNaNOrInf(Double.NaN)).isZero();
        assertThat(Utils.zeroIfNaNOrInf(Double.NEGATIVE_INFINITY)).isZero();
        assertThat(Utils.zeroIfNaNOrInf(0.5)).isEqualTo(0.5);
        assertThat(Utils.OR(null, "b")).isEqualTo("b");
        assertThat(Utils.OR("a", "b")).isEqualTo("a");
        assertThat(Utils.get(Map.of("k", 1), "x", 2)).isEqualTo(2);
    }

    @Test
    void shouldDifferByAtMostOneWhenDivided() {
        assertThat(Utils.integerDivided(7, 3)).isEqualTo(Map.of(2, 2, 3, 1));
        assertThat(Utils.integerDivided(6, 3)).isEqualTo(Map.of(2, 3));
        assertThatThrownBy(() -> Utils.integerDivided(6, 0)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void shouldCutIntoLongerChunksFirstWhenPartitioned() {
        assertThat(Utils.partitionFixed(3, List.of(1, 2, 3, 4, 5)))
                .containsExactly(List.of(1, 2), List.of(3, 4), List.of(5));
        assertThat(Utils.partitionFixed(5, List.of(1, 2))).containsExactly(List.of(1), List.of(2));
        assertThat(Utils.partitionFixed(3, null)).isEmpty();
    }

    @Test
    void shouldGroupKeysWhenAMapIsReversed() {
        assertThat(Utils.reverseMap(Map.of("a", 1))).isEqualTo(Map.of(1, List.of("a")));
        assertThat(Utils.reverseMap(List.of(List.<Object>of("a", 1), List.<Object>of("b", 1))))
                .isEqualTo(Map.of(1, List.of("a", "b")));
        assertThat(Utils.reverseMap((Map<String, Integer>) null)).isEmpty();
    }

    @Test
    void shouldPreferTheSecondWhenMapsAreMerged() {
        assertThat(Utils.<String, Integer>merge(Map.of("a", 1, "b", 1), Map.of("b", 2)))
                .isEqualTo(Map.of("a", 1, "b", 2));
    }

    @Test
    void shouldFillGapsWithNullWhenAMapBecomesAList() {
        assertThat(Utils.convertToArray(Map.of(1, "a", 3, "c", 0, "dropped"), 1))
                .containsExactly("a", null, "c");
        assertThat(Utils.convertToArray(Map.of(), 1)).isEmpty();
    }

    @Test
    void shouldNameEveryRepetitionOnce() {
        assertThat(Utils.getRepeat(List.of("a", "b", "a", "c", "a"))).containsExactly("a", "a");
    }

    @Test
    void shouldFindTheFirstWhenSeveralFulfilTheCondition() {
        assertThat(Utils.findOne(number -> number > 1, List.of(1, 2, 3))).isEqualTo(2);
        assertThat(Utils.findOne(number -> number > 3, List.of(1, 2, 3))).isNull();
        assertThat(Utils.findOne((Integer number) -> number > 1, Map.of("a", 2)))
                .isEqualTo(2);
    }

    @Test
    void shouldJoinElementsAndKeepNullsInTuples() {
        assertThat(Utils.join(List.of(1, 2), ", ")).isEqualTo("1, 2");
        assertThat(Utils.tuple("a", null)).isEqualTo(Arrays.asList("a", null));
    }

    @Test
    void shouldGiveTheSameBytesWhenCompressedAndUncompressed() {
        // given
        byte[] data = "abcabcabc".repeat(1000).getBytes(StandardCharsets.UTF_8);
        // when
        byte[] compressed = Utils.gzip(data);
        // then
        assertThat(compressed).hasSizeLessThan(data.length);
        assertThat(Utils.gunzip(compressed)).isEqualTo(data);
        assertThatThrownBy(() -> Utils.gunzip(data)).isInstanceOf(UncheckedIOException.class);
    }

    @Test
    void shouldLeaveThePositionWhenABufferIsCopied() {
        // given
        ByteBuffer buffer = ByteBuffer.wrap(new byte[] {1, 2, 3}).position(1);
        // when, then
        assertThat(Utils.toByteArray(buffer)).containsExactly(2, 3);
        assertThat(buffer.position()).isEqualTo(1);
    }

    /** A topology with the spout "source" and a bolt for every receiver; the edges are pairs of receiver and source. */
    private static StormTopology topology(String... edges) {
        StormTopology topology = new StormTopology();
        ComponentObject object = ComponentObject.serialized_java(new byte[0]);
        topology.put_to_spouts("source", new SpoutSpec(object, new ComponentCommon()));
        for (int i = 0; i < edges.length; i += 2) {
            topology.get_bolts()
                    .computeIfAbsent(edges[i], id -> new Bolt(object, new ComponentCommon()))
                    .get_common()
                    .get_inputs()
                    .put(new GlobalStreamId(edges[i + 1], "default"), Grouping.shuffle(new NullStruct()));
        }
        return topology;
    }

    private static final class RecordingLoader extends ClassLoader {
        private String lastName;

        private RecordingLoader() {
            super(UtilsTest.class.getClassLoader());
        }

        @Override
        public Class<?> loadClass(String name) throws ClassNotFoundException {
            lastName = name;
            return super.loadClass(name);
        }
    }
}
