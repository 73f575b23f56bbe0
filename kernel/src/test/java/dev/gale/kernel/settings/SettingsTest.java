package dev.gale.kernel.settings;

import static dev.gale.kernel.settings.Setting.Scope.COMPONENT;
import static dev.gale.kernel.settings.Setting.Scope.TOPOLOGY;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class SettingsTest {
    private enum Policy {
        GO_ON,
        STOP
    }

    private static final Setting<Long> WORKERS =
            Setting.whole("topology.workers", TOPOLOGY, 1L, 1, 100, "workers", "How many workers.");
    private static final Setting<Boolean> DEBUG = Setting.flag("topology.debug", COMPONENT, false, "Log everything.");
    private static final Setting<Policy> POLICY =
            Setting.choice("topology.policy", COMPONENT, Policy.class, null, "What happens.");

    private final Settings settings = new Settings(List.of(WORKERS, DEBUG, POLICY));

    @Test
    void shouldKeepTheOrderOfDeclarationWhenListed() {
        assertThat(settings.all()).containsExactly(WORKERS, DEBUG, POLICY);
    }

    @Test
    void shouldRefuseWhenAKeyIsDeclaredTwice() {
        assertThatThrownBy(() -> new Settings(
                        List.of(WORKERS, DEBUG, Setting.text("topology.workers", TOPOLOGY, null, "Again."))))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("setting topology.workers is declared twice");
    }

    @Test
    void shouldFindNoProblemWhenAllIsWell() {
        // given
        Map<String, Object> configuration = Map.of(
                "topology.workers",
                3,
                "topology.debug",
                true,
                "topology.known.elsewhere",
                "x",
                "my.own.key",
                List.of());

        // then
        assertThat(settings.problems(configuration, "topology.", Set.of("topology.known.elsewhere")))
                .isEmpty();
    }

    @Test
    void shouldFindEveryProblemWhenThereAreSeveral() {
        // given
        Map<String, Object> configuration = new LinkedHashMap<>();
        configuration.put("topology.workers", 0);
        configuration.put("topology.debug", "maybe");
        configuration.put("topology.wrokers", 3);

        // then
        List<String> problems = settings.problems(configuration, "topology.", Set.of());
        assertThat(problems).hasSize(3);
        assertThat(problems.get(0))
                .isEqualTo("topology.workers=0 (Integer) must be a whole number of workers, from 1 to 100");
        assertThat(problems.get(1)).startsWith("topology.debug=maybe (String) must be ");
        assertThat(problems.get(2)).isEqualTo("unknown setting topology.wrokers; did you mean topology.workers?");
    }

    @Test
    void shouldSuggestAKeyThatIsKnownOtherwiseWhenThatIsNearest() {
        assertThat(settings.problems(Map.of("topology.ackers", 1), "topology.", Set.of("topology.acker")))
                .containsExactly("unknown setting topology.ackers; did you mean topology.acker?");
    }

    @Test
    void shouldSuggestNothingWhenNoKeyIsNear() {
        assertThat(settings.problems(Map.of("topology.completely.different.thing", 1), "topology.", Set.of()))
                .containsExactly("unknown setting topology.completely.different.thing");
    }

    @Test
    void shouldLeaveUnknownKeysAloneWhenTheyAreTheUsersOwn() {
        assertThat(settings.problems(Map.of("workers", 0, "topologyworkers", "x"), "topology.", Set.of()))
                .isEmpty();
    }

    @Test
    void shouldCheckADeclaredKeyWhenItLiesOutsideOfTheGuardedPrefix() {
        assertThat(settings.problems(Map.of("topology.workers", 0), "storm.", Set.of()))
                .hasSize(1);
    }

    @Test
    void shouldBeATableInTheOrderOfDeclarationWhenWrittenAsMarkdown() {
        assertThat(settings.toMarkdown()).isEqualTo("""
                        | key | value | default | for | what it does |
                        |---|---|---|---|---|
                        | `topology.workers` | whole number of workers, from 1 to 100 | `1` | topology | How many workers. |
                        | `topology.debug` | true or false | `false` | topology, component | Log everything. |
                        | `topology.policy` | go-on \\| stop | – | topology, component | What happens. |
                        """);
    }

    @Test
    void shouldSayWhichSettingsAreOfTheCluster() {
        Settings ofTheCluster =
                new Settings(List.of(Setting.flag("storm.flag", Setting.Scope.CLUSTER, true, "Whether.")));

        assertThat(ofTheCluster.toMarkdown())
                .endsWith("| `storm.flag` | true or false | `true` | cluster | Whether. |\n");
    }
}
