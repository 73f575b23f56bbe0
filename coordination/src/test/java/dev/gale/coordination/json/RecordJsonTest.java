package dev.gale.coordination.json;

import static dev.gale.coordination.Facts.CODE;
import static dev.gale.coordination.Facts.NOON;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gale.coordination.Facts;
import dev.gale.coordination.model.Assignment;
import dev.gale.coordination.model.PendingAction;
import dev.gale.coordination.model.TopologyInfo;
import dev.gale.coordination.model.TopologyStatus;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class RecordJsonTest {
    private static final TopologyInfo TOPOLOGY = Facts.topology("words");

    static Stream<Object> records() {
        return Stream.of(
                Facts.nimbus("n1"),
                Facts.supervisor("left"),
                TOPOLOGY,
                TOPOLOGY.with(
                        TopologyStatus.REBALANCING,
                        new PendingAction(
                                TopologyStatus.ACTIVE,
                                NOON,
                                Duration.ofMillis(1_500),
                                Optional.of(3),
                                Map.of("count", 4))),
                Facts.assignment(TOPOLOGY, 7, Facts.slot("left", 6_700), Facts.slot("a:b", 6_701)),
                Facts.lease(TOPOLOGY, 7, Facts.slot("left", 6_700), 4_711, NOON));
    }

    @ParameterizedTest
    @MethodSource("records")
    void shouldReadWhatItWrote(Object record) {
        assertThat((Object) RecordJson.read(RecordJson.write(record), record.getClass()))
                .isEqualTo(record);
    }

    @Test
    void shouldWriteWhatPeopleCanRead() {
        assertThat(json(Facts.assignment(TOPOLOGY, 7, Facts.slot("left", 6_700))))
                .isEqualTo("{\"topologyId\":\"words-1\",\"epoch\":7,\"slots\":{\"left:6700\":[\"1-2\"]},"
                        + "\"hosts\":{\"left\":\"left.example.org\"},\"codeHash\":\"" + CODE + "\"}");
        assertThat(json(TOPOLOGY.with(
                        TopologyStatus.KILLED,
                        PendingAction.kill(TopologyStatus.ACTIVE, NOON, Duration.ofSeconds(30)))))
                .contains("\"status\":\"KILLED\"")
                .contains("\"requestedAt\":\"2026-11-21T12:00:00Z\"")
                .contains("\"delay\":\"PT30S\"");
    }

    @Test
    void shouldPassOverFieldsThatItDoesNotKnow() {
        String fromLater = json(TOPOLOGY).replaceFirst("\\{", "{\"priority\":{\"a\":[1,2]},\"another\":null,");

        assertThat(RecordJson.read(bytes(fromLater), TopologyInfo.class)).isEqualTo(TOPOLOGY);
    }

    @Test
    void shouldDoWithoutFieldsThatMayBeMissing() {
        String fromEarlier = json(TOPOLOGY)
                .replaceFirst(",\"pending\":null", "")
                .replaceFirst(",\"owner\":\"ada\"", "")
                .replaceFirst(",\"executors\":\\{[^}]*\\}", "");

        TopologyInfo read = RecordJson.read(bytes(fromEarlier), TopologyInfo.class);

        assertThat(read.pending()).isEmpty();
        assertThat(read.owner()).isEmpty();
        assertThat(read.executors()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "null",
                "[]",
                "{",
                "{}",
                "7",
                "{\"topologyId\":\"a/b\",\"epoch\":1}",
                "{\"topologyId\":\"a\",\"epoch\":0,\"slots\":{},\"hosts\":{}}",
                "{\"topologyId\":\"a\",\"epoch\":1,\"slots\":{\"nowhere\":[\"1-2\"]},\"hosts\":{}}",
                "{\"topologyId\":\"a\",\"epoch\":1,\"slots\":{\"s:1\":[\"2-1\"]},\"hosts\":{\"s\":\"h\"}}",
                "{\"topologyId\":\"a\",\"epoch\":1,\"slots\":{\"s:1\":[\"1-2\"]},\"hosts\":{},\"codeHash\":\"x\"}"
            })
    void shouldSayWhatItCantRead(String json) {
        assertThatThrownBy(() -> RecordJson.read(bytes(json), Assignment.class))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("can't be read as Assignment: ");
    }

    private static String json(Object record) {
        return new String(RecordJson.write(record), StandardCharsets.UTF_8);
    }

    private static byte[] bytes(String json) {
        return json.getBytes(StandardCharsets.UTF_8);
    }
}
