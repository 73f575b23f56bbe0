package dev.gale.topology;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import dev.gale.Config;
import dev.gale.StormSubmitter;
import dev.gale.SubmissionTarget;
import dev.gale.generated.AlreadyAliveException;
import dev.gale.generated.StormTopology;
import dev.gale.generated.SubmitOptions;
import dev.gale.topology.Components.Words;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@SuppressWarnings("try") // the scope of a target is in force while it is open and needs no call
class ConfigurableTopologyTest {
    @TempDir
    Path directory;

    private final ClassLoader before = Thread.currentThread().getContextClassLoader();

    @BeforeEach
    void reset() {
        RecordingTarget.submitted.clear();
        LocalTargets.timesToLive.clear();
    }

    @AfterEach
    void restoreClassLoader() {
        Thread.currentThread().setContextClassLoader(before);
    }

    @Test
    void shouldPassOtherArgumentsWhenStarted() throws Exception {
        // given
        provide(ConfigFileReader.class, PropertyLines.class);
        Path file = file("a.conf", "a=1");
        Program program = new Program();

        // when
        int code = ConfigurableTopology.startAndReport(
                program, new String[] {"first", "-conf", file.toString(), "-other", "last"});

        // then
        assertThat(code).isZero();
        assertThat(program.args).containsExactly("first", "-other", "last");
        assertThat(program.getConf()).containsOnly(Map.entry("a", "1"));
    }

    @Test
    void shouldLetLaterFileWinWhenSeveralAreGiven() throws Exception {
        // given
        provide(ConfigFileReader.class, PropertyLines.class);
        Path one = file("one.conf", "a=1", "b=1");
        Path two = file("two.conf", "b=2", "c=2");
        Program program = new Program();

        // when
        ConfigurableTopology.start(program, new String[] {"-conf", one.toString(), "-conf", two.toString()});

        // then
        assertThat(program.conf).containsOnly(Map.entry("a", "1"), Map.entry("b", "2"), Map.entry("c", "2"));
    }

    @Test
    void shouldUnwrapSettingsWhenFileHoldsOnlyConfig() throws Exception {
        // given
        provide(ConfigFileReader.class, Wrapped.class);
        Config conf = new Config();
        conf.put("a", 0);
        conf.put("b", 0);

        // when
        Config returned = ConfigurableTopology.loadConf(file("x.conf").toString(), conf);

        // then
        assertThat(returned).isSameAs(conf).containsOnly(Map.entry("a", 1), Map.entry("b", 0));
    }

    @Test
    void shouldKeepSettingNamedConfigWhenFileHoldsOthersToo() throws Exception {
        // given
        provide(ConfigFileReader.class, WrappedAndMore.class);

        // when
        Config conf = ConfigurableTopology.loadConf(file("x.conf").toString(), new Config());

        // then
        assertThat(conf).containsOnly(Map.entry("config", Map.of("a", 1)), Map.entry("b", 2));
    }

    @Test
    void shouldSayThatReaderIsMissingWhenThereIsNone() throws Exception {
        // given
        Path file = file("a.conf", "a=1");

        // when / then
        assertThatIllegalStateException()
                .isThrownBy(() -> ConfigurableTopology.start(new Program(), new String[] {"-conf", file.toString()}))
                .withMessageContaining(file.toString())
                .withMessageContaining("dev.gale.topology.ConfigFileReader");
    }

    @Test
    void shouldNameFileWhenItDoesNotExist() {
        assertThatExceptionOfType(FileNotFoundException.class)
                .isThrownBy(() -> ConfigurableTopology.loadConf("missing.yaml", new Config()))
                .withMessageContaining(Path.of("missing.yaml").toAbsolutePath().toString());
        assertThatIllegalStateException()
                .isThrownBy(() -> ConfigurableTopology.start(new Program(), new String[] {"-conf", "missing.yaml"}))
                .withCauseInstanceOf(FileNotFoundException.class);
    }

