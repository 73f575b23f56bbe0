package dev.gale.cli.program;

import java.io.IOException;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Enumeration;
import java.util.List;

/**
 * Loads a user's program so that its libraries don't meet ours: classes of Java and Gale's API come from where Gale's do,
 * everything else from the jar; of our libraries only those that the API shows are visible, and only if the jar has none
 * of its own. Thread-safe.
 */
public final class ProgramClassLoader extends URLClassLoader {
    /** One class for all: the types that cross between the program and Gale. */
    private static final List<String> SHARED = List.of("dev.gale.", "org.slf4j.");

    /** What the API's signatures show. */
    private static final List<String> SHOWN =
            List.of("com.codahale.metrics.", "com.esotericsoftware.", "org.objenesis.");

    static {
        registerAsParallelCapable();
    }

    private final ClassLoader gale;

    public ProgramClassLoader(Path jar) {
        super("program", new URL[] {url(jar)}, ClassLoader.getPlatformClassLoader());
        this.gale = ProgramClassLoader.class.getClassLoader();
    }

    private static URL url(Path jar) {
        try {
            return jar.toUri().toURL();
        } catch (MalformedURLException e) {
            throw new IllegalArgumentException(jar + " has no URL", e);
        }
    }

    /** Whether a class that the jar doesn't have comes from Gale. */
    public static boolean isVisible(String className) {
        return SHARED.stream().anyMatch(className::startsWith) || SHOWN.stream().anyMatch(className::startsWith);
    }

    @Override
    protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
        if (SHARED.stream().anyMatch(name::startsWith)) {
            try {
                return gale.loadClass(name);
            } catch (ClassNotFoundException usersOwn) {
                return super.loadClass(name, resolve);
            }
        }
        try {
            return super.loadClass(name, resolve);
        } catch (ClassNotFoundException e) {
            if (isVisible(name)) {
                return gale.loadClass(name);
            }
            throw e;
        }
    }

    /** Those of the jar, then those of Gale that offer services to the program. */
    @Override
    public Enumeration<URL> getResources(String name) throws IOException {
        List<URL> found = new ArrayList<>(Collections.list(super.getResources(name)));
        if (name.startsWith("META-INF/services/dev.gale.")) {
            for (URL url : Collections.list(gale.getResources(name))) {
                if (!found.contains(url)) {
                    found.add(url);
                }
            }
        }
        return Collections.enumeration(found);
    }
}
