package dev.gale.worker.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gale.generated.StormTopology;
import dev.gale.submission.Submission;
import dev.gale.testsupport.TestStores;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WorkerConfigTest {
    private static final Submission SUBMISSION =
            new Submission("words", Map.of(), new StormTopology(), null, Submission.InitialStatus.ACTIVE);

    @Test
    void shouldAskByTlsAndTellUserCodeNoPassword(@TempDir Path folder) {
        TestStores stores = new TestStores(folder, "ours");
        Map<String, Object> cluster = new HashMap<>(stores.serving("127.0.0.1"));
        cluster.putAll(stores.requiringCertificates());
        cluster.putAll(stores.showing());
        cluster.put("gale.api.secret", TestStores.PASSWORD);

        WorkerConfig config = WorkerConfig.of(cluster, SUBMISSION);

        assertThat(config.apiCalls().scheme()).isEqualTo("https");
        assertThat(config.topology().values()).doesNotContain(TestStores.PASSWORD);
    }

    @Test
    void shouldRefuseTlsThatItCannotSpeak() {
        assertThatThrownBy(() -> WorkerConfig.of(
                        Map.of(
                                "gale.api.tls.enable", true,
                                "gale.api.tls.client.truststore.path", "/nowhere/trust.p12",
                                "gale.api.tls.client.truststore.password", "key word"),
                        SUBMISSION))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("gale.api.tls.client.truststore.path=/nowhere/trust.p12 can't be read");
    }
}
