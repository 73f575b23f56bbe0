package dev.gale.coordination.config;

import static dev.gale.kernel.settings.Setting.Scope.CLUSTER;

import dev.gale.Config;
import dev.gale.kernel.settings.Setting;
import dev.gale.kernel.settings.Settings;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * How a daemon reaches ZooKeeper, under Storm's keys.
 *
 * @param servers host and port of each server of the ensemble
 * @param root the node under which everything lies; begins with a slash and doesn't end with one
 * @param sessionTimeout after how long without a sign of life the servers take a daemon for dead
 * @param connectionTimeout how long one attempt of a read or change waits for a connection
 * @param retryTimes how often a read or change whose connection broke is tried again
 * @param retryInterval the pause before the first such attempt; it grows up to {@code retryIntervalCeiling}
 * @param digest user and password by which the servers know this cluster; empty leaves everything open
 */
public record CoordinationSettings(
        List<String> servers,
        String root,
        Duration sessionTimeout,
        Duration connectionTimeout,
        int retryTimes,
        Duration retryInterval,
        Duration retryIntervalCeiling,
        Optional<Digest> digest) {
    private static final List<Setting<?>> ALL = new ArrayList<>();

    public static final Setting<List<?>> SERVERS = declare(Setting.list(
            Config.STORM_ZOOKEEPER_SERVERS,
            CLUSTER,
            "host names",
            "The servers of the ZooKeeper ensemble, each with or without a port of its own (host:port). None given means one"
                    + " on this machine."));
    public static final Setting<Long> PORT = declare(Setting.whole(
            Config.STORM_ZOOKEEPER_PORT,
            CLUSTER,
            2181L,
            1,
            65_535,
            "",
            "The port of the servers that are given without one."));
    public static final Setting<String> ROOT = declare(
            Setting.text(
                    Config.STORM_ZOOKEEPER_ROOT,
                    CLUSTER,
                    "/gale",
                    "The node in ZooKeeper under which the cluster keeps its facts. Clusters that share an ensemble differ here."));
    public static final Setting<Long> SESSION_TIMEOUT = declare(Setting.whole(
            Config.STORM_ZOOKEEPER_SESSION_TIMEOUT,
            CLUSTER,
            20_000L,
            100,
            Integer.MAX_VALUE,
            "milliseconds",
            "After how long without a sign of life a daemon or worker is taken for dead. The servers allow 2 to 20 of their"
                    + " ticks (4 to 40 s unless set otherwise) and use the nearest."));
    public static final Setting<Long> CONNECTION_TIMEOUT = declare(Setting.whole(
            Config.STORM_ZOOKEEPER_CONNECTION_TIMEOUT,
            CLUSTER,
            5_000L,
            1,
            Integer.MAX_VALUE,
            "milliseconds",
            "How long one attempt of a read or change waits for a connection that has just broken."));
    public static final Setting<Long> RETRY_TIMES = declare(Setting.whole(
            Config.STORM_ZOOKEEPER_RETRY_TIMES,
            CLUSTER,
            3L,
            0,
            1_000,
            "times",
            "How often a read or change whose connection broke is tried again before it fails."));
    public static final Setting<Long> RETRY_INTERVAL = declare(Setting.whole(
            Config.STORM_ZOOKEEPER_RETRY_INTERVAL,
            CLUSTER,
            500L,
            1,
            Integer.MAX_VALUE,
            "milliseconds",
            "The pause before the first such attempt; it grows with each further one."));
    public static final Setting<Long> RETRY_INTERVAL_CEILING = declare(Setting.whole(
            Config.STORM_ZOOKEEPER_RETRY_INTERVAL_CEILING,
            CLUSTER,
            5_000L,
            1,
            Integer.MAX_VALUE,
            "milliseconds",
            "The longest such pause."));
    public static final Setting<String> AUTH_SCHEME = declare(Setting.text(
            Config.STORM_ZOOKEEPER_AUTH_SCHEME,
            CLUSTER,
            null,
            "How daemons and workers prove to ZooKeeper who they are: digest. Nodes are then made so that nobody else can read"
                    + " or change them."));
    public static final Setting<String> AUTH_PAYLOAD = declare(Setting.text(
            Config.STORM_ZOOKEEPER_AUTH_PAYLOAD,
            CLUSTER,
            null,
            "The user and password for it, written user:password."));

    private static final Settings SETTINGS = new Settings(ALL);

    /** Keys of Storm's that are legal and not acted upon. */
    private static final Set<String> WITHOUT_EFFECT = Set.of(
            Config.STORM_ZOOKEEPER_SUPERACL,
            Config.STORM_ZOOKEEPER_DRPC_ACL,
            Config.ZK_SSL_ENABLE,
            Config.STORM_ZOOKEEPER_SSL_KEYSTORE_PATH,
            Config.STORM_ZOOKEEPER_SSL_KEYSTORE_PASSWORD,
            Config.STORM_ZOOKEEPER_SSL_TRUSTSTORE_PATH,
            Config.STORM_ZOOKEEPER_SSL_TRUSTSTORE_PASSWORD,
            Config.STORM_ZOOKEEPER_SSL_HOSTNAME_VERIFICATION);

    /** A user known to ZooKeeper by a password. Written without the password. */
    public record Digest(String user, String password) {
        public Digest {
            if (user.isEmpty() || password.isEmpty() || user.indexOf(':') >= 0) {
                throw new IllegalArgumentException(
                        AUTH_PAYLOAD + " must be a user and a password with a colon between them");
            }
        }

        @Override
        public String toString() {
            return user + ":***";
        }
    }

    public CoordinationSettings {
        servers = List.copyOf(servers);
        List<String> problems = new ArrayList<>();
        if (servers.isEmpty()) {
            problems.add(SERVERS + " must name a server at least");
        }
        for (String server : servers) {
            if (server.isBlank() || server.chars().anyMatch(c -> c == ',' || c == '/' || Character.isWhitespace(c))) {
                problems.add(SERVERS + " must be host names, each by itself, found \"" + server + "\"");
            }
        }
        if (!root.matches("(/[^/\\p{Cntrl}]+)+")
                || root.matches(".*/\\.{1,2}(/.*)?")
                || (root + "/").startsWith("/zookeeper/")) {
            problems.add(
                    ROOT + "=" + root + " must be an absolute path such as /gale, with no slash at its end, and not"
                            + " within ZooKeeper's own /zookeeper");
        }
        if (retryInterval.compareTo(retryIntervalCeiling) > 0) {
            problems.add(RETRY_INTERVAL + "=" + retryInterval.toMillis() + " must not be more than "
                    + RETRY_INTERVAL_CEILING + "=" + retryIntervalCeiling.toMillis()
                    + "; lower the first or raise the second");
        }
        if (!problems.isEmpty()) {
            throw new IllegalArgumentException(String.join("; ", problems));
        }
    }

    private static <T> Setting<T> declare(Setting<T> setting) {
        ALL.add(setting);
        return setting;
    }

    /** All declared settings. */
    public static Settings settings() {
        return SETTINGS;
    }

    /**
     * Reads the settings of a daemon.
     *
     * @throws IllegalArgumentException naming every key that is wrong, or what doesn't go together
     */
    public static CoordinationSettings from(Map<String, ?> configuration) {
        List<String> problems = new ArrayList<>(SETTINGS.problems(configuration, "storm.zookeeper.", WITHOUT_EFFECT));
        if (Boolean.parseBoolean(String.valueOf(configuration.get(Config.ZK_SSL_ENABLE)))) {
            // Going on without would send the password in clear, against what was asked for.
            problems.add(
                    Config.ZK_SSL_ENABLE + "=true: connections to ZooKeeper can't be encrypted yet; set it to false"
                            + " and keep ZooKeeper on a network of its own");
        }
        if (!problems.isEmpty()) {
            throw new IllegalArgumentException(String.join("; ", problems));
        }
        long port = PORT.in(configuration);
        List<?> servers = SERVERS.in(configuration);
        return new CoordinationSettings(
                servers.isEmpty()
                        ? List.of("localhost:" + port)
                        : servers.stream().map(server -> withPort(server, port)).toList(),
                ROOT.in(configuration),
                Duration.ofMillis(SESSION_TIMEOUT.in(configuration)),
                Duration.ofMillis(CONNECTION_TIMEOUT.in(configuration)),
                Math.toIntExact(RETRY_TIMES.in(configuration)),
                Duration.ofMillis(RETRY_INTERVAL.in(configuration)),
                Duration.ofMillis(RETRY_INTERVAL_CEILING.in(configuration)),
                digest(configuration));
    }

    private static String withPort(Object server, long port) {
        String text = String.valueOf(server);
        // The colons of a bare IPv6 address are no port; with a port it is written in brackets.
        boolean bracketed = text.startsWith("[");
        int colons = (int) text.chars().filter(c -> c == ':').count();
        if (!bracketed && colons > 1) {
            return "[" + text + "]:" + port;
        }
        boolean hasPort = bracketed ? text.contains("]:") : colons == 1;
        return hasPort ? text : text + ":" + port;
    }

    private static Optional<Digest> digest(Map<String, ?> configuration) {
        String scheme = AUTH_SCHEME.in(configuration);
        String payload = AUTH_PAYLOAD.in(configuration);
        if (scheme == null && payload == null) {
            return Optional.empty();
        }
        // One without the other would leave everything open, or locked, by mistake.
        if (scheme == null || payload == null) {
            throw new IllegalArgumentException(AUTH_SCHEME + " and " + AUTH_PAYLOAD + " go together; "
                    + (scheme == null ? AUTH_SCHEME : AUTH_PAYLOAD) + " is missing");
        }
        if (!scheme.equals("digest")) {
            throw new IllegalArgumentException(AUTH_SCHEME + "=" + scheme + " must be digest");
        }
        int colon = payload.indexOf(':');
        return Optional.of(
                new Digest(payload.substring(0, Math.max(colon, 0)), payload.substring(Math.max(colon + 1, 0))));
    }

    /** The servers as ZooKeeper's client wants them. */
    public String connectString() {
        return servers.stream().collect(Collectors.joining(","));
    }
}
