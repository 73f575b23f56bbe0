package dev.gale.cli;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.stream.Stream;

/** Makes jars of classes that the tests have. */
public final class TestJar {
    private final Map<String, byte[]> entries = new LinkedHashMap<>();
    private String mainClass;

    /** Adds a class with the classes within it. */
    public TestJar with(Class<?>... types) {
        for (Class<?> type : types) {
            with(type.getName());
            for (Class<?> inner : type.getDeclaredClasses()) {
                with(inner);
            }
        }
        return this;
    }

    /** Adds a class by its name. */
    public TestJar with(String className) {
        String entry = className.replace('.', '/') + ".class";
        return entry(entry, bytes(entry));
    }

    public TestJar entry(String name, byte[] bytes) {
        entries.put(name, bytes);
        return this;
    }

    /** Adds a class as if it had been compiled for that Java. */
    public TestJar forJava(int version, Class<?> type) {
        String entry = type.getName().replace('.', '/') + ".class";
        byte[] bytes = bytes(entry);
        bytes[6] = (byte) ((44 + version) >> 8);
        bytes[7] = (byte) (44 + version);
        return entry(entry, bytes);
    }

    /** Adds all that is in a folder or jar. */
    public TestJar allOf(Path place) throws IOException {
        if (Files.isDirectory(place)) {
            addTree(place);
        } else {
            try (FileSystem jar = FileSystems.newFileSystem(place)) {
                addTree(jar.getPath("/"));
            }
        }
        return this;
    }

    private void addTree(Path root) throws IOException {
        try (Stream<Path> files = Files.walk(root)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                String name = root.relativize(file).toString();
                if (!name.startsWith("META-INF/MANIFEST")) {
                    entries.putIfAbsent(name, Files.readAllBytes(file));
                }
            }
        }
    }

    public TestJar mainClass(String name) {
        mainClass = name;
        return this;
    }

    public Path write(Path file) throws IOException {
        Manifest manifest = new Manifest();
        manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
        if (mainClass != null) {
            manifest.getMainAttributes().put(Attributes.Name.MAIN_CLASS, mainClass);
        }
        try (OutputStream out = Files.newOutputStream(file);
                JarOutputStream jar = new JarOutputStream(out, manifest)) {
            for (Map.Entry<String, byte[]> entry : entries.entrySet()) {
                jar.putNextEntry(new JarEntry(entry.getKey()));
                jar.write(entry.getValue());
                jar.closeEntry();
            }
        }
        return file;
    }

    private static byte[] bytes(String entry) {
        try (InputStream in = TestJar.class.getClassLoader().getResourceAsStream(entry)) {
            return in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
