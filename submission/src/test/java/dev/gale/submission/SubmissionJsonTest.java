package dev.gale.submission;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.gale.generated.Bolt;
import dev.gale.generated.ComponentCommon;
import dev.gale.generated.ComponentObject;
import dev.gale.generated.GlobalStreamId;
import dev.gale.generated.Grouping;
import dev.gale.generated.JavaObject;
import dev.gale.generated.JavaObjectArg;
import dev.gale.generated.NullStruct;
import dev.gale.generated.SharedMemory;
import dev.gale.generated.SpoutSpec;
import dev.gale.generated.StormTopology;
import dev.gale.generated.StreamInfo;
import dev.gale.submission.Submission.InitialStatus;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SubmissionJsonTest {
    private static final String HASH = "0123456789abcdef".repeat(4);

    @Test
    void shouldComeBackAsItWentWhenEverythingIsSet() throws InvalidSubmission {
        Submission submission = everything();

        Submission back = SubmissionJson.read(SubmissionJson.write(submission));

        assertThat(back.name()).isEqualTo("clicks");
        assertThat(back.conf()).isEqualTo(submission.conf());
        assertThat(back.codeHash()).isEqualTo(HASH);
        assertThat(back.initialStatus()).isEqualTo(InitialStatus.INACTIVE);
        assertThat(back.topology()).isEqualTo(submission.topology());
        assertThat(back.topology().get_spouts().keySet()).containsExactly("words", "lines");
    }

    @Test
    void shouldGiveTheSameBytesForTheSameSubmission() throws InvalidSubmission {
        byte[] bytes = SubmissionJson.write(everything());

        assertThat(SubmissionJson.write(SubmissionJson.read(bytes))).isEqualTo(bytes);
    }

    @Test
    void shouldKeepKindsOfNumbersOfTheConfiguration() throws InvalidSubmission {
        Map<String, Object> conf =
                Map.of("int", 1, "long", 1L << 40, "double", 2.0, "nested", Map.of("list", List.of(7)));

        Submission back =
                SubmissionJson.read(SubmissionJson.write(new Submission("t", conf, new StormTopology(), null, null)));

        assertThat(back.conf())
                .containsEntry("int", 1L)
                .containsEntry("long", 1L << 40)
                .containsEntry("double", 2.0)
                .containsEntry("nested", Map.of("list", List.of(7L)));
        assertThat(back.codeHash()).isNull();
        assertThat(back.initialStatus()).isEqualTo(InitialStatus.ACTIVE);
    }

    @Test
    void shouldPassOverFieldsOfAnotherVersion() throws InvalidSubmission {
        String json = "{\"name\":\"t\",\"novelty\":{\"a\":[1]},\"bolts\":{\"b\":{\"object\":\"AQI=\",\"novelty\":1}}}";

        Submission submission = SubmissionJson.read(json.getBytes(UTF_8));

        assertThat(submission.topology().get_bolts().get("b").get_bolt_object().get_serialized_java())
                .containsExactly(1, 2);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "null",
                "[]",
                "7",
                "{",
                "{\"name\":\"t\"} {}",
                "{\"name\":\"t\",\"name\":\"u\"}",
                "{\"name\":null}",
                "{\"name\":\"a/b\"}",
                "{\"name\":\"t\",\"initialStatus\":\"SLEEPY\"}",
                "{\"name\":\"t\",\"codeHash\":\"abc\"}",
                "{\"name\":\"t\",\"spouts\":{\"s\":null}}",
                "{\"name\":\"t\",\"spouts\":{\"s\":{}}}",
                "{\"name\":\"t\",\"spouts\":{\"s\":{\"object\":\"not base64!\"}}}",
                "{\"name\":\"t\",\"bolts\":{\"b\":{\"object\":\"AQ==\",\"inputs\":[{}]}}}",
                "{\"name\":\"t\",\"bolts\":{\"b\":{\"object\":\"AQ==\",\"inputs\":[{\"component\":\"s\",\"stream\":\"x\"}]}}}",
                "{\"name\":\"t\",\"workerHooks\":[null]}",
                "{\"name\":\"t\",\"conf\":[1]}"
            })
    void shouldSayWhatIsWrongWhenItIsNoSubmission(String json) {
        assertThatExceptionOfType(InvalidSubmission.class)
                .isThrownBy(() -> SubmissionJson.read(json.getBytes(UTF_8)))
                .withMessageContaining("submission");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"name\":\"t\",\"spouts\":{\"words\":{}}}|spout words has no object",
                "{\"name\":\"t\",\"bolts\":{\"b\":[7]}}|bolts.b",
                "{\"name\":\"t\",\"codeHash\":\"abc\"}|SHA-256",
                "{\"name\":\"a.b\"}|Topology name must match"
            })
    void shouldNameThePlaceWhenSomethingIsWrong(String json, String said) {
        assertThatExceptionOfType(InvalidSubmission.class)
                .isThrownBy(() -> SubmissionJson.read(json.getBytes(UTF_8)))
                .withMessageContaining(said);
    }

    @Test
    void shouldRefuseNestingThatWouldFillTheStack() {
        String json = "{\"name\":\"t\",\"conf\":{\"a\":" + "[".repeat(100_000) + "]".repeat(100_000) + "}}";

        assertThatExceptionOfType(InvalidSubmission.class)
                .isThrownBy(() -> SubmissionJson.read(json.getBytes(UTF_8)))
                .withMessageContaining("depth");
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void shouldReadOrRefuseWhateverIsChanged(long seed) {
        Random random = new Random(seed);
        byte[] good = SubmissionJson.write(everything());
        for (int i = 0; i < 2_000; i++) {
            byte[] bad = Arrays.copyOf(good, random.nextInt(4) == 0 ? random.nextInt(good.length) : good.length);
            for (int changes = random.nextInt(4); changes >= 0 && bad.length > 0; changes--) {
                bad[random.nextInt(bad.length)] = (byte) random.nextInt(256);
            }
            try {
                assertThat(SubmissionJson.read(bad).topology()).isNotNull();
            } catch (InvalidSubmission refused) {
                assertThat(refused).hasMessageContaining("submission");
            }
        }
    }

    @Test
    void shouldRefuseToWriteAComponentWithoutObject() {
        StormTopology topology = new StormTopology();
        topology.put_to_bolts("count", new Bolt());
        Submission submission = new Submission("t", Map.of(), topology, null, null);

        assertThatExceptionOfType(IllegalArgumentException.class)
                .isThrownBy(() -> SubmissionJson.write(submission))
                .withMessageContaining("component count has no object");
    }

    private static Submission everything() {
        StormTopology topology = new StormTopology();
        topology.put_to_spouts("words", new SpoutSpec(object(1), common(Map.of(), 2)));
        topology.put_to_spouts("lines", new SpoutSpec(object(2), common(Map.of(), null)));
        Map<GlobalStreamId, Grouping> inputs = new LinkedHashMap<>();
        NullStruct nothing = new NullStruct();
        List<Grouping> groupings = List.of(
                Grouping.fields(List.of("word")),
                Grouping.fields(List.of()),
                Grouping.shuffle(nothing),
                Grouping.all(nothing),
                Grouping.none(nothing),
                Grouping.direct(nothing),
                Grouping.local_or_shuffle(nothing),
                Grouping.custom_serialized(new byte[] {9, 8}),
                Grouping.custom_object(new JavaObject(
                        "com.acme.Mine",
                        List.of(
                                JavaObjectArg.int_arg(1),
                                JavaObjectArg.long_arg(2),
                                JavaObjectArg.string_arg("three"),
                                JavaObjectArg.bool_arg(true),
                                JavaObjectArg.binary_arg(new byte[] {5}),
                                JavaObjectArg.double_arg(6.5)))));
        for (int i = 0; i < groupings.size(); i++) {
            inputs.put(new GlobalStreamId("words", "s" + i), groupings.get(i));
        }
        topology.put_to_bolts("count", new Bolt(object(3), common(inputs, 4)));
        topology.add_to_worker_hooks(ByteBuffer.wrap(new byte[] {1, 2, 3}));
        SharedMemory memory = new SharedMemory("cache");
        memory.set_on_heap(12.5);
        topology.put_to_shared_memory("cache", memory);
        topology.put_to_component_to_shared_memory("count", Set.of("cache"));
        return new Submission(
                "clicks", Map.of("topology.workers", 2, "a", "b"), topology, HASH, InitialStatus.INACTIVE);
    }

    private static ComponentObject object(int seed) {
        return ComponentObject.serialized_java(new byte[] {(byte) 0xac, (byte) 0xed, (byte) seed});
    }

    private static ComponentCommon common(Map<GlobalStreamId, Grouping> inputs, Integer parallelism) {
        Map<String, StreamInfo> streams = new LinkedHashMap<>();
        streams.put("default", new StreamInfo(List.of("word", "count"), false));
        streams.put("picked", new StreamInfo(List.of(), true));
        ComponentCommon common = new ComponentCommon(inputs, streams);
        if (parallelism != null) {
            common.set_parallelism_hint(parallelism);
        }
        common.get_conf().put("topology.tasks", 8L);
        return common;
    }
}
