package dev.gale.worker.transport;

import dev.gale.kernel.settings.Setting;
import dev.gale.worker.config.TransportSettings;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * How a worker talks to its peers; read once from the settings and checked.
 *
 * @param bindAddress on which it listens
 * @param secret null when there is none
 * @param frameMaxBytes the longest body of a frame
 * @param window units that may be under way to an executor, see {@link Frames#units}
 * @param socketBuffer 0: the operating system's choice
 * @param tls null when connections aren't encrypted
 */
public record TransportConfig(
        String bindAddress,
        Secret secret,
        int frameMaxBytes,
        int window,
        int threads,
        int backlog,
        int socketBuffer,
        int highWatermark,
        int lowWatermark,
        Duration retryMin,
        Duration retryMax,
        Duration connectTimeout,
        Duration handshakeTimeout,
        Duration ping,
        TlsConfig tls) {

    /**
     * Stores and what may be spoken. All but {@code ciphers} are set; that is empty when the JDK's default holds.
     *
     * @param accepting what this worker shows and trusts when a peer connects to it
     * @param connecting the same when it connects to a peer
     */
    public record TlsConfig(
            Stores accepting, Stores connecting, List<String> protocols, List<String> ciphers, boolean verifyHost) {}

    /** Files with keys and with trusted certificates. */
    public record Stores(String keyStore, String keyStorePassword, String trustStore, String trustStorePassword) {
        @Override
        public String toString() {
            return "key store " + keyStore + ", trust store " + trustStore;
        }
    }

    /**
     * Reads the settings.
     *
     * @param conf the topology's
     * @throws IllegalArgumentException with all problems, a sentence each, each with what to do
     */
    public static TransportConfig of(Map<String, ?> conf) {
        List<String> problems = new ArrayList<>();
        for (Setting<?> setting : TransportSettings.settings().all()) {
            try {
                setting.in(conf);
            } catch (IllegalArgumentException error) {
                problems.add(error.getMessage());
            }
        }
        if (!problems.isEmpty()) {
            throw refusal(problems);
        }
        checkRelations(conf, problems);
        checkSecret(conf, problems);
        TlsConfig tls = tls(conf, problems);
        if (!problems.isEmpty()) {
            throw refusal(problems);
        }
        String secret = TransportSettings.SECRET.in(conf);
        Long socketBuffer = TransportSettings.SOCKET_BUFFER.in(conf);
        return new TransportConfig(
                TransportSettings.BIND_ADDRESS.in(conf),
                secret == null ? null : new Secret(secret.getBytes(StandardCharsets.UTF_8)),
                integer(TransportSettings.FRAME_MAX_BYTES, conf),
                integer(TransportSettings.WINDOW, conf),
                integer(TransportSettings.THREADS, conf),
                integer(TransportSettings.BACKLOG, conf),
                socketBuffer == null ? 0 : Math.toIntExact(socketBuffer),
                integer(TransportSettings.HIGH_WATERMARK, conf),
                integer(TransportSettings.LOW_WATERMARK, conf),
                millis(TransportSettings.RETRY_MIN_MILLIS, conf),
                millis(TransportSettings.RETRY_MAX_MILLIS, conf),
                millis(TransportSettings.CONNECT_TIMEOUT_MILLIS, conf),
                millis(TransportSettings.HANDSHAKE_TIMEOUT_MILLIS, conf),
                millis(TransportSettings.PING_MILLIS, conf),
                tls);
    }

    private static IllegalArgumentException refusal(List<String> problems) {
        return new IllegalArgumentException(
                "The settings of the connections between workers are not valid: " + String.join("; ", problems));
    }

    private static int integer(Setting<Long> setting, Map<String, ?> conf) {
        return Math.toIntExact(setting.in(conf));
    }

    private static Duration millis(Setting<Long> setting, Map<String, ?> conf) {
        return Duration.ofMillis(setting.in(conf));
    }

    private static void checkRelations(Map<String, ?> conf, List<String> problems) {
        checkOrder(TransportSettings.LOW_WATERMARK, TransportSettings.HIGH_WATERMARK, conf, problems);
        checkOrder(TransportSettings.RETRY_MIN_MILLIS, TransportSettings.RETRY_MAX_MILLIS, conf, problems);
    }

    private static void checkOrder(
            Setting<Long> lower, Setting<Long> upper, Map<String, ?> conf, List<String> problems) {
        if (lower.in(conf) > upper.in(conf)) {
            problems.add(lower + "=" + lower.in(conf) + " must not be more than " + upper + "=" + upper.in(conf)
                    + "; lower the first or raise the second");
        }
    }

    private static void checkSecret(Map<String, ?> conf, List<String> problems) {
        String secret = TransportSettings.SECRET.in(conf);
        String address = TransportSettings.BIND_ADDRESS.in(conf);
        if (secret != null && secret.isEmpty()) {
            problems.add(TransportSettings.SECRET + " is empty; give it a long random text or leave it out");
        }
        if (secret == null && TransportSettings.AUTHENTICATION.in(conf)) {
            problems.add(TransportSettings.AUTHENTICATION + " is true, but there is no secret; set "
                    + TransportSettings.SECRET + " to a long random text that only this topology's workers know");
        }
        try {
            if (secret == null && !InetAddress.getByName(address).isLoopbackAddress()) {
                problems.add(TransportSettings.BIND_ADDRESS + "=" + address
                        + " lets other machines connect, but there is no secret; set " + TransportSettings.SECRET
                        + " to a long random text that only this topology's workers know, or listen on 127.0.0.1");
            }
        } catch (UnknownHostException unknown) {
            problems.add(TransportSettings.BIND_ADDRESS + "=" + address
                    + " is no address of this machine; set it to 127.0.0.1, 0.0.0.0 or the address of an interface");
        }
    }

    private static TlsConfig tls(Map<String, ?> conf, List<String> problems) {
        if (TransportSettings.REQUIRE_OPEN_SSL.in(conf)) {
            problems.add(TransportSettings.REQUIRE_OPEN_SSL
                    + " is true, but TLS is always the JDK's here; leave the setting out");
        }
        Stores accepting = new Stores(
                TransportSettings.KEY_STORE.in(conf),
                TransportSettings.KEY_STORE_PASSWORD.in(conf),
                TransportSettings.TRUST_STORE.in(conf),
                TransportSettings.TRUST_STORE_PASSWORD.in(conf));
        if (!TransportSettings.TLS.in(conf)) {
            // Somebody who has named stores believes that they protect something.
            Stream.of(
                            TransportSettings.KEY_STORE,
                            TransportSettings.TRUST_STORE,
                            TransportSettings.CLIENT_KEY_STORE,
                            TransportSettings.CLIENT_TRUST_STORE)
                    .filter(setting -> setting.in(conf) != null)
                    .forEach(setting -> problems.add(setting + " is set, but connections are not encrypted; set "
                            + TransportSettings.TLS + " to true or leave it out"));
            return null;
        }
        requireStore(TransportSettings.KEY_STORE, TransportSettings.KEY_STORE_PASSWORD, conf, problems);
        requireStore(TransportSettings.TRUST_STORE, TransportSettings.TRUST_STORE_PASSWORD, conf, problems);
        String clientKeys = TransportSettings.CLIENT_KEY_STORE.in(conf);
        String clientTrust = TransportSettings.CLIENT_TRUST_STORE.in(conf);
        if (clientKeys != null) {
            requireStore(
                    TransportSettings.CLIENT_KEY_STORE, TransportSettings.CLIENT_KEY_STORE_PASSWORD, conf, problems);
        }
        if (clientTrust != null) {
            requireStore(
                    TransportSettings.CLIENT_TRUST_STORE,
                    TransportSettings.CLIENT_TRUST_STORE_PASSWORD,
                    conf,
                    problems);
        }
        Stores connecting = new Stores(
                clientKeys == null ? accepting.keyStore() : clientKeys,
                clientKeys == null
                        ? accepting.keyStorePassword()
                        : TransportSettings.CLIENT_KEY_STORE_PASSWORD.in(conf),
                clientTrust == null ? accepting.trustStore() : clientTrust,
                clientTrust == null
                        ? accepting.trustStorePassword()
                        : TransportSettings.CLIENT_TRUST_STORE_PASSWORD.in(conf));
        return new TlsConfig(
                accepting,
                connecting,
                list(TransportSettings.TLS_PROTOCOLS.in(conf)),
                list(TransportSettings.TLS_CIPHERS.in(conf)),
                TransportSettings.TLS_VERIFY_HOST.in(conf));
    }

    private static void requireStore(
            Setting<String> path, Setting<String> password, Map<String, ?> conf, List<String> problems) {
        if (path.in(conf) == null) {
            problems.add(TransportSettings.TLS + " is true, so " + path + " must name a file");
        }
        if (password.in(conf) == null) {
            problems.add(TransportSettings.TLS + " is true, so " + password + " must be set");
        }
    }

    private static List<String> list(String commas) {
        return commas == null
                ? List.of()
                : Stream.of(commas.split(","))
                        .map(String::trim)
                        .filter(name -> !name.isEmpty())
                        .toList();
    }
}
