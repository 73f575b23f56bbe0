package dev.gale.worker.config;

import static dev.gale.kernel.settings.Setting.Scope.TOPOLOGY;

import dev.gale.Config;
import dev.gale.kernel.settings.Setting;
import dev.gale.kernel.settings.Settings;
import java.util.ArrayList;
import java.util.List;

/** The settings of the connections between workers, each declared once; under Storm's keys where Storm has them. */
public final class TransportSettings {
    /** What begins the keys that Storm doesn't have. */
    public static final String PREFIX = "worker.transport.";

    private static final List<Setting<?>> ALL = new ArrayList<>();

    public static final Setting<String> BIND_ADDRESS = declare(Setting.text(
            PREFIX + "bind.address",
            TOPOLOGY,
            "127.0.0.1",
            "Address on which a worker listens for its peers. Others than loopback need a secret."));
    public static final Setting<String> SECRET = declare(Setting.text(
            Config.STORM_ZOOKEEPER_TOPOLOGY_AUTH_PAYLOAD,
            TOPOLOGY,
            null,
            "What the workers of a topology know and nobody else. Each end of a connection proves that it knows it; it never"
                    + " goes over the wire."));
    public static final Setting<Boolean> AUTHENTICATION = declare(Setting.flag(
            Config.STORM_MESSAGING_NETTY_AUTHENTICATION,
            TOPOLOGY,
            false,
            "Whether a worker refuses to start without a secret even on loopback. Where there is a secret it is always"
                    + " asked for."));
    public static final Setting<Long> FRAME_MAX_BYTES = declare(Setting.whole(
            PREFIX + "frame.max.bytes",
            TOPOLOGY,
            16L << 20,
            64 << 10,
            1 << 30,
            "bytes",
            "The longest frame; so also the largest tuple that can go from worker to worker. The same in all workers of a"
                    + " topology."));
    public static final Setting<Long> WINDOW = declare(Setting.whole(
            PREFIX + "window",
            TOPOLOGY,
            64L,
            4,
            4096,
            "frames",
            "How many frames may be under way from one worker to one executor of another. A frame holds up to 128 tuples;"
                    + " one longer than 16 KiB counts as several."));
    public static final Setting<Long> THREADS = declare(Setting.whole(
            Config.STORM_MESSAGING_NETTY_SERVER_WORKER_THREADS,
            TOPOLOGY,
            1L,
            1,
            256,
            "threads",
            "Threads of a worker that read and write connections, in both directions. They only move bytes."));
    public static final Setting<Long> BACKLOG = declare(Setting.whole(
            Config.STORM_MESSAGING_NETTY_SOCKET_BACKLOG,
            TOPOLOGY,
            500L,
            1,
            65_535,
            "connections",
            "Connections that wait to be accepted."));
    public static final Setting<Long> SOCKET_BUFFER = declare(Setting.whole(
            Config.STORM_MESSAGING_NETTY_BUFFER_SIZE,
            TOPOLOGY,
            null,
            4096,
            1 << 30,
            "bytes",
            "Size of the operating system's send and receive buffers of a connection; default: it decides."));
    public static final Setting<Long> HIGH_WATERMARK = declare(Setting.whole(
            Config.STORM_MESSAGING_NETTY_BUFFER_HIGH_WATERMARK,
            TOPOLOGY,
            256L << 10,
            1024,
            1 << 30,
            "bytes",
            "So much is given to a connection before it has to go out; the rest waits where acks can overtake it."));
    public static final Setting<Long> LOW_WATERMARK = declare(Setting.whole(
            Config.STORM_MESSAGING_NETTY_BUFFER_LOW_WATERMARK,
            TOPOLOGY,
            128L << 10,
            512,
            1 << 30,
            "bytes",
            "When so little is left of it the connection is given more."));
    public static final Setting<Long> RETRY_MIN_MILLIS = declare(Setting.whole(
            Config.STORM_MESSAGING_NETTY_MIN_SLEEP_MS,
            TOPOLOGY,
            100L,
            1,
            3_600_000,
            "milliseconds",
            "The pause before a lost connection is made again; doubled at each attempt, half of it by chance."));
    public static final Setting<Long> RETRY_MAX_MILLIS = declare(Setting.whole(
            Config.STORM_MESSAGING_NETTY_MAX_SLEEP_MS,
            TOPOLOGY,
            1000L,
            1,
            3_600_000,
            "milliseconds",
            "The longest such pause."));
    public static final Setting<Long> CONNECT_TIMEOUT_MILLIS = declare(Setting.whole(
            PREFIX + "connect.timeout.millis",
            TOPOLOGY,
            5000L,
            1,
            3_600_000,
            "milliseconds",
            "How long an attempt to connect may take."));
    public static final Setting<Long> HANDSHAKE_TIMEOUT_MILLIS = declare(Setting.whole(
            PREFIX + "handshake.timeout.millis",
            TOPOLOGY,
            5000L,
            1,
            3_600_000,
            "milliseconds",
            "How long a new connection may take to show who it is."));
    public static final Setting<Long> PING_MILLIS = declare(
            Setting.whole(
                    PREFIX + "ping.millis",
                    TOPOLOGY,
                    2000L,
                    1,
                    3_600_000,
                    "milliseconds",
                    "How often each end of a connection gives a sign of life. One that is silent for three times as long is closed."));
    public static final Setting<Boolean> TLS = declare(
            Setting.flag(
                    Config.STORM_MESSAGING_NETTY_TLS_ENABLE,
                    TOPOLOGY,
                    false,
                    "Whether connections are encrypted, and both ends show certificates. Needs a key store and a trust store."));
    public static final Setting<String> KEY_STORE = declare(Setting.text(
            Config.STORM_MESSAGING_NETTY_TLS_KEYSTORE_PATH,
            TOPOLOGY,
            null,
            "File with the worker's private key and certificate, PKCS12 or JKS."));
    public static final Setting<String> KEY_STORE_PASSWORD = declare(Setting.text(
            Config.STORM_MESSAGING_NETTY_TLS_KEYSTORE_PASSWORD, TOPOLOGY, null, "Password of that file and its key."));
    public static final Setting<String> TRUST_STORE = declare(Setting.text(
            Config.STORM_MESSAGING_NETTY_TLS_TRUSTSTORE_PATH,
            TOPOLOGY,
            null,
            "File with the certificates of those who may issue certificates for peers, PKCS12 or JKS."));
    public static final Setting<String> TRUST_STORE_PASSWORD = declare(Setting.text(
            Config.STORM_MESSAGING_NETTY_TLS_TRUSTSTORE_PASSWORD, TOPOLOGY, null, "Password of that file."));
    public static final Setting<String> CLIENT_KEY_STORE = declare(Setting.text(
            Config.STORM_MESSAGING_NETTY_TLS_CLIENT_KEYSTORE_PATH,
            TOPOLOGY,
            null,
            "Key store of the end that connects; default: the same as of the end that accepts."));
    public static final Setting<String> CLIENT_KEY_STORE_PASSWORD = declare(
            Setting.text(Config.STORM_MESSAGING_NETTY_TLS_CLIENT_KEYSTORE_PASSWORD, TOPOLOGY, null, "Its password."));
    public static final Setting<String> CLIENT_TRUST_STORE = declare(Setting.text(
            Config.STORM_MESSAGING_NETTY_TLS_CLIENT_TRUSTSTORE_PATH,
            TOPOLOGY,
            null,
            "Trust store of the end that connects; default: the same as of the end that accepts."));
    public static final Setting<String> CLIENT_TRUST_STORE_PASSWORD = declare(
            Setting.text(Config.STORM_MESSAGING_NETTY_TLS_CLIENT_TRUSTSTORE_PASSWORD, TOPOLOGY, null, "Its password."));
    public static final Setting<String> TLS_PROTOCOLS = declare(Setting.text(
            Config.STORM_MESSAGING_NETTY_TLS_SSL_PROTOCOLS,
            TOPOLOGY,
            "TLSv1.3,TLSv1.2",
            "Versions of TLS that are spoken, separated by commas."));
    public static final Setting<String> TLS_CIPHERS = declare(Setting.text(
            Config.STORM_MESSAGING_NETTY_TLS_CIPHERS,
            TOPOLOGY,
            null,
            "Cipher suites that are used, separated by commas; default: the JDK's."));
    public static final Setting<Boolean> TLS_VERIFY_HOST = declare(Setting.flag(
            PREFIX + "tls.verify.host",
            TOPOLOGY,
            true,
            "Whether the certificate of a worker that is connected to must name the host that was connected to."));
    public static final Setting<Boolean> REQUIRE_OPEN_SSL = declare(Setting.flag(
            Config.STORM_MESSAGING_NETTY_TLS_REQUIRE_OPEN_SSL,
            TOPOLOGY,
            false,
            "Storm's; true is refused, since TLS is always the JDK's here."));

    private static final Settings SETTINGS = new Settings(ALL);

    private TransportSettings() {}

    private static <T> Setting<T> declare(Setting<T> setting) {
        ALL.add(setting);
        return setting;
    }

    /** All declared settings. */
    public static Settings settings() {
        return SETTINGS;
    }
}
