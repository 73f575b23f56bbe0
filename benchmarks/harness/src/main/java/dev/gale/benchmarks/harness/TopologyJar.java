package dev.gale.benchmarks.harness;

import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.stream.Stream;

/** Makes the jar that is submitted to a cluster. */
public final class TopologyJar {
    private static final String MANIFEST_FOLDER = "META-INF";

    private TopologyJar() {}

    /**
     * Writes a jar with all that is where these classes come from, folders or jars.
     *
     * @return the jar
     */
    public static Path write(Path jar, Class<?>... from) throws IOException {
        try (JarOutputStream out = new JarOutputStream(Files.newOutputStream(jar))) {
            for (Class<?> one : from) {
                Path source = source(one);
                if (Files.isDirectory(source)) {
                    addAll(out, source);
                } else {
                    try (FileSystem inside = FileSystems.newFileSystem(source)) {
                        addAll(out, inside.getPath("/"));
                    }
                }
            }
        }
        return jar;
    }

    private static Path source(Class<?> one) {
        try {
            return Path.of(
                    one.getProtectionDomain().getCodeSource().getLocation().toURI());
        } catch (URISyntaxException e) {
            throw new IllegalStateException("the class path holds what is no file", e);
        }
    }

    private static void addAll(JarOutputStream out, Path root) throws IOException {
        List<Path> files = new ArrayList<>();
        try (Stream<Path> found = Files.walk(root)) {
            found.filter(Files::isRegularFile)
                    .filter(file -> !root.relativize(file).startsWith(MANIFEST_FOLDER))
                    .forEach(files::add);
        }
        for (Path file : files) {
            out.putNextEntry(new JarEntry(root.relativize(file).toString()));
            Files.copy(file, out);
            out.closeEntry();
        }
    }
}
