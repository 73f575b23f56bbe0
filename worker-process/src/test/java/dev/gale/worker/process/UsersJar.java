package dev.gale.worker.process;

import java.io.IOException;
import java.io.OutputStream;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.stream.Stream;
import javax.tools.JavaCompiler;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;

/** A topology's jar, compiled by the test, with libraries of the runtime's names and other content. */
final class UsersJar {
    /** Classes that the runtime has too, in versions of their own. */
    private static final List<String> LIBRARIES = List.of(
            "io.netty.buffer.Unpooled",
            "com.google.common.collect.ImmutableList",
            "com.esotericsoftware.kryo.Kryo",
            "org.apache.curator.framework.CuratorFrameworkFactory",
            "tools.jackson.databind.json.JsonMapper",
            "org.agrona.BitUtil");

    static final String EDITIONS = "users users users users users users";

    private static final String LEDGER = """
            package users;

            import java.io.IOException;
            import java.io.UncheckedIOException;
            import java.nio.file.Files;
            import java.nio.file.Path;
            import java.nio.file.StandardOpenOption;
            import java.util.Map;

            final class Ledger {
                private final Path file;

                Ledger(Map<String, Object> conf) {
                    file = Path.of((String) conf.get("users.ledger"));
                }

                synchronized void note(String line) {
                    try {
                        Files.writeString(file, line + "\\n", StandardOpenOption.CREATE, StandardOpenOption.APPEND);
                    } catch (IOException e) {
                        throw new UncheckedIOException(e);
                    }
                }
            }
            """;

    private static final String NUMBERS = """
            package users;

            import dev.gale.spout.SpoutOutputCollector;
            import dev.gale.task.TopologyContext;
            import dev.gale.topology.OutputFieldsDeclarer;
            import dev.gale.topology.base.BaseRichSpout;
            import dev.gale.tuple.Fields;
            import dev.gale.tuple.Values;
            import java.util.Map;

            public class Numbers extends BaseRichSpout {
                private transient Ledger ledger;
                private transient SpoutOutputCollector collector;
                private int next;

                @Override
                public void open(Map<String, Object> conf, TopologyContext context, SpoutOutputCollector given) {
                    ledger = new Ledger(conf);
                    collector = given;
                }

                @Override
                public void nextTuple() {
                    if (next < 5) {
                        collector.emit(new Values(next), next++);
                    }
                }

                @Override
                public void ack(Object message) {
                    ledger.note("acked " + message);
                }

                @Override
                public void close() {
                    ledger.note("closed");
                }

                @Override
                public void declareOutputFields(OutputFieldsDeclarer declarer) {
                    declarer.declare(new Fields("number"));
                }
            }
            """;

    private static final String LIBRARY_BOLT = """
            package users;

            import dev.gale.task.OutputCollector;
            import dev.gale.task.TopologyContext;
            import dev.gale.topology.OutputFieldsDeclarer;
            import dev.gale.topology.base.BaseRichBolt;
            import dev.gale.tuple.Tuple;
            import java.util.Map;

            public class LibraryBolt extends BaseRichBolt {
                private transient Ledger ledger;
                private transient OutputCollector collector;

                @Override
                public void prepare(Map<String, Object> conf, TopologyContext context, OutputCollector given) {
                    ledger = new Ledger(conf);
                    collector = given;
                    org.slf4j.LoggerFactory.getLogger(LibraryBolt.class).info("prepared");
                    context.registerCounter("seen").inc();
                }

                public static String editions() {
                    return String.join(" ", %s);
                }

                @Override
                public void execute(Tuple input) {
                    ledger.note("editions " + editions());
                    collector.ack(input);
                }

                @Override
                public void cleanup() {
                    ledger.note("cleaned up");
                }

                @Override
                public void declareOutputFields(OutputFieldsDeclarer declarer) {}
            }
            """;

    private static final String TOPOLOGY = """
            package users;

            import dev.gale.generated.StormTopology;
            import dev.gale.topology.TopologyBuilder;

            public class Topology {
                public static StormTopology build() {
                    TopologyBuilder builder = new TopologyBuilder();
                    builder.setSpout("numbers", new Numbers());
                    builder.setBolt("libraries", new LibraryBolt()).shuffleGrouping("numbers");
                    return builder.createTopology();
                }
            }
            """;

    private UsersJar() {}

    /** Compiles it into a new file of that directory. */
    static Path in(Path directory) throws IOException {
        Path sources = Files.createDirectories(directory.resolve("sources"));
        Path classes = Files.createDirectories(directory.resolve("classes"));
        List<Path> files = new ArrayList<>();
        for (String library : LIBRARIES) {
            int dot = library.lastIndexOf('.');
            files.add(write(
                    sources,
                    library,
                    "package " + library.substring(0, dot) + ";\npublic class " + library.substring(dot + 1)
                            + " { public static String edition() { return \"users\"; } }\n"));
        }
        List<String> editions =
                LIBRARIES.stream().map(library -> library + ".edition()").toList();
        Map<String, String> own = Map.of(
                "users.Ledger", LEDGER,
                "users.Numbers", NUMBERS,
                "users.LibraryBolt", LIBRARY_BOLT.formatted(String.join(", ", editions)),
                "users.Topology", TOPOLOGY);
        for (Map.Entry<String, String> source : own.entrySet()) {
            files.add(write(sources, source.getKey(), source.getValue()));
        }
        compile(sources, files, classes);
        return pack(classes, directory.resolve("topology.jar"));
    }

    private static Path write(Path sources, String type, String source) throws IOException {
        Path file = sources.resolve(type.replace('.', '/') + ".java");
        Files.createDirectories(file.getParent());
        return Files.writeString(file, source);
    }

    private static void compile(Path sources, List<Path> files, Path classes) throws IOException {
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        StringWriter said = new StringWriter();
        try (StandardJavaFileManager manager = compiler.getStandardFileManager(null, null, null)) {
            // Sources come before the class path, so the libraries are those of the jar.
            boolean compiled = compiler.getTask(
                            said,
                            manager,
                            null,
                            List.of(
                                    "-d",
                                    classes.toString(),
                                    "-sourcepath",
                                    sources.toString(),
                                    "-proc:none",
                                    "-classpath",
                                    System.getProperty("java.class.path")),
                            null,
                            manager.getJavaFileObjectsFromPaths(files))
                    .call();
            if (!compiled) {
                throw new AssertionError(said.toString());
            }
        }
    }

    private static Path pack(Path classes, Path jar) throws IOException {
        try (OutputStream out = Files.newOutputStream(jar);
                JarOutputStream packed = new JarOutputStream(out);
                Stream<Path> found = Files.walk(classes)) {
            for (Path file : found.filter(Files::isRegularFile).toList()) {
                packed.putNextEntry(
                        new JarEntry(classes.relativize(file).toString().replace('\\', '/')));
                Files.copy(file, packed);
                packed.closeEntry();
            }
        }
        return jar;
    }
}
