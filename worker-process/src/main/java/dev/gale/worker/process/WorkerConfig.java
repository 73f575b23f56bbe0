package dev.gale.worker.process;

import dev.gale.Config;
import dev.gale.kernel.tls.ApiCalls;
import dev.gale.kernel.tls.ApiTlsSettings;
import dev.gale.submission.Submission;
import dev.gale.utils.ConfValues;
import dev.gale.worker.transport.TransportConfig;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What a worker process is told by configuration; read once.
 *
 * @param topology the configuration that the topology sees: the cluster's, and over it its own
 * @param apiSecret what Nimbus's API wants to be shown
 * @param apiCalls how it is asked
 */
record WorkerConfig(
        Map<String, Object> topology,
        TransportConfig transport,
        Duration assignmentWait,
        Duration peersWait,
        Duration shutdown,
        Duration statsInterval,
        Optional<String> apiSecret,
        ApiCalls apiCalls) {
    /** Opens the cluster to whoever knows it, so user code isn't given it. */
    private static final Set<String> SECRETS = Set.of(
            Config.STORM_ZOOKEEPER_AUTH_PAYLOAD,
            WorkerSettings.API_SECRET.key(),
            ApiTlsSettings.KEY_STORE_PASSWORD.key(),
            ApiTlsSettings.TRUST_STORE_PASSWORD.key(),
            ApiTlsSettings.CLIENT_KEY_STORE_PASSWORD.key(),
            ApiTlsSettings.CLIENT_TRUST_STORE_PASSWORD.key());

    /**
     * @param daemon the configuration of the cluster
     * @throws IllegalArgumentException with all problems of the connections' settings, or one of another
     */
    static WorkerConfig of(Map<String, Object> daemon, Submission submission) {
        Map<String, Object> merged = new LinkedHashMap<>(ConfValues.normalize(daemon));
        merged.keySet().removeAll(SECRETS);
        merged.putAll(submission.conf());
        return new WorkerConfig(
                merged,
                TransportConfig.of(merged),
                Duration.ofSeconds(WorkerSettings.ASSIGNMENT_WAIT_SECS.in(daemon)),
                Duration.ofSeconds(WorkerSettings.PEERS_WAIT_SECS.in(merged)),
                Duration.ofSeconds(WorkerSettings.SHUTDOWN_SECS.in(merged)),
                Duration.ofSeconds(WorkerSettings.STATS_REPORT_SECS.in(daemon)),
                Optional.ofNullable(WorkerSettings.API_SECRET.in(daemon))
                        .map(String::strip)
                        .filter(secret -> !secret.isEmpty()),
                ApiCalls.from(daemon));
    }
}
