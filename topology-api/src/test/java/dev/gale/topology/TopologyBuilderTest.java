package dev.gale.topology;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import dev.gale.generated.Bolt;
import dev.gale.generated.SpoutSpec;
import dev.gale.generated.StormTopology;
import dev.gale.generated.StreamInfo;
import dev.gale.hooks.BaseWorkerHook;
import dev.gale.lambda.LambdaBiConsumerBolt;
import dev.gale.lambda.LambdaConsumerBolt;
import dev.gale.lambda.LambdaSpout;
import dev.gale.lambda.SerializableConsumer;
import dev.gale.lambda.SerializableSupplier;
import dev.gale.topology.Components.Connection;
import dev.gale.topology.Components.Count;
import dev.gale.topology.Components.OneStream;
import dev.gale.topology.Components.Print;
import dev.gale.topology.Components.Words;
import dev.gale.topology.base.BaseBasicBolt;
import dev.gale.tuple.Fields;
import dev.gale.tuple.Tuple;
import dev.gale.tuple.Values;
import java.io.NotSerializableException;
import java.io.ObjectOutputStream;
import java.io.Serializable;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class TopologyBuilderTest {
    private final TopologyBuilder builder = new TopologyBuilder();

    @Test
    void shouldDescribeComponentsWhenCreated() {
        // given
        builder.setSpout("words", new Words(), 2);
        builder.setBolt("count", new Count(), 3).fieldsGrouping("words", new Fields("word"));
        builder.setBolt("print", new Print()).shuffleGrouping("count");

        // when
        StormTopology topology = builder.createTopology();

        // then
        assertThat(topology.get_spouts().keySet()).containsExactly("words");
        assertThat(topology.get_bolts().keySet()).containsExactly("count", "print");
        SpoutSpec words = topology.get_spouts().get("words");
        assertThat(words.get_common().get_parallelism_hint()).isEqualTo(2);
        assertThat(words.get_common().get_inputs()).isEmpty();
        assertThat(words.get_common().get_conf()).isEmpty();
        assertThat(words.get_common().get_streams())
                .containsOnly(
                        Map.entry("default", new StreamInfo(List.of("word", "length"), false)),
                        Map.entry("errors", new StreamInfo(List.of("message"), true)));
        assertThat(topology.get_bolts().get("count").get_common().get_parallelism_hint())
                .isEqualTo(3);
        assertThat(topology.get_bolts().get("print").get_common().get_parallelism_hint())
                .isEqualTo(1);
        assertThat(topology.get_bolts().get("print").get_common().get_streams()).isEmpty();
        assertThat(topology.get_worker_hooks()).isEmpty();
    }

    @Test
    void shouldSerializeUsersObjectsWhenCreated() throws Exception {
        // given
        builder.setSpout("words", new Words());
        builder.setBolt("count", new Count("luggage"));
        builder.setBolt("print", new Print("more"));

        // when
        StormTopology topology = builder.createTopology();

        // then
        assertThat(Components.deserialize(
                        topology.get_spouts().get("words").get_spout_object().get_serialized_java()))
                .isInstanceOf(Words.class);
        assertThat(boltObject(topology, "count"))
                .isInstanceOfSatisfying(
                        Count.class, bolt -> assertThat(bolt.luggage).isEqualTo("luggage"));
        assertThat(boltObject(topology, "print"))
                .isInstanceOfSatisfying(
                        BasicBoltExecutor.class,
                        executor -> assertThat(executor.bolt())
                                .isInstanceOfSatisfying(
                                        Print.class,
                                        bolt -> assertThat(bolt.luggage).isEqualTo("more")));
    }

    @Test
    void shouldWrapFunctionsWhenComponentsAreLambdas() throws Exception {
        // given
        SerializableSupplier<String> supplier = () -> "x";
        SerializableConsumer<Tuple> consumer = tuple -> {};
        builder.setSpout("s1", supplier);
        builder.setSpout("s2", supplier, 2);
        builder.setBolt("b1", (tuple, collector) -> collector.emit(new Values(1, 2)), "a", "b");
        builder.setBolt("b2", (tuple, collector) -> collector.emit(new Values(1)), 3, "a");
        builder.setBolt("b3", consumer);
        builder.setBolt("b4", consumer, 4);

        // when
        StormTopology topology = builder.createTopology();

        // then
        assertThat(topology.get_spouts().values())
                .extracting(spout -> spout.get_common().get_parallelism_hint())
                .containsExactly(1, 2);
        assertThat(topology.get_bolts().values())
                .extracting(bolt -> bolt.get_common().get_parallelism_hint())
                .containsExactly(1, 3, 1, 4);
        assertThat(Components.deserialize(
                        topology.get_spouts().get("s1").get_spout_object().get_serialized_java()))
                .isInstanceOf(LambdaSpout.class);
        assertThat(((BasicBoltExecutor) boltObject(topology, "b1")).bolt()).isInstanceOf(LambdaBiConsumerBolt.class);
        assertThat(((BasicBoltExecutor) boltObject(topology, "b3")).bolt()).isInstanceOf(LambdaConsumerBolt.class);
        assertThat(fieldsOf(topology.get_bolts().get("b1"))).containsExactly("a", "b");
        assertThat(fieldsOf(topology.get_bolts().get("b2"))).containsExactly("a");
        assertThat(topology.get_bolts().get("b3").get_common().get_streams()).isEmpty();
    }

    @Test
    void shouldAcceptUnknownSourcesWhenCreated() {
        // given
        builder.setBolt("count", new Count()).shuffleGrouping("nowhere", "nothing");

        // when
        StormTopology topology = builder.createTopology();

        // then: a topology is checked as a whole when it is submitted
        assertThat(topology.get_bolts().get("count").get_common().get_inputs()).hasSize(1);
    }

    @Test
    void shouldBuildIndependentTopologiesWhenCreatedTwice() {
        // given
        builder.setSpout("words", new Words()).addConfiguration("k", List.of("v"));
        builder.setBolt("count", new Count()).fieldsGrouping("words", new Fields("word"));
        builder.addWorkerHook(new NamedHook("hook"));
        StormTopology first = builder.createTopology();
        StormTopology untouched = first.deepCopy();

        // when
        builder.setBolt("late", new Count()).shuffleGrouping("count");
        builder.addWorkerHook(new NamedHook("other"));
        StormTopology second = builder.createTopology();
        second.get_spouts().get("words").get_common().get_conf().put("k", "changed");
        second.get_bolts().get("count").get_common().get_inputs().clear();
        second.get_bolts().get("count").get_common().get_streams().clear();

        // then
        assertThat(first).isEqualTo(untouched);
        assertThat(second.get_bolts()).containsOnlyKeys("count", "late");
        assertThat(second.get_worker_hooks()).hasSize(2);
    }

    @Test
    void shouldDeclareStreamsAgainWhenCreatedTwice() {
        // given
        CountingBolt bolt = new CountingBolt();
        builder.setBolt("bolt", bolt);
        assertThat(CountingBolt.DECLARATIONS).hasValue(0);

        // when
        builder.createTopology();
        builder.createTopology();

        // then
        assertThat(CountingBolt.DECLARATIONS).hasValue(2);
    }

    @Test
    void shouldRefuseIdWhenTaken() {
        // given
        builder.setSpout("words", new Words());
        builder.setBolt("count", new Count());

        // when / then
        assertThatIllegalArgumentException()
                .isThrownBy(() -> builder.setBolt("count", new Print()))
                .withMessageStartingWith("Bolt has already been declared for id count");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> builder.setSpout("count", new Words()))
                .withMessageStartingWith("Bolt has already been declared for id count");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> builder.setSpout("words", new Words()))
                .withMessageStartingWith("Spout has already been declared for id words");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> builder.setBolt("words", new Count()))
                .withMessageStartingWith("Spout has already been declared for id words");
    }

    @Test
    void shouldRefuseIdWhenNullEmptyOrReserved() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> builder.setBolt(null, new Count()))
                .withMessageStartingWith("null is not a valid component id.");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> builder.setSpout("", new Words()))
                .withMessageStartingWith("\"\" is not a valid component id.");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> builder.setBolt("__acker", new Count()))
                .withMessageStartingWith("__acker is not a valid component id.")
                .withMessageContaining("reserved for the system");
    }

    @Test
    void shouldRefuseParallelismWhenNotPositiveOrNotWhole() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> builder.setBolt("count", new Count(), 0))
                .withMessageStartingWith("Parallelism must be positive.")
                .withMessageContaining("Component count was given 0");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> builder.setSpout("words", new Words(), -1))
                .withMessageStartingWith("Parallelism must be positive.");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> builder.setBolt("count", new Count(), 1.5))
                .withMessageContaining("1.5")
                .withMessageContaining("whole number");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> builder.setBolt("count", new Count(), 1L << 32))
                .withMessageContaining("4294967296");
        assertThat(builder.createTopology().get_bolts()).isEmpty();
    }

    @Test
    void shouldRefuseComponentWhenNull() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> builder.setBolt("count", (IRichBolt) null))
                .withMessageContaining("count");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> builder.setBolt("count", (IBasicBolt) null, 2))
                .withMessageContaining("count");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> builder.setSpout("words", (IRichSpout) null))
                .withMessageContaining("words");
    }

    @Test
    void shouldNameBoltAndClassWhenBoltCannotBeSerialized() {
        // given
        builder.setBolt("count", new Count(List.of(new Connection())));

        // when / then
        assertThatIllegalStateException()
                .isThrownBy(builder::createTopology)
                .withMessageContaining("Bolt 'count' (" + Count.class.getName() + ")")
                .withMessageContaining(Connection.class.getName())
                .withMessageContaining("java.io.Serializable")
                .withMessageContaining("transient")
                .withMessageContaining("prepare()")
                .withCauseInstanceOf(NotSerializableException.class);
    }

    @Test
    void shouldNameUsersClassWhenBasicBoltCannotBeSerialized() {
        // given
        builder.setBolt("print", new Print(new Connection()));

        // when / then
        assertThatIllegalStateException()
                .isThrownBy(builder::createTopology)
                .withMessageContaining("Bolt 'print' (" + Print.class.getName() + ")")
                .withMessageContaining(Connection.class.getName());
    }

    @Test
    void shouldPointToOpenWhenSpoutCannotBeSerialized() {
        // given
        Connection captured = new Connection();
        builder.setSpout("words", captured::getClass);

        // when / then
        assertThatIllegalStateException()
                .isThrownBy(builder::createTopology)
                .withMessageContaining("Spout 'words' (" + LambdaSpout.class.getName() + ")")
                .withMessageContaining(Connection.class.getName())
                .withMessageContaining("open()")
                .withMessageContaining("lambda must not capture it");
    }

    @Test
    void shouldNameBoltWhenItsOwnSerializationFails() {
        // given
        builder.setBolt("count", new Count(new Refusing()));

        // when / then
        assertThatIllegalStateException()
                .isThrownBy(builder::createTopology)
                .withMessageContaining("Bolt 'count'")
                .withMessageContaining("no copies, please");
    }

    @Test
    void shouldRefuseStreamWhenIdIsReserved() {
        // given
        builder.setBolt("one", new OneStream("__tick", 1));

        // when / then
        assertThatIllegalArgumentException()
                .isThrownBy(builder::createTopology)
                .withMessageStartingWith("__tick is not a valid stream id.")
                .withMessageContaining("Bolt 'one' (" + OneStream.class.getName() + ")");
    }

    @Test
    void shouldNameComponentWhenItDeclaresStreamTwice() {
        // given
        builder.setBolt("one", new OneStream("s", 2));

        // when / then
        assertThatIllegalArgumentException()
                .isThrownBy(builder::createTopology)
                .withMessageStartingWith("Fields for s already set")
                .withMessageContaining("Bolt 'one' (" + OneStream.class.getName() + ")");
    }

    @Test
    void shouldKeepWorkerHooksInOrderWhenAdded() throws Exception {
        // given
        builder.addWorkerHook(new NamedHook("first"));
        builder.addWorkerHook(new NamedHook("second"));

        // when
        StormTopology topology = builder.createTopology();

        // then
        assertThat(topology.get_worker_hooks()).hasSize(2);
        assertThat(Components.deserialize(topology.get_worker_hooks().get(0).array()))
                .isInstanceOfSatisfying(
                        NamedHook.class, hook -> assertThat(hook.luggage).isEqualTo("first"));
        assertThat(Components.deserialize(topology.get_worker_hooks().get(1).array()))
                .isInstanceOfSatisfying(
                        NamedHook.class, hook -> assertThat(hook.luggage).isEqualTo("second"));
    }

    @Test
    void shouldRefuseWorkerHookWhenNullOrNotSerializable() {
        assertThatIllegalArgumentException().isThrownBy(() -> builder.addWorkerHook(null));
        assertThatIllegalStateException()
                .isThrownBy(() -> builder.addWorkerHook(new NamedHook(new Connection())))
                .withMessageContaining(NamedHook.class.getName())
                .withMessageContaining(Connection.class.getName())
                .withMessageContaining("start()");
    }

    private static Object boltObject(StormTopology topology, String id) throws Exception {
        return Components.deserialize(
                topology.get_bolts().get(id).get_bolt_object().get_serialized_java());
    }

    private static List<String> fieldsOf(Bolt bolt) {
        return bolt.get_common().get_streams().get("default").get_output_fields();
    }

    private static final class NamedHook extends BaseWorkerHook {
        private final Object luggage;

        NamedHook(Object luggage) {
            this.luggage = luggage;
        }
    }

    private static final class CountingBolt extends BaseBasicBolt {
        static final AtomicInteger DECLARATIONS = new AtomicInteger();

        @Override
        public void execute(Tuple input, BasicOutputCollector collector) {}

        @Override
        public void declareOutputFields(OutputFieldsDeclarer declarer) {
            DECLARATIONS.incrementAndGet();
        }
    }

    private static final class Refusing implements Serializable {
        private void writeObject(ObjectOutputStream out) {
            throw new IllegalStateException("no copies, please");
        }
    }
}
