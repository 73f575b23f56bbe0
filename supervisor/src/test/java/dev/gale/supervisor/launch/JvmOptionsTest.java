package dev.gale.supervisor.launch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gale.coordination.model.CodeHash;
import dev.gale.coordination.model.TopologyId;
import dev.gale.supervisor.directory.WorkerRecord;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class JvmOptionsTest {
    private static final WorkerRecord WORKER =
            new WorkerRecord("w-1", 6_700, new TopologyId("words-1"), new CodeHash("0".repeat(64)), Optional.empty());

    @Test
    void shouldHaveACollectorAndAHeapWhenNothingIsSet() {
        assertThat(JvmOptions.of(WORKER, Map.of(), Map.of())).containsExactly("-XX:+UseParallelGC", "-Xmx768m");
    }

    @Test
    void shouldPutTheTopologysOptionsLast() {
        assertThat(JvmOptions.of(
                        WORKER,
                        Map.of("worker.childopts", "-Xmx1g  -ea"),
                        Map.of("topology.worker.childopts", List.of("-Xmx2g", "-Dgreeting=good day"))))
                .containsExactly("-XX:+UseParallelGC", "-Xmx1g", "-ea", "-Xmx2g", "-Dgreeting=good day");
    }

    @Test
    void shouldReplaceWhatStandsForSomething() {
        assertThat(JvmOptions.of(
                        WORKER,
                        Map.of(
                                "worker.gc.childopts",
                                "",
                                "worker.heap.memory.mb",
                                512,
                                "worker.childopts",
                                "-Da=%ID%-%WORKER-PORT% -Db=%TOPOLOGY-ID% -Dc=%WORKER-ID% -Xmx%HEAP-MEM%m"),
                        Map.of()))
                .containsExactly("-Da=6700-6700", "-Db=words-1", "-Dc=w-1", "-Xmx512m");
    }

    @Test
    void shouldGiveTheTopologysHeapPrecedence() {
        assertThat(JvmOptions.of(WORKER, Map.of("worker.heap.memory.mb", 512), Map.of("worker.heap.memory.mb", 1_024)))
                .contains("-Xmx1024m");
    }

    @Test
    void shouldNotChooseASecondCollector() {
        assertThat(JvmOptions.of(WORKER, Map.of(), Map.of("topology.worker.childopts", "-XX:+UseG1GC")))
                .containsExactly("-Xmx768m", "-XX:+UseG1GC");
        assertThat(JvmOptions.of(
                        WORKER,
                        Map.of("worker.gc.childopts", "-XX:+UseSerialGC"),
                        Map.of("topology.worker.gc.childopts", "-XX:+UseZGC")))
                .containsExactly("-XX:+UseZGC", "-Xmx768m");
    }

    @Test
    void shouldSayWhichSettingIsWrong() {
        assertThatThrownBy(() -> JvmOptions.of(WORKER, Map.of(), Map.of("topology.worker.childopts", 5)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("topology.worker.childopts=5");
    }
}
