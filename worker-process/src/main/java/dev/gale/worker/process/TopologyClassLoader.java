package dev.gale.worker.process;

import dev.gale.Config;
import dev.gale.worker.config.TopologySettings;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.jar.JarFile;

/**
 * Loads the classes of a topology. What both it and the runtime must mean the same class by comes from the runtime: the
 * API, slf4j, the metrics that the API shows. All else comes from the topology's jar, or from the JDK: the libraries that
 * the runtime uses can't be seen from here, so the jar may hold others of the same names.
 *
 * <p>Kryo is both: the API shows it to serializers, and topologies bundle it for themselves. A jar with a Kryo of its own
 * is given that one, unless the topology's configuration names classes that extend the runtime's.
 *
 * <p>Closed by its maker when no class of it is used any more. Any thread.
 */
final class TopologyClassLoader extends URLClassLoader {
    static {
        registerAsParallelCapable();
    }

    private static final String KRYO = "com/esotericsoftware/kryo/Kryo.class";

    /** Kryo and what it consists of. */
    private static final List<String> KRYO_PACKAGES = List.of(
            "com.esotericsoftware.kryo.",
            "com.esotericsoftware.minlog.",
            "com.esotericsoftware.reflectasm.",
            "org.objenesis.");

    private static final List<String> SHARED_PACKAGES = List.of("dev.gale.", "org.slf4j.", "com.codahale.metrics.");

    /** The runtime's own packages, which begin like the API's. */
    private static final List<String> RUNTIME_PACKAGES = List.of(
            "dev.gale.cli.",
            "dev.gale.coordination.",
            "dev.gale.kernel.",
            "dev.gale.nimbus.",
            "dev.gale.submission.",
            "dev.gale.supervisor.",
            "dev.gale.worker.");

    /** The bolt that the runtime adds to topologies. */
    private static final String METRICS_BOLT = "dev.gale.worker.metrics.";

    private final ClassLoader runtime;
    private final List<String> shared;

    private TopologyClassLoader(URL jar, ClassLoader runtime, boolean ownKryo) {
        super("topology", new URL[] {jar}, ClassLoader.getPlatformClassLoader());
        this.runtime = runtime;
        List<String> packages = new ArrayList<>(SHARED_PACKAGES);
        if (!ownKryo) {
            packages.addAll(KRYO_PACKAGES);
        }
        this.shared = List.copyOf(packages);
    }

    /**
     * @param jar with the topology's classes
     * @param runtime loads the runtime's classes
     * @param conf the topology's configuration
     * @throws IllegalArgumentException when the file isn't there or no jar
     */
    static TopologyClassLoader of(Path jar, ClassLoader runtime, Map<String, Object> conf) {
        if (!Files.isRegularFile(jar)) {
            throw new IllegalArgumentException("there is no jar " + jar + " with the topology's classes");
        }
        try (JarFile opened = new JarFile(jar.toFile())) {
            boolean ownKryo = opened.getEntry(KRYO) != null && !namesSerializers(conf);
            return new TopologyClassLoader(jar.toUri().toURL(), runtime, ownKryo);
        } catch (MalformedURLException e) {
            throw new UncheckedIOException(e);
        } catch (IOException e) {
            throw new IllegalArgumentException(jar + " isn't a jar: " + e.getMessage() + "; fetch it again", e);
        }
    }

    /** Whether there are classes of the user's that extend Kryo's and that the runtime calls. */
    private static boolean namesSerializers(Map<String, Object> conf) {
        return !TopologySettings.KRYO_FACTORY.in(conf).equals(TopologySettings.KRYO_FACTORY.defaultValue())
                || isFilled(conf.get(Config.TOPOLOGY_KRYO_DECORATORS))
                || (conf.get(Config.TOPOLOGY_KRYO_REGISTER) instanceof List<?> registered
                        && registered.stream().anyMatch(Map.class::isInstance));
    }

    private static boolean isFilled(Object value) {
        return value instanceof List<?> list && !list.isEmpty();
    }

    @Override
    protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
        if (isShared(name)) {
            try {
                return runtime.loadClass(name);
            } catch (ClassNotFoundException notThere) {
                // A package of the user's that begins like one of ours.
                return super.loadClass(name, resolve);
            }
        }
        // The JDK's, then the jar's.
        return super.loadClass(name, resolve);
    }

    private boolean isShared(String name) {
        return shared.stream().anyMatch(name::startsWith)
                && (name.startsWith(METRICS_BOLT) || RUNTIME_PACKAGES.stream().noneMatch(name::startsWith));
    }
}
