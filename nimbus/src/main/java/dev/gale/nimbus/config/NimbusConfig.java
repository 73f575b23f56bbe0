package dev.gale.nimbus.config;

import dev.gale.kernel.tls.ApiCalls;
import dev.gale.kernel.tls.ApiTls;
import dev.gale.kernel.tls.ApiTlsSettings;
import dev.gale.kernel.tls.TlsEnd;
import dev.gale.utils.ConfValues;
import dev.gale.utils.Utils;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * What a Nimbus is told to be.
 *
 * @param host under which others reach it
 * @param apiHost on which it listens
 * @param apiPort 0 takes any that is free
 * @param secret that callers of the API must know; without one it listens on loopback only
 * @param tls by which the API is served; empty when it is served in the clear
 * @param peers how other Nimbuses are asked
 * @param localDir its files
 * @param supervisorGrace how long a supervisor with work may be away before its work goes elsewhere
 * @param unusedCode how long code is kept that nobody needs
 * @param isolation how many hosts a topology has for itself, by its name
 * @param all the whole configuration, normalized
 */
public record NimbusConfig(
        String host,
        String apiHost,
        int apiPort,
        Optional<ApiSecret> secret,
        Optional<TlsEnd> tls,
        ApiCalls peers,
        Path localDir,
        Duration supervisorGrace,
        long maxCodeBytes,
        int maxSubmissionBytes,
        Duration unusedCode,
        Map<String, Integer> isolation,
        Map<String, Object> all) {
    /** Storm's: topologies by name to the number of hosts each has for itself. */
    public static final String ISOLATION = "isolation.scheduler.machines";

    private static final String STORMS_TLS = "ui.https.";
    /** Values of these keys that mean: not. */
    private static final Set<String> NOT_ASKING = Set.of("null", "", "-1", "0", "false");

    /** @throws IllegalArgumentException naming everything that is wrong */
    public static NimbusConfig from(Map<String, Object> configuration) {
        Map<String, Object> conf = ConfValues.normalize(configuration);
        List<String> problems =
                new ArrayList<>(NimbusSettings.settings().problems(conf, NimbusSettings.PREFIX, Set.of()));
        Map<String, Integer> isolation = isolation(conf, problems);
        refuseStormsTls(conf, problems);
        // Also when something else is wrong, so that all is named.
        Optional<TlsEnd> tls = orProblem(() -> ApiTls.serving(conf), problems).flatMap(Function.identity());
        Optional<ApiCalls> peers = orProblem(() -> ApiCalls.from(conf), problems);
        if (!problems.isEmpty()) {
            throw new IllegalArgumentException(String.join("; ", problems));
        }
        String text = NimbusSettings.API_SECRET.in(conf);
        Optional<ApiSecret> secret = Optional.ofNullable(text).map(ApiSecret::new);
        String apiHost = NimbusSettings.API_HOST.in(conf);
        InetAddress address = resolve(apiHost);
        if (!address.isLoopbackAddress() && secret.isEmpty()) {
            throw new IllegalArgumentException(NimbusSettings.API_HOST + "=" + apiHost
                    + " can be reached from other machines, and whoever reaches the API can run code in the cluster; set "
                    + NimbusSettings.API_SECRET
                    + " to a text that only you know (openssl rand -hex 32 makes one), the same"
                    + " for all daemons and clients, or set " + NimbusSettings.API_HOST + " to 127.0.0.1");
        }
        return new NimbusConfig(
                host(conf, apiHost, address),
                apiHost,
                Math.toIntExact(NimbusSettings.API_PORT.in(conf)),
                secret,
                tls,
                peers.orElseThrow(),
                Path.of(NimbusSettings.LOCAL_DIR.in(conf)).toAbsolutePath(),
                Duration.ofSeconds(NimbusSettings.SUPERVISOR_GRACE_SECS.in(conf)),
                NimbusSettings.MAX_CODE_MB.in(conf) << 20,
                Math.toIntExact(NimbusSettings.MAX_SUBMISSION_MB.in(conf) << 20),
                Duration.ofMinutes(NimbusSettings.UNUSED_CODE_MINUTES.in(conf)),
                isolation,
                Collections.unmodifiableMap(conf));
    }

    private static <T> Optional<T> orProblem(Supplier<T> reading, List<String> problems) {
        try {
            return Optional.of(reading.get());
        } catch (IllegalArgumentException e) {
            if (!problems.contains(e.getMessage())) {
                problems.add(e.getMessage());
            }
            return Optional.empty();
        }
    }

    /** Who asks for TLS must not be served without it. */
    private static void refuseStormsTls(Map<String, Object> conf, List<String> problems) {
        List<String> asking = conf.entrySet().stream()
                .filter(entry -> entry.getKey().startsWith(STORMS_TLS))
                .filter(entry -> !NOT_ASKING.contains(String.valueOf(entry.getValue())))
                .map(Map.Entry::getKey)
                .sorted()
                .toList();
        if (!asking.isEmpty()) {
            problems.add(
                    String.join(", ", asking) + " would have Storm's UI served by TLS, and nothing here; have the API"
                            + " served by TLS with " + ApiTlsSettings.ENABLE + ", " + ApiTlsSettings.KEY_STORE + " and "
                            + ApiTlsSettings.KEY_STORE_PASSWORD + ", and take the others out");
        }
    }

    private static InetAddress resolve(String apiHost) {
        try {
            return InetAddress.getByName(apiHost);
        } catch (UnknownHostException e) {
            throw new IllegalArgumentException(
                    NimbusSettings.API_HOST + "=" + apiHost
                            + " is not known here; use an address of this host, such as 127.0.0.1",
                    e);
        }
    }

    private static String host(Map<String, Object> conf, String apiHost, InetAddress address) {
        String given = NimbusSettings.LOCAL_HOSTNAME.in(conf);
        if (given != null || !address.isAnyLocalAddress()) {
            return given != null ? given : apiHost;
        }
        try {
            return Utils.localHostname();
        } catch (UnknownHostException e) {
            throw new IllegalArgumentException(
                    "this host doesn't know its own name; set " + NimbusSettings.LOCAL_HOSTNAME
                            + " to the name or address under which others reach it",
                    e);
        }
    }

    private static Map<String, Integer> isolation(Map<String, Object> conf, List<String> problems) {
        Map<String, Integer> isolation = new TreeMap<>();
        Object given = conf.get(ISOLATION);
        if (given == null) {
            return isolation;
        }
        if (!(given instanceof Map<?, ?> map)) {
            problems.add(ISOLATION + "=" + given + " must be a map from names of topologies to numbers of hosts");
            return isolation;
        }
        map.forEach((name, count) -> {
            if (count instanceof Long number && number >= 1 && number <= Integer.MAX_VALUE) {
                isolation.put((String) name, number.intValue());
            } else {
                problems.add(ISOLATION + " must name at least one host for " + name + ", found " + count);
            }
        });
        return isolation;
    }

    /** What the API's address begins with. */
    public String scheme() {
        return tls.isPresent() ? "https" : "http";
    }

    /** The part of the configuration that holds for topologies whose own doesn't say otherwise. */
    public Map<String, Object> topologyDefaults() {
        Map<String, Object> defaults = new LinkedHashMap<>();
        all.forEach((key, value) -> {
            if (key.startsWith("topology.")) {
                defaults.put(key, value);
            }
        });
        return defaults;
    }
}
