package dev.gale.examples.clicks;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Random;

/**
 * Makes up an access log. The same seed gives the same lines, on every machine. About one line in a hundred is cut off,
 * as when a server crashes or a disk is full.
 */
public final class SampleLog {
    /** Number of lines and seed of the sample that comes with the example. */
    public static final int BUNDLED_LINES = 500;

    public static final long BUNDLED_SEED = 1;

    /** Its name, relative to this class. */
    public static final String BUNDLED = "access-sample.log";

    private static final Instant FIRST = Instant.parse("2026-01-05T08:00:00Z");
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("dd/MMM/yyyy:HH:mm:ss Z", Locale.ENGLISH)
            .withZone(ZoneOffset.UTC);
    /** The most visited first. */
    private static final List<String> URLS = List.of(
            "/",
            "/style.css",
            "/logo.svg",
            "/products/",
            "/products/kettle",
            "/products/teapot",
            "/search?q=green+tea",
            "/basket",
            "/products/cup?colour=blue",
            "/about",
            "/checkout",
            "/feed.xml",
            "/robots.txt",
            "/old-shop/index.php");
    /** Addresses that are set aside for documentation. */
    private static final List<String> NETWORKS = List.of("192.0.2.", "198.51.100.", "203.0.113.");

    private static final List<String> AGENTS = List.of(
            "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0",
            "Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X)",
            "curl/8.5.0",
            "an agent that says \\\"hello\\\"");

    private final Random random;
    private Instant time = FIRST;

    private SampleLog(long seed) {
        this.random = new Random(seed);
    }

    /** Appends so many lines to {@code out}, each with a line feed at its end. */
    public static void write(int lines, long seed, Appendable out) {
        SampleLog log = new SampleLog(seed);
        try {
            for (int i = 0; i < lines; i++) {
                out.append(log.line()).append('\n');
            }
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write the sample", e);
        }
    }

    private String line() {
        time = time.plusSeconds(random.nextInt(20));
        // Servers log a request when it is answered, so times are not quite in order.
        Instant logged = time.minusSeconds(random.nextInt(5));
        String url = skewed(URLS);
        String line = NETWORKS.get(random.nextInt(NETWORKS.size())) + (1 + random.nextInt(40)) + " - - ["
                + TIME.format(logged) + "] \"" + (url.equals("/checkout") ? "POST" : "GET") + " " + url
                + " HTTP/1.1\" " + (url.startsWith("/old") ? 404 : 200) + " " + (200 + random.nextInt(20_000)) + " \""
                + (random.nextBoolean() ? "-" : "https://www.example.org" + skewed(URLS)) + "\" \"" + skewed(AGENTS)
                + "\"";
        return random.nextInt(100) == 0 ? line.substring(0, random.nextInt(line.length())) : line;
    }

    /** The first few are drawn far more often than the last. */
    private String skewed(List<String> choices) {
        double drawn = random.nextDouble();
        return choices.get((int) (choices.size() * drawn * drawn));
    }
}
