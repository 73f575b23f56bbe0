package dev.gale.supervisor.config;

import dev.gale.kernel.settings.Setting;
import dev.gale.kernel.tls.ApiCalls;
import dev.gale.kernel.tls.ApiTlsSettings;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What a supervisor was told, checked.
 *
 * @param configuration all that the daemon was given; handed to workers as it is
 * @param apiSecret what Nimbus wants to be shown; empty when nothing
 * @param apiCalls how Nimbus is asked
 * @param libDir where Gale's jars are; empty: on the class path of this JVM
 * @param healthDir where the health checks are; empty when there are none
 */
public record SupervisorConfig(
        Map<String, Object> configuration,
        Path localDir,
        String host,
        List<Integer> slotPorts,
        double memoryMb,
        double cpuPercent,
        Duration stopLimit,
        Duration workerTimeout,
        Duration restartDelay,
        Duration restartDelayCeiling,
        Duration stableAfter,
        long logBytes,
        int logFiles,
        Duration filesRetention,
        Duration workerDirRetention,
        Duration fetchLimit,
        Optional<String> apiSecret,
        ApiCalls apiCalls,
        Optional<Path> libDir,
        Optional<Path> healthDir,
        Duration healthLimit,
        boolean lateHealthFails,
        Duration healthInterval) {
    private static final List<Integer> STANDARD_PORTS = List.of(6_700, 6_701, 6_702, 6_703);

    public SupervisorConfig {
        configuration = Collections.unmodifiableMap(new HashMap<>(configuration));
        slotPorts = List.copyOf(slotPorts);
    }

    /**
     * Reads the settings of a daemon.
     *
     * @throws IllegalArgumentException naming every key that is wrong, or what doesn't go together
     */
    public static SupervisorConfig from(Map<String, Object> configuration) {
        List<String> problems = new ArrayList<>(
                SupervisorSettings.settings().problems(configuration, SupervisorSettings.PREFIX, Set.of()));
        List<Integer> ports = ports(configuration, problems);
        if (problems.isEmpty()) {
            Duration delay = millis(SupervisorSettings.RESTART_DELAY, configuration);
            Duration ceiling = millis(SupervisorSettings.RESTART_DELAY_CEILING, configuration);
            if (delay.compareTo(ceiling) > 0) {
                problems.add(SupervisorSettings.RESTART_DELAY + "=" + delay.toMillis() + " must not be more than "
                        + SupervisorSettings.RESTART_DELAY_CEILING + "=" + ceiling.toMillis()
                        + "; lower the first or raise the second");
            }
            if (SupervisorSettings.HOST.in(configuration).isBlank()) {
                problems.add(SupervisorSettings.HOST + " must be an address or a name, found nothing but blanks");
            }
            String libDir = SupervisorSettings.LIB_DIR.in(configuration);
            if (libDir != null && !Files.isDirectory(Path.of(libDir))) {
                problems.add(SupervisorSettings.LIB_DIR + "=" + libDir
                        + " must be the directory with Gale's jars, and is none; set it to that, or leave it out");
            }
            for (Setting<String> file : List.of(ApiTlsSettings.CLIENT_TRUST_STORE, ApiTlsSettings.CLIENT_KEY_STORE)) {
                String path = file.in(configuration);
                if (path != null && !Path.of(path).isAbsolute()) {
                    problems.add(file + "=" + path
                            + " must be an absolute path, since workers read it from directories of" + " their own");
                }
            }
        }
        if (!problems.isEmpty()) {
            throw new IllegalArgumentException(String.join("; ", problems));
        }
        return new SupervisorConfig(
                configuration,
                Path.of(SupervisorSettings.LOCAL_DIR.in(configuration))
                        .toAbsolutePath()
                        .normalize(),
                SupervisorSettings.HOST.in(configuration),
                ports,
                SupervisorSettings.MEMORY_MB.in(configuration),
                SupervisorSettings.CPU_PERCENT.in(configuration),
                seconds(SupervisorSettings.STOP_LIMIT, configuration),
                seconds(SupervisorSettings.WORKER_TIMEOUT, configuration),
                millis(SupervisorSettings.RESTART_DELAY, configuration),
                millis(SupervisorSettings.RESTART_DELAY_CEILING, configuration),
                seconds(SupervisorSettings.STABLE_AFTER, configuration),
                SupervisorSettings.LOG_BYTES.in(configuration),
                Math.toIntExact(SupervisorSettings.LOG_FILES.in(configuration)),
                seconds(SupervisorSettings.FILES_RETENTION, configuration),
                seconds(SupervisorSettings.WORKER_DIR_RETENTION, configuration),
                seconds(SupervisorSettings.FETCH_LIMIT, configuration),
                Optional.ofNullable(SupervisorSettings.API_SECRET.in(configuration))
                        .filter(secret -> !secret.isEmpty()),
                ApiCalls.from(configuration),
                Optional.ofNullable(SupervisorSettings.LIB_DIR.in(configuration))
                        .map(dir -> Path.of(dir).toAbsolutePath().normalize()),
                Optional.ofNullable(SupervisorSettings.HEALTH_DIR.in(configuration))
                        .map(Path::of),
                millis(SupervisorSettings.HEALTH_LIMIT, configuration),
                SupervisorSettings.HEALTH_LATE_FAILS.in(configuration),
                seconds(SupervisorSettings.HEALTH_INTERVAL, configuration));
    }

    /** Without what is secret. */
    @Override
    public String toString() {
        return "supervisor of " + host + " with slots " + slotPorts + " in " + localDir;
    }

    private static List<Integer> ports(Map<String, Object> configuration, List<String> problems) {
        if (!(configuration.get(SupervisorSettings.SLOT_PORTS.key()) instanceof List<?> given)) {
            // Anything else but a list has been found to be a problem already.
            return STANDARD_PORTS;
        }
        List<Integer> ports = new ArrayList<>();
        for (Object port : given) {
            try {
                ports.add(Integer.valueOf(String.valueOf(port)));
            } catch (NumberFormatException e) {
                ports.add(0);
            }
        }
        if (ports.stream().anyMatch(port -> port < 1 || port > 65_535) || new HashSet<>(ports).size() != ports.size()) {
            problems.add(
                    SupervisorSettings.SLOT_PORTS + "=" + given + " must be whole numbers from 1 to 65535, each once");
        }
        return ports;
    }

    private static Duration seconds(Setting<Long> setting, Map<String, Object> configuration) {
        return Duration.ofSeconds(setting.in(configuration));
    }

    private static Duration millis(Setting<Long> setting, Map<String, Object> configuration) {
        return Duration.ofMillis(setting.in(configuration));
    }
}
