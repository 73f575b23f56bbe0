package dev.gale.cli.command;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gale.cli.Cli;
import dev.gale.cli.Cli.Outcome;
import dev.gale.config.EnvironmentNames;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ConfigCommandTest {
    @TempDir
    Path home;

    private Path installed;
    private Path users;

    @BeforeEach
    void writeFiles() throws IOException {
        installed = home.resolve("gale/conf/gale.yaml");
        users = home.resolve(".gale/gale.yaml");
        Files.createDirectories(installed.getParent());
        Files.createDirectories(users.getParent());
        Files.writeString(installed, "nimbus.seeds: [a]\ntopology.workers: 2\ngale.api.secret: hush\n");
        Files.writeString(users, "topology.workers: 3\n");
    }

    private Cli cli() {
        return new Cli(home).with("GALE_HOME", home.resolve("gale").toString());
    }

    @Test
    void shouldShowWhatIsSetAndByWhat() {
        Outcome outcome = cli().with("GALE_TOPOLOGY_DEBUG", "true").run("config", "-c", "nimbus.seeds=b,c");

        assertThat(outcome.code()).isZero();
        assertThat(outcome.out().lines().map(line -> line.replaceAll(" +", " ")))
                .containsExactlyInAnyOrder(
                        "KEY VALUE FROM",
                        "nimbus.seeds [b, c] -c",
                        "gale.api.secret *** " + installed,
                        "topology.workers 3 " + users,
                        "topology.debug true GALE_TOPOLOGY_DEBUG");
    }

    @Test
    void shouldShowWhatAValueOverrules() {
        Outcome outcome = cli().run("config", "topology.workers", "-c", "topology.workers=4");

        assertThat(outcome.out().lines().map(line -> line.replaceAll(" +", " ")))
                .containsExactly(
                        "KEY VALUE FROM",
                        "topology.workers 4 -c",
                        " overrules 3 " + users,
                        " overrules 2 " + installed,
                        " overrules 1 default");
    }

    @Test
    void shouldShowDefaultsWhenAskedForAll() {
        assertThat(cli().run("config", "--all").out())
                .contains("storm.zookeeper.port")
                .contains("gale.nimbus.api.port")
                .contains("storm.messaging.netty");
    }

    @Test
    void shouldHideSecretsAlsoInJson() {
        Outcome outcome = cli().run("config", "-o", "json", "gale.api.secret");

        assertThat(outcome.out())
                .contains("\"***\"", "\"environment\" : \"" + EnvironmentNames.of("gale.api.secret") + "\"")
                .doesNotContain("hush");
    }

    @Test
    void shouldSuggestTheNearestWhenThereIsNoSuchSetting() {
        assertThat(cli().run("config", "topology.wokers"))
                .isEqualTo(new Outcome(
                        3, "", "gale: there is no setting topology.wokers; did you mean topology.workers?\n"));
    }

    @Test
    void shouldRefuseEveryCommandWhenTheConfigurationIsWrong() throws IOException {
        Files.writeString(users, "topology.wokers: 3\n");

        assertThat(cli().run("list", "-c", "x"))
                .isEqualTo(new Outcome(
                        2,
                        "",
                        "gale: " + users + ": unknown setting topology.wokers; did you mean topology.workers?\n"
                                + "gale: -c x must be written key=value, such as -c topology.workers=2\n"));
        assertThat(cli().run("list", "--config", "none.yaml").err())
                .isEqualTo("gale: there is no configuration file none.yaml; name another with --config\n");
    }

    @Test
    void shouldGiveEverySettingAVariableOfItsOwn() {
        assertThat(AllSettings.all().keys().stream().map(EnvironmentNames::of)).doesNotHaveDuplicates();
    }
}