    @Test
    void shouldNameFileWhenItCannotBeRead() throws Exception {
        // given
        provide(ConfigFileReader.class, PropertyLines.class);
        Path file = file("a.conf", "no equals sign");

        // when / then
        assertThatExceptionOfType(UncheckedIOException.class)
                .isThrownBy(() -> ConfigurableTopology.loadConf(file.toString(), new Config()))
                .withMessageContaining(file.toString())
                .withMessageContaining("no equals sign");
    }

    @Test
    void shouldRefuseArgumentWhenItsValueIsMissingOrWrong() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ConfigurableTopology.start(new Program(), new String[] {"-conf"}))
                .withMessageStartingWith("-conf must be followed by a file");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ConfigurableTopology.start(new Program(), new String[] {"-local", "-ttl"}))
                .withMessageStartingWith("-ttl must be followed by a number of seconds");
        for (String wrong : List.of("soon", "0", "-5", "1.5")) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> ConfigurableTopology.start(new Program(), new String[] {"-local", "-ttl", wrong}))
                    .withMessageEndingWith("found " + wrong);
        }
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ConfigurableTopology.start(new Program(), new String[] {"-ttl", "5"}))
                .withMessageContaining("-local");
    }

    @Test
    void shouldSubmitToLocalTargetWhenStartedLocally() throws Exception {
        // given
        provide(LocalTargetFactory.class, LocalTargets.class);
        Program program = new Program();
        program.name = "mine";

        // when
        ConfigurableTopology.start(program, new String[] {"-local", "-ttl", "30", "rest"});

        // then
        assertThat(RecordingTarget.submitted).containsExactly("mine");
        assertThat(LocalTargets.timesToLive).containsExactly(Duration.ofSeconds(30));
        assertThat(program.args).containsExactly("rest");
    }

    @Test
    void shouldSayThatLocalModeIsMissingWhenThereIsNone() {
        // given
        Program program = new Program();

        // when / then
        assertThatIllegalStateException()
                .isThrownBy(() -> ConfigurableTopology.start(program, new String[] {"-local"}))
                .withMessageContaining("dev.gale.topology.LocalTargetFactory");
        assertThat(program.args).isNull();
    }

    @Test
    void shouldSubmitUnderNameInConfigurationWhenNoneIsGiven() {
        // given
        Program program = new Program();
        program.submits = true;
        program.conf.put("topology.name", "from-conf");

        // when
        try (SubmissionTarget.Scope scope = StormSubmitter.withTarget(new RecordingTarget())) {
            ConfigurableTopology.start(program, new String[0]);
        }

        // then
        assertThat(RecordingTarget.submitted).containsExactly("from-conf");
    }

    @Test
    void shouldRefuseToSubmitWhenNameIsMissing() {
        // given
        Program program = new Program();
        program.submits = true;

        // when / then
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ConfigurableTopology.start(program, new String[0]))
                .withMessageStartingWith("No value found for topology.name");
    }

    @Test
    void shouldReportRefusalWhenTopologyIsRefused() throws Exception {
        // given
        Program program = new Program();
        program.name = "taken";

        try (SubmissionTarget.Scope scope = StormSubmitter.withTarget(new RecordingTarget())) {
            // when / then
            assertThat(ConfigurableTopology.startAndReport(program, new String[0]))
                    .isEqualTo(-1);
            assertThatIllegalStateException()
                    .isThrownBy(() -> ConfigurableTopology.start(program, new String[0]))
                    .withMessageContaining("returned -1")
                    .withMessageContaining("taken is in use")
                    .withCauseInstanceOf(AlreadyAliveException.class);
        }
    }

    @Test
    void shouldThrowWhenProgramReturnsNotZero() throws Exception {
        // given
        Program program = new Program();
        program.code = 3;

        // when / then
        assertThat(ConfigurableTopology.startAndReport(program, new String[0])).isEqualTo(3);
        assertThatIllegalStateException()
                .isThrownBy(() -> ConfigurableTopology.start(program, new String[0]))
                .withMessage(Program.class.getName() + ".run() returned 3, expected 0 for success");
    }

    @Test
    void shouldKeepCauseWhenProgramThrows() {
        // given
        Program program = new Program();
        program.failure = new IOException("no network");

        // when / then
        assertThatIllegalStateException()
                .isThrownBy(() -> ConfigurableTopology.start(program, new String[0]))
                .withMessageContaining("no network")
                .withCause(program.failure);
    }

    @Test
    void shouldRestoreInterruptWhenProgramIsInterrupted() {
        // given
        Program program = new Program();
        program.failure = new InterruptedException();

        // when / then
        assertThatIllegalStateException().isThrownBy(() -> ConfigurableTopology.start(program, new String[0]));
        assertThat(Thread.interrupted()).isTrue();
    }

    private Path file(String name, String... lines) throws IOException {
        return Files.write(directory.resolve(name), List.of(lines));
    }

    /** Makes a service visible to this thread only, as a jar with a META-INF/services entry would to the JVM. */
    private void provide(Class<?> service, Class<?> implementation) throws IOException {
        Path services = Files.createDirectories(directory.resolve("META-INF/services"));
        Files.writeString(services.resolve(service.getName()), implementation.getName());
        Thread.currentThread()
                .setContextClassLoader(new URLClassLoader(
                        new URL[] {directory.toUri().toURL()}, ConfigurableTopologyTest.class.getClassLoader()));
    }

    private static final class Program extends ConfigurableTopology {
        private String[] args;
        private String name;
        private boolean submits;
        private int code;
        private Exception failure;

        @Override
        protected int run(String[] args) throws Exception {
            this.args = args;
            if (failure != null) {
                throw failure;
            }
            TopologyBuilder builder = new TopologyBuilder();
            builder.setSpout("words", new Words());
            if (name != null) {
                return submit(name, conf, builder);
            }
            return submits ? submit(conf, builder) : code;
        }
    }

    /** Reads lines of the form key=value. */
    public static final class PropertyLines implements ConfigFileReader {
        @Override
        public Map<String, Object> read(Path file) throws IOException {
            Map<String, Object> settings = new LinkedHashMap<>();
            for (String line : Files.readAllLines(file)) {
                int equals = line.indexOf('=');
                if (equals < 0) {
                    throw new IOException("expected key=value, found " + line);
                }
                settings.put(line.substring(0, equals), line.substring(equals + 1));
            }
            return settings;
        }
    }

    /** Finds the same in every file. */
    public static final class Wrapped implements ConfigFileReader {
        @Override
        public Map<String, Object> read(Path file) {
            return Map.of("config", Map.of("a", 1));
        }
    }

    /** Finds a setting that happens to be named config. */
    public static final class WrappedAndMore implements ConfigFileReader {
        @Override
        public Map<String, Object> read(Path file) {
            return Map.of("config", Map.of("a", 1), "b", 2);
        }
    }

    /** Gives everybody a recording target. */
    public static final class LocalTargets implements LocalTargetFactory {
        private static final List<Duration> timesToLive = new ArrayList<>();

        @Override
        public SubmissionTarget newTarget(Duration timeToLive) {
            timesToLive.add(timeToLive);
            return new RecordingTarget();
        }
    }

    /** Writes down what is submitted and knows that one name is taken. */
    private static final class RecordingTarget implements SubmissionTarget {
        private static final List<String> submitted = new ArrayList<>();

        @Override
        public void submit(
                String name,
                Map<String, Object> conf,
                StormTopology topology,
                SubmitOptions options,
                StormSubmitter.ProgressListener listener)
                throws AlreadyAliveException {
            if (name.equals("taken")) {
                throw new AlreadyAliveException("taken is in use");
            }
            submitted.add(name);
        }
    }
}
