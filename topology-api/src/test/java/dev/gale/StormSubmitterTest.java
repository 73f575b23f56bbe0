package dev.gale;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gale.generated.Bolt;
import dev.gale.generated.ComponentCommon;
import dev.gale.generated.ComponentObject;
import dev.gale.generated.GlobalStreamId;
import dev.gale.generated.Grouping;
import dev.gale.generated.InvalidTopologyException;
import dev.gale.generated.NullStruct;
import dev.gale.generated.SpoutSpec;
import dev.gale.generated.StormTopology;
import dev.gale.generated.SubmitOptions;
import dev.gale.generated.TopologyInitialStatus;
import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

class StormSubmitterTest {
    private final RecordingTarget target = new RecordingTarget();
    private final List<SubmissionTarget.Scope> scopes = new ArrayList<>();

    @AfterEach
    void closeScopes() {
        scopes.forEach(SubmissionTarget.Scope::close);
    }

    @Test
    void shouldHandOverAllWhenATargetIsOpen() throws Exception {
        // given
        open(target);
        SubmitOptions options = new SubmitOptions(TopologyInitialStatus.INACTIVE);
        StormTopology topology = topologyWithSpout();
        // when
        StormSubmitter.submitTopology("words", Map.of("topology.workers", 2), topology, options);
        // then
        assertThat(target.names).containsExactly("words");
        assertThat(target.lastConf).isEqualTo(Map.of("topology.workers", 2L));
        assertThat(target.lastTopology).isSameAs(topology);
        assertThat(target.lastOptions).isSameAs(options);
    }

    @Test
    void shouldHandOverNoOptionsAndNoListenerWhenNoneAreGiven() throws Exception {
        // given
        open(target);
        target.lastOptions = new SubmitOptions();
        // when
        StormSubmitter.submitTopology("words", Map.of(), topologyWithSpout());
        // then
        assertThat(target.lastOptions).isNull();
        assertThat(target.lastListener).isNull();
    }

    @Test
    void shouldHandOverAListenerWhenAProgressBarIsWanted() throws Exception {
        // given
        open(target);
        // when
        StormSubmitter.submitTopologyWithProgressBar("words", Map.of(), topologyWithSpout());
        // then
        assertThat(target.lastListener).isNotNull();
    }

    @Test
    void shouldPutTheUserIntoTheConfigurationWhenSubmittedAsAnother() throws Exception {
        // given
        open(target);
        // when
        StormSubmitter.submitTopologyAs("words", Map.of(), topologyWithSpout(), null, null, "alice");
        // then
        assertThat(target.lastConf).isEqualTo(Map.of("storm.doAsUser", "alice"));
    }

