package dev.gale.topology;

import dev.gale.Config;
import dev.gale.StormSubmitter;
import dev.gale.SubmissionTarget;
import dev.gale.generated.AlreadyAliveException;
import dev.gale.generated.AuthorizationException;
import dev.gale.generated.InvalidTopologyException;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.ServiceLoader;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A program that submits a topology and takes its configuration from the command line. Extend it, build and submit the
 * topology in {@link #run}, and let {@code main} call {@link #start}.
 *
 * <p>These arguments are taken out before {@code run} sees the others:
 *
 * <ul>
 *   <li>{@code -conf file} adds the settings of a file; may be repeated, later files win. Needs a
 *       {@link ConfigFileReader} on the class path.
 *   <li>{@code -local} runs the topology in this JVM. Needs a {@link LocalTargetFactory} on the class path.
 *   <li>{@code -ttl seconds} ends a topology that runs in this JVM after a while.
 * </ul>
 *
 * <p>An instance is started once, and used by the thread that starts it.
 */
public abstract class ConfigurableTopology {
    private static final Logger LOG = LoggerFactory.getLogger(ConfigurableTopology.class);

    /** The settings read from {@code -conf} files; {@link #run} may add to them. */
    protected Config conf = new Config();

    private boolean local;
    private Duration timeToLive;
    private Exception submissionFailure;

    /**
     * Like {@link #startAndReport}, for {@code main} methods: a failure becomes an exception. Unlike Storm's this never
     * ends the JVM, so that a topology can be started from a test or another program.
     *
     * @throws IllegalArgumentException if an argument is wrong
     * @throws RuntimeException if {@link #run} fails or returns something other than 0
     */
    public static void start(ConfigurableTopology topology, String[] args) {
        int code;
        try {
            code = startAndReport(topology, args);
        } catch (RuntimeException e) {
            throw e;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(topology.getClass().getName() + " was interrupted", e);
        } catch (Exception e) {
            throw new IllegalStateException(topology.getClass().getName() + " failed: " + e.getMessage(), e);
        }
        if (code != 0) {
            throw new IllegalStateException(
                    topology.getClass().getName() + ".run() returned " + code + ", expected 0 for success"
                            + (topology.submissionFailure == null
                                    ? ""
                                    : "; the submission failed: " + topology.submissionFailure.getMessage()),
                    topology.submissionFailure);
        }
    }

    /**
     * Reads the arguments described above and runs the topology's program.
     *
     * @return what {@link #run} returned: 0 for success
     * @throws IllegalArgumentException if an argument is wrong
     * @throws IllegalStateException if an argument needs a service that is not on the class path
     * @throws Exception what {@link #run} throws
     */
    @SuppressWarnings("try") // the scope is in force while it is open and needs no call
    public static int startAndReport(ConfigurableTopology topology, String[] args) throws Exception {
        String[] remaining = topology.parse(args);
        if (!topology.local) {
            return topology.run(remaining);
        }
        SubmissionTarget target = service(
                        LocalTargetFactory.class,
                        () -> "-local was given but nothing on the class path can run a"
                                + " topology in this JVM; add a library that provides "
                                + LocalTargetFactory.class.getName()
                                + ", such as Gale's module \"local\"")
                .newTarget(topology.timeToLive);
        try (SubmissionTarget.Scope scope = StormSubmitter.withTarget(target)) {
            LOG.info("Running {} in this JVM", topology.getClass().getName());
            return topology.run(remaining);
        }
    }

    /**
     * Adds the settings of a file to a configuration; they win over those already there. A file whose only entry is
     * {@code config}, a map, means that map.
     *
     * @return {@code conf}
     * @throws FileNotFoundException if there is no such file
     * @throws IllegalStateException if there is no {@link ConfigFileReader} on the class path
     * @throws UncheckedIOException if the file cannot be read
     */
    public static Config loadConf(String resource, Config conf) throws FileNotFoundException {
        Path file = Path.of(resource);
        if (!Files.isRegularFile(file)) {
            throw new FileNotFoundException("There is no configuration file " + file.toAbsolutePath());
        }
        ConfigFileReader reader = service(
                ConfigFileReader.class,
                () -> "Configuration file " + file + " cannot be read: nothing on the class path"
                        + " reads configuration files; add a library that provides " + ConfigFileReader.class.getName()
                        + ", or set the values in the program");
        Map<String, Object> settings;
        try {
            settings = reader.read(file);
        } catch (IOException e) {
            throw new UncheckedIOException("Configuration file " + file + " cannot be read: " + e.getMessage(), e);
        }
        if (settings.size() == 1 && settings.get("config") instanceof Map<?, ?> inner) {
            inner.forEach((key, value) -> conf.put(String.valueOf(key), value));
        } else {
            conf.putAll(settings);
        }
        return conf;
    }

    /** The settings read from {@code -conf} files and what has been added to them. */
    protected Config getConf() {
        return conf;
    }

    /**
     * Builds and submits the topology; called once, after the arguments were read.
     *
     * @param args the arguments left over
     * @return 0 for success
     */
    protected abstract int run(String[] args) throws Exception;

    /**
     * Submits under the name that the configuration gives as {@code topology.name}.
     *
     * @return as {@link #submit(String, Config, TopologyBuilder)}
     * @throws IllegalArgumentException if the configuration names no topology
     */
    protected int submit(Config conf, TopologyBuilder builder) {
        if (!(conf.get(Config.TOPOLOGY_NAME) instanceof String name) || name.isBlank()) {
            throw new IllegalArgumentException("No value found for " + Config.TOPOLOGY_NAME
                    + "; set it in the configuration or pass the name to submit");
        }
        return submit(name, conf, builder);
    }

    /**
     * Submits a topology. A refusal by the cluster is logged and kept, so that {@link #start} can report it.
     *
     * @return 0, or -1 if the topology was refused
     * @throws RuntimeException if the topology cannot be built or there is no cluster to submit to
     */
    protected int submit(String name, Config conf, TopologyBuilder builder) {
        try {
            StormSubmitter.submitTopology(name, conf, builder.createTopology());
            return 0;
        } catch (AlreadyAliveException | InvalidTopologyException | AuthorizationException e) {
            LOG.error("Topology {} was refused", name, e);
            submissionFailure = e;
            return -1;
        }
    }

    private String[] parse(String[] args) throws FileNotFoundException {
        List<String> remaining = new ArrayList<>();
        Iterator<String> given = List.of(args).iterator();
        while (given.hasNext()) {
            String arg = given.next();
            switch (arg) {
                case "-conf" -> loadConf(valueOf(arg, "a file", given), conf);
                case "-ttl" -> timeToLive = seconds(valueOf(arg, "a number of seconds", given));
                case "-local" -> local = true;
                default -> remaining.add(arg);
            }
        }
        if (timeToLive != null && !local) {
            throw new IllegalArgumentException("-ttl ends a topology that runs in this JVM; add -local or drop -ttl");
        }
        return remaining.toArray(String[]::new);
    }

    private static String valueOf(String arg, String expected, Iterator<String> rest) {
        if (!rest.hasNext()) {
            throw new IllegalArgumentException(arg + " must be followed by " + expected + ", found nothing");
        }
        return rest.next();
    }

    private static Duration seconds(String value) {
        try {
            long seconds = Long.parseLong(value);
            if (seconds > 0) {
                return Duration.ofSeconds(seconds);
            }
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException(notSeconds(value), e);
        }
        throw new IllegalArgumentException(notSeconds(value));
    }

    private static String notSeconds(String value) {
        return "-ttl must be followed by a whole number of seconds, 1 or more, found " + value;
    }

    private static <S> S service(Class<S> type, Supplier<String> missing) {
        return ServiceLoader.load(type).findFirst().orElseThrow(() -> new IllegalStateException(missing.get()));
    }
}
