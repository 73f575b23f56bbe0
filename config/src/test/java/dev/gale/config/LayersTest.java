package dev.gale.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.gale.config.EffectiveValue.Overruled;
import dev.gale.kernel.settings.Setting;
import dev.gale.kernel.settings.Setting.Scope;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LayersTest {
    private static final KnownSettings KNOWN = KnownSettings.of(
            List.of(
                    Setting.whole("topology.workers", Scope.TOPOLOGY, 1L, 1, 100, "workers", "How many."),
                    Setting.list("nimbus.seeds", Scope.CLUSTER, "host names", "Where."),
                    Setting.text("gale.api.secret", Scope.CLUSTER, null, "What to know."),
                    Setting.flag("topology.debug", Scope.TOPOLOGY, false, "Whether."),
                    Setting.choice("topology.order", Scope.TOPOLOGY, Order.class, Order.FIRST_COME, "Which.")),
            List.of("topology.priority"));

    private enum Order {
        FIRST_COME,
        RANDOM
    }

    @TempDir
    Path directory;

    @Test
    void shouldTakeTheStrongestLayerWhateverTheOrderOfTheCalls() throws Exception {
        Path file = file("gale.yaml", "topology.workers: 2");

        Configuration configuration = new Layers(KNOWN)
                .code(Map.of("topology.workers", 5))
                .options(List.of("topology.workers=4"))
                .environment(Map.of("GALE_TOPOLOGY_WORKERS", "3"))
                .file(file)
                .toConfiguration();

        EffectiveValue workers = configuration.value("topology.workers").orElseThrow();
        assertThat(workers.value()).isEqualTo(5L);
        assertThat(workers.origin()).isEqualTo(new Origin(Layer.CODE, "code"));
        assertThat(workers.overruled())
                .containsExactly(
                        new Overruled(4L, new Origin(Layer.OPTION, "-c")),
                        new Overruled(3L, new Origin(Layer.ENVIRONMENT, "GALE_TOPOLOGY_WORKERS")),
                        new Overruled(2L, new Origin(Layer.FILE, file.toString())),
                        new Overruled(1L, new Origin(Layer.DEFAULT, "default")));
    }

    @Test
    void shouldTakeTheLaterOfTwoFilesWhenBothSetAKey() throws Exception {
        Configuration configuration = new Layers(KNOWN)
                .file(file("a.yaml", "topology.workers: 2\ntopology.debug: true"))
                .file(file("b.yaml", "topology.workers: 3"))
                .toConfiguration();

        assertThat(configuration.given())
                .containsOnly(Map.entry("topology.workers", 3L), Map.entry("topology.debug", true));
    }

    @Test
    void shouldShowDefaultsAndLeaveThemOutOfWhatWasGiven() throws Exception {
        Configuration configuration = new Layers(KNOWN).toConfiguration();

        assertThat(configuration.given()).isEmpty();
        assertThat(configuration.value("topology.order").orElseThrow().value()).isEqualTo("first-come");
        assertThat(configuration.value("gale.api.secret").orElseThrow().value()).isNull();
        assertThat(configuration.value("no.such.key")).isEmpty();
    }

    @Test
    void shouldReadTextAsTheSettingWantsIt() throws Exception {
        Configuration configuration = new Layers(KNOWN)
                .environment(Map.of("GALE_NIMBUS_SEEDS", "a, b:8081", "GALE_API_SECRET", "12345"))
                .options(List.of("topology.debug=true", "my.list=[1, 2]", "my.text=a=b", "topology.priority=7"))
                .toConfiguration();

        assertThat(configuration.given())
                .containsEntry("nimbus.seeds", List.of("a", "b:8081"))
                .containsEntry("gale.api.secret", "12345")
                .containsEntry("topology.debug", true)
                .containsEntry("my.list", List.of(1L, 2L))
                .containsEntry("my.text", "a=b")
                .containsEntry("topology.priority", 7L);
    }

    @Test
    void shouldNameTheNearestKeyWhenOneIsMistyped() throws Exception {
        Path file =
                file("gale.yaml", "topology.wokers: 2\nnimbus.seedz: [a]\nmine: fine\nsupervisor.slots.ports: [6700]");

        InvalidConfiguration problem = problemOf(new Layers(KNOWN)
                .file(file)
                .environment(Map.of("GALE_TOPOLOGY_WORKER", "3", "GALE_HOME", "/x", "HOME", "/root"))
                .options(List.of("topology.debugg=true", "nothing")));

        assertThat(problem.problems())
                .containsExactlyInAnyOrder(
                        file + ": unknown setting topology.wokers; did you mean topology.workers?",
                        file + ": unknown setting nimbus.seedz; did you mean nimbus.seeds?",
                        "environment variable GALE_TOPOLOGY_WORKER names no setting; did you mean GALE_TOPOLOGY_WORKERS?",
                        "-c: unknown setting topology.debugg; did you mean topology.debug?",
                        "-c nothing must be written key=value, such as -c topology.workers=2");
    }

    @Test
    void shouldPassOverWhatOnlyStormKnowsWhenTheFileIsStorms() throws Exception {
        Path file = file("storm.yaml", "storm.of.the.century: 1\ntopology.workers: 3");

        Configuration configuration = new Layers(KNOWN).file(file).toConfiguration();

        assertThat(configuration.given()).containsOnly(Map.entry("topology.workers", 3L));
        assertThat(configuration.notices())
                .containsExactly(file + ": storm.of.the.century has no meaning here and is passed over");
    }

    @Test
    void shouldSayWhichValueIsWrongAndWhereItIs() throws Exception {
        Path file = file("gale.yaml", "topology.workers: many\ngale.api.secret: [hush]");

        InvalidConfiguration problem = problemOf(new Layers(KNOWN).file(file));

        assertThat(problem.problems())
                .containsExactly(
                        file + ": topology.workers=many (String) must be a whole number of workers, from 1 to 100",
                        file + ": gale.api.secret must be a text");
    }

    @Test
    void shouldAcceptVariablesOfServicesWhenKubernetesSetsThem() throws Exception {
        Configuration configuration = new Layers(KNOWN)
                .environment(Map.of(
                        "GALE_NIMBUS_SERVICE_HOST", "10.0.0.1",
                        "GALE_NIMBUS_SERVICE_PORT_HTTP", "8080",
                        "GALE_NIMBUS_PORT", "tcp://10.0.0.1:8080",
                        "GALE_NIMBUS_PORT_8080_TCP_ADDR", "10.0.0.1"))
                .toConfiguration();

        assertThat(configuration.given()).isEmpty();
    }

    @Test
    void shouldGiveEveryKnownKeyAVariableOfItsOwn() {
        List<String> variables = KNOWN.keys().stream().map(EnvironmentNames::of).toList();

        assertThat(variables).doesNotHaveDuplicates();
    }

    private Path file(String name, String text) throws IOException {
        return Files.writeString(directory.resolve(name), text);
    }

    private static InvalidConfiguration problemOf(Layers layers) {
        return catchThrowableOfType(InvalidConfiguration.class, layers::toConfiguration);
    }
}