    @ParameterizedTest
    @NullSource
    @ValueSource(strings = {"", "a/b", "a.b", "a:b", "a\\b"})
    void shouldRefuseTheNameWhenItIsNotWellFormed(String name) {
        // given
        open(target);
        // when, then
        assertThatThrownBy(() -> StormSubmitter.submitTopology(name, Map.of(), topologyWithSpout()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("^[^/.:\\\\]+$")
                .hasMessageContaining(name == null ? "found null" : "found \"" + name + "\"");
        assertThat(target.names).isEmpty();
    }

    @Test
    void shouldNameKeyAndClassWhenTheConfigurationCannotBeStored() {
        // given
        open(target);
        Map<String, Object> conf = Map.of("my.key", List.of("ok", new Thread()));
        // when, then
        assertThatThrownBy(() -> StormSubmitter.submitTopology("words", conf, topologyWithSpout()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("Topology words")
                .hasMessageContaining("my.key[1]")
                .hasMessageContaining("java.lang.Thread");
        assertThat(target.names).isEmpty();
    }

    @Test
    void shouldRefuseTheTopologyWhenItHasNoSpout() {
        // given
        open(target);
        StormTopology topology = new StormTopology();
        topology.put_to_bolts("count", new Bolt(component(), new ComponentCommon()));
        // when, then
        assertThatThrownBy(() -> StormSubmitter.submitTopology("words", Map.of(), topology))
                .isInstanceOf(InvalidTopologyException.class)
                .hasMessageContaining("Topology words must have at least one spout")
                .hasMessageContaining("[count]");
        assertThat(target.names).isEmpty();
    }

    @Test
    void shouldAcceptTheTopologyWhenItHasACycle() throws Exception {
        // given
        open(target);
        StormTopology topology = topologyWithSpout();
        ComponentCommon loop = new ComponentCommon();
        loop.get_inputs().put(new GlobalStreamId("again", "default"), Grouping.shuffle(new NullStruct()));
        topology.put_to_bolts("again", new Bolt(component(), loop));
        // when
        StormSubmitter.submitTopology("words", Map.of(), topology);
        // then
        assertThat(target.names).containsExactly("words");
    }

    @Test
    void shouldUseTheInnermostTargetWhenScopesAreNested() throws Exception {
        // given
        RecordingTarget inner = new RecordingTarget();
        open(target);
        SubmissionTarget.Scope innerScope = open(inner);
        // when
        StormSubmitter.submitTopology("first", Map.of(), topologyWithSpout());
        innerScope.close();
        innerScope.close();
        StormSubmitter.submitTopology("second", Map.of(), topologyWithSpout());
        // then
        assertThat(inner.names).containsExactly("first");
        assertThat(target.names).containsExactly("second");
    }

    @Test
    void shouldKeepTheInnerTargetWhenTheOuterScopeIsClosedFirst() throws Exception {
        // given
        RecordingTarget inner = new RecordingTarget();
        SubmissionTarget.Scope outerScope = open(target);
        open(inner);
        // when
        outerScope.close();
        StormSubmitter.submitTopology("words", Map.of(), topologyWithSpout());
        // then
        assertThat(inner.names).containsExactly("words");
    }

    @Test
    void shouldSayWhatToDoWhenThereIsNoTarget() {
        // given: no scope, and no provider on the class path of this module
        // when, then
        assertThatThrownBy(() -> StormSubmitter.submitTopology("words", Map.of(), topologyWithSpout()))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("no cluster to submit topology words to")
                .hasMessageContaining("\"local\"")
                .hasMessageContaining("LocalCluster");
    }

    @Test
    void shouldFindTheProviderWhenOneIsOnTheClassPath(@TempDir Path classPath) throws Exception {
        // given
        registerProvider(classPath, FailingProvider.class);
        Thread thread = Thread.currentThread();
        ClassLoader before = thread.getContextClassLoader();
        try (URLClassLoader loader =
                new URLClassLoader(new URL[] {classPath.toUri().toURL()}, before)) {
            thread.setContextClassLoader(loader);
            // when, then
            assertThatThrownBy(() -> StormSubmitter.submitTopology("words", Map.of(), topologyWithSpout()))
                    .isInstanceOf(IllegalCallerException.class)
                    .hasMessage("provider got words");
            // and a scope comes before it
            open(target);
            assertThatCode(() -> StormSubmitter.submitTopology("more", Map.of(), topologyWithSpout()))
                    .doesNotThrowAnyException();
        } finally {
            thread.setContextClassLoader(before);
        }
    }

    private static void registerProvider(Path classPath, Class<?> provider) throws IOException {
        Path services = Files.createDirectories(classPath.resolve("META-INF/services"));
        Files.writeString(services.resolve(SubmissionTarget.class.getName()), provider.getName());
    }

    private SubmissionTarget.Scope open(SubmissionTarget opened) {
        SubmissionTarget.Scope scope = StormSubmitter.withTarget(opened);
        scopes.add(scope);
        return scope;
    }

    private static StormTopology topologyWithSpout() {
        StormTopology topology = new StormTopology();
        topology.put_to_spouts("source", new SpoutSpec(component(), new ComponentCommon()));
        return topology;
    }

    private static ComponentObject component() {
        return ComponentObject.serialized_java(new byte[0]);
    }

    private static final class RecordingTarget implements SubmissionTarget {
        private final List<String> names = new ArrayList<>();
        private Map<String, Object> lastConf;
        private StormTopology lastTopology;
        private SubmitOptions lastOptions;
        private StormSubmitter.ProgressListener lastListener;

        @Override
        public void submit(
                String name,
                Map<String, Object> conf,
                StormTopology topology,
                SubmitOptions options,
                StormSubmitter.ProgressListener listener) {
            names.add(name);
            lastConf = conf;
            lastTopology = topology;
            lastOptions = options;
            lastListener = listener;
        }
    }

    /** Being made by ServiceLoader, it can report its call only by an exception. */
    public static final class FailingProvider implements SubmissionTarget {
        @Override
        public void submit(
                String name,
                Map<String, Object> conf,
                StormTopology topology,
                SubmitOptions options,
                StormSubmitter.ProgressListener listener) {
            throw new IllegalCallerException("provider got " + name);
        }
    }
}
