package dev.gale.worker.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.codahale.metrics.Counter;
import dev.gale.Config;
import dev.gale.topology.IRichBolt;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.slf4j.Logger;

class TopologyClassLoaderTest {
    private static final ClassLoader RUNTIME = TopologyClassLoaderTest.class.getClassLoader();
    private static final String KRYO = "com.esotericsoftware.kryo.Kryo";

    @TempDir
    static Path directory;

    private static Path jar;
    private static TopologyClassLoader loader;

    @BeforeAll
    static void compile() throws IOException {
        jar = UsersJar.in(directory);
        loader = TopologyClassLoader.of(jar, RUNTIME, Map.of());
    }

    @AfterAll
    static void close() throws IOException {
        loader.close();
    }

    @Test
    void shouldTakeTheLibrariesOfTheJarWhenTheRuntimeHasOthersOfTheSameNames() throws Exception {
        Class<?> bolt = loader.loadClass("users.LibraryBolt");

        assertThat(bolt.getMethod("editions").invoke(null)).isEqualTo(UsersJar.EDITIONS);
        assertThat(IRichBolt.class).isAssignableFrom(bolt);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "io.netty.channel.Channel",
                "org.apache.zookeeper.ZooKeeper",
                "com.lmax.disruptor.RingBuffer",
                "picocli.CommandLine",
                "ch.qos.logback.classic.Logger",
                "dev.gale.worker.process.WorkerProcess",
                "dev.gale.worker.TopologyRuntime",
                "dev.gale.kernel.agent.Agent",
                "dev.gale.coordination.ClusterState"
            })
    void shouldNotShowWhatTheRuntimeConsistsOf(String type) {
        assertThatThrownBy(() -> loader.loadClass(type)).isInstanceOf(ClassNotFoundException.class);
    }

    @ParameterizedTest
    @ValueSource(
            classes = {
                Config.class,
                IRichBolt.class,
                Logger.class,
                Counter.class,
                List.class,
                java.sql.Connection.class,
                dev.gale.worker.metrics.MetricsConsumers.class
            })
    void shouldShareWhatBothSidesMustMeanTheSameBy(Class<?> type) throws Exception {
        assertThat(loader.loadClass(type.getName())).isSameAs(type);
    }

    @Test
    void shouldShareKryoWhenTheConfigurationNamesASerializer() throws Exception {
        Map<String, Object> conf =
                Map.of(Config.TOPOLOGY_KRYO_REGISTER, List.of(Map.of("users.Point", "users.PointSerializer")));
        try (TopologyClassLoader sharing = TopologyClassLoader.of(jar, RUNTIME, conf)) {
            assertThat(sharing.loadClass(KRYO)).isSameAs(RUNTIME.loadClass(KRYO));
        }
        assertThat(loader.loadClass(KRYO)).isNotSameAs(RUNTIME.loadClass(KRYO));
    }

    @Test
    void shouldSayWhatIsWrongWhenTheJarIsNone() throws IOException {
        Path text = Files.writeString(directory.resolve("text.jar"), "not a jar");
        Path missing = directory.resolve("missing.jar");

        assertThatThrownBy(() -> TopologyClassLoader.of(text, RUNTIME, Map.of()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("text.jar isn't a jar");
        assertThatThrownBy(() -> TopologyClassLoader.of(missing, RUNTIME, Map.of()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("there is no jar");
    }
}
