package dev.gale.cli.client;

import static dev.gale.kernel.settings.Setting.Scope.CLUSTER;

import dev.gale.Config;
import dev.gale.kernel.settings.Setting;
import dev.gale.kernel.tls.ApiTls;
import dev.gale.kernel.tls.ApiTlsSettings;
import dev.gale.kernel.tls.TlsEnd;
import dev.gale.nimbus.config.NimbusSettings;
import java.net.URI;
import java.net.URISyntaxException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * How a client reaches Nimbus.
 *
 * @param seeds the roots of the API of some Nimbuses, to be asked in this order
 * @param secret what proves that the client may; empty when none is configured
 * @param tls what the client shows and believes; empty when all seeds are asked in the clear
 * @param connectTimeout how long a connection may take to be made
 * @param requestTimeout how long an answer may take
 * @param retries how often a request that got no answer is sent again
 * @param retryInterval the pause before the first such attempt; it doubles up to {@code retryCeiling}
 */
public record ClientSettings(
        List<URI> seeds,
        Optional<String> secret,
        Optional<TlsEnd> tls,
        Duration connectTimeout,
        Duration requestTimeout,
        int retries,
        Duration retryInterval,
        Duration retryCeiling) {
    private static final List<Setting<?>> ALL = new ArrayList<>();

    public static final Setting<List<?>> SEEDS = declare(Setting.list(
            Config.NIMBUS_SEEDS,
            CLUSTER,
            "host names",
            "Some Nimbuses, each written host, host:port, http://host:port or https://host:port. Whichever is asked names"
                    + " the one that leads."));
    public static final Setting<String> HOST = declare(Setting.text(
            "nimbus.host", CLUSTER, null, "The only Nimbus, when nimbus.seeds names none; default: this machine."));
    /** Also of the seeds that are given without a port. */
    public static final Setting<Long> PORT = declare(NimbusSettings.API_PORT);

    public static final Setting<String> SECRET = declare(NimbusSettings.API_SECRET);
    public static final Setting<Long> CONNECT_TIMEOUT = declare(Setting.whole(
            "gale.client.connect.timeout.millis",
            CLUSTER,
            3_000L,
            1,
            3_600_000,
            "milliseconds",
            "How long a connection to a Nimbus may take to be made."));
    public static final Setting<Long> REQUEST_TIMEOUT = declare(Setting.whole(
            "gale.client.request.timeout.millis",
            CLUSTER,
            30_000L,
            1,
            3_600_000,
            "milliseconds",
            "How long Nimbus may take to answer. An upload has longer, by its size."));
    public static final Setting<Long> RETRY_TIMES = declare(Setting.whole(
            Config.STORM_NIMBUS_RETRY_TIMES,
            CLUSTER,
            4L,
            0,
            1_000,
            "times",
            "How often a request is sent again when no Nimbus answers, or none can act."));
    public static final Setting<Long> RETRY_INTERVAL = declare(Setting.whole(
            Config.STORM_NIMBUS_RETRY_INTERVAL,
            CLUSTER,
            200L,
            1,
            3_600_000,
            "milliseconds",
            "The pause before the first such attempt; doubled at each further one, a quarter of it by chance."));
    public static final Setting<Long> RETRY_CEILING = declare(Setting.whole(
            Config.STORM_NIMBUS_RETRY_INTERVAL_CEILING,
            CLUSTER,
            2_000L,
            1,
            3_600_000,
            "milliseconds",
            "The longest such pause."));

    public ClientSettings {
        seeds = List.copyOf(seeds);
    }

    private static <T> Setting<T> declare(Setting<T> setting) {
        ALL.add(setting);
        return setting;
    }

    /** All declared settings. */
    public static List<Setting<?>> settings() {
        return List.copyOf(ALL);
    }

    /** @throws IllegalArgumentException saying which setting is wrong */
    public static ClientSettings from(Map<String, ?> configuration) {
        long port = PORT.in(configuration);
        List<?> seeds = SEEDS.in(configuration);
        if (seeds.isEmpty()) {
            String host = HOST.in(configuration);
            seeds = List.of(host == null ? "localhost" : host);
        }
        Duration interval = Duration.ofMillis(RETRY_INTERVAL.in(configuration));
        Duration ceiling = Duration.ofMillis(RETRY_CEILING.in(configuration));
        String scheme = ApiTlsSettings.ENABLE.in(configuration) ? "https" : "http";
        List<URI> roots = seeds.stream()
                .map(seed -> root(String.valueOf(seed).trim(), scheme, port))
                .toList();
        return new ClientSettings(
                roots,
                Optional.ofNullable(SECRET.in(configuration)).filter(secret -> !secret.isEmpty()),
                tls(roots, configuration),
                Duration.ofMillis(CONNECT_TIMEOUT.in(configuration)),
                Duration.ofMillis(REQUEST_TIMEOUT.in(configuration)),
                Math.toIntExact(RETRY_TIMES.in(configuration)),
                interval,
                // Storm's own files hold an interval that is longer than our ceiling.
                ceiling.compareTo(interval) < 0 ? interval : ceiling);
    }

    /** Also without the setting: of addresses that say so themselves. */
    private static Optional<TlsEnd> tls(List<URI> seeds, Map<String, ?> configuration) {
        return seeds.stream().anyMatch(seed -> "https".equals(seed.getScheme()))
                ? Optional.of(ApiTls.client(configuration))
                : ApiTls.asking(configuration);
    }

    private static URI root(String seed, String scheme, long port) {
        try {
            boolean bareV6 =
                    seed.chars().filter(c -> c == ':').count() > 1 && !seed.contains("[") && !seed.contains("/");
            URI uri = new URI(seed.contains("://") ? seed : scheme + "://" + (bareV6 ? "[" + seed + "]" : seed));
            boolean http = "http".equals(uri.getScheme()) || "https".equals(uri.getScheme());
            if (http
                    && uri.getHost() != null
                    && uri.getUserInfo() == null
                    && uri.getPath().length() <= 1) {
                if ("https".equals(scheme) && !"https".equals(uri.getScheme())) {
                    throw new IllegalArgumentException(SEEDS + " names " + seed + ", but " + ApiTlsSettings.ENABLE
                            + " is true; write https:// or the host alone");
                }
                long effective = uri.getPort() >= 0 ? uri.getPort() : port;
                return new URI(uri.getScheme() + "://" + uri.getHost() + ":" + effective);
            }
        } catch (URISyntaxException e) {
            throw new IllegalArgumentException(wrong(seed), e);
        }
        throw new IllegalArgumentException(wrong(seed));
    }

    private static String wrong(String seed) {
        return SEEDS + " must be written host, host:port, http://host:port or https://host:port, found \"" + seed
                + "\"";
    }
}
