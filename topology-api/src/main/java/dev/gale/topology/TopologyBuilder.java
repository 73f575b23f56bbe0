package dev.gale.topology;

import dev.gale.Config;
import dev.gale.generated.Bolt;
import dev.gale.generated.ComponentCommon;
import dev.gale.generated.ComponentObject;
import dev.gale.generated.GlobalStreamId;
import dev.gale.generated.Grouping;
import dev.gale.generated.NullStruct;
import dev.gale.generated.SharedMemory;
import dev.gale.generated.SpoutSpec;
import dev.gale.generated.StormTopology;
import dev.gale.generated.StreamInfo;
import dev.gale.grouping.CustomStreamGrouping;
import dev.gale.grouping.PartialKeyGrouping;
import dev.gale.hooks.IWorkerHook;
import dev.gale.lambda.LambdaBiConsumerBolt;
import dev.gale.lambda.LambdaConsumerBolt;
import dev.gale.lambda.LambdaSpout;
import dev.gale.lambda.SerializableBiConsumer;
import dev.gale.lambda.SerializableConsumer;
import dev.gale.lambda.SerializableSupplier;
import dev.gale.tuple.Fields;
import dev.gale.tuple.Tuple;
import dev.gale.utils.ConfValues;
import dev.gale.utils.Utils;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Describes a topology: add spouts and bolts, subscribe the bolts to streams, then call {@link #createTopology()}.
 *
 * <p>To be used by one thread. The settings of a component are read when it is added; its streams are asked for, and
 * the component is serialized, when the topology is created. Subscriptions are not compared with what the sources
 * declare here: {@link TopologyValidator} does that for the finished topology.
 *
 * <p>All {@code setSpout} and {@code setBolt} methods take the number of executors (threads) to start with, 1 if not
 * given or null, and throw {@link IllegalArgumentException} if the id is null, empty, taken or reserved for the system
 * (ids that begin with {@code __}), the component is null or its settings cannot be stored, or the number is below 1.
 */
public class TopologyBuilder {
    private final Map<String, Declaration> spouts = new LinkedHashMap<>();
    private final Map<String, Declaration> bolts = new LinkedHashMap<>();
    private final Map<String, SharedMemory> sharedMemory = new LinkedHashMap<>();
    private final Map<String, Set<String>> sharedMemoryOfComponents = new LinkedHashMap<>();
    private final List<byte[]> workerHooks = new ArrayList<>();

    /**
     * Builds the topology as described so far. May be called again, also after adding more: the results share nothing
     * that changes.
     *
     * @throws IllegalStateException if a component cannot be serialized; the message says which and why
     * @throws IllegalArgumentException if a component declares its streams wrongly
     */
    public StormTopology createTopology() {
        StormTopology topology = new StormTopology();
        spouts.forEach((id, spout) -> topology.put_to_spouts(id, new SpoutSpec(spout.serialized(), spout.common())));
        bolts.forEach((id, bolt) -> topology.put_to_bolts(id, new Bolt(bolt.serialized(), bolt.common())));
        workerHooks.forEach(hook -> topology.add_to_worker_hooks(ByteBuffer.wrap(hook.clone())));
        sharedMemoryOfComponents.forEach(
                (id, names) -> topology.put_to_component_to_shared_memory(id, new LinkedHashSet<>(names)));
        sharedMemory.forEach((name, memory) -> topology.put_to_shared_memory(name, new SharedMemory(memory)));
        return topology;
    }

    /** Adds a bolt that acknowledges its tuples itself. */
    public BoltDeclarer setBolt(String id, IRichBolt bolt) throws IllegalArgumentException {
        return setBolt(id, bolt, null);
    }

    /** Adds a bolt that acknowledges its tuples itself. */
    public BoltDeclarer setBolt(String id, IRichBolt bolt, Number parallelismHint) throws IllegalArgumentException {
        add(bolts, "Bolt", id, bolt, parallelismHint);
        return new BoltGetter(id);
    }

    /** Adds a bolt whose tuples are acknowledged for it. */
    public BoltDeclarer setBolt(String id, IBasicBolt bolt) throws IllegalArgumentException {
        return setBolt(id, bolt, null);
    }

    /** Adds a bolt whose tuples are acknowledged for it. */
    public BoltDeclarer setBolt(String id, IBasicBolt bolt, Number parallelismHint) throws IllegalArgumentException {
        return setBolt(id, bolt == null ? null : (IRichBolt) new BasicBoltExecutor(bolt), parallelismHint);
    }

    /**
     * Adds a bolt made of a function.
     *
     * @param biConsumer called for each tuple; what it emits is anchored to the tuple
     * @param fields fields of the stream {@code default}, the one it may emit to
     */
    public BoltDeclarer setBolt(
            String id, SerializableBiConsumer<Tuple, BasicOutputCollector> biConsumer, String... fields)
            throws IllegalArgumentException {
        return setBolt(id, biConsumer, null, fields);
    }

    /**
     * Adds a bolt made of a function.
     *
     * @param biConsumer called for each tuple; what it emits is anchored to the tuple
     * @param fields fields of the stream {@code default}, the one it may emit to
     */
    public BoltDeclarer setBolt(
            String id,
            SerializableBiConsumer<Tuple, BasicOutputCollector> biConsumer,
            Number parallelismHint,
            String... fields)
            throws IllegalArgumentException {
        return setBolt(id, new LambdaBiConsumerBolt(biConsumer, fields), parallelismHint);
    }

    /** Adds a bolt made of a function that takes each tuple and emits nothing. */
    public BoltDeclarer setBolt(String id, SerializableConsumer<Tuple> consumer) throws IllegalArgumentException {
        return setBolt(id, consumer, null);
    }

    /** Adds a bolt made of a function that takes each tuple and emits nothing. */
    public BoltDeclarer setBolt(String id, SerializableConsumer<Tuple> consumer, Number parallelismHint)
            throws IllegalArgumentException {
        return setBolt(id, new LambdaConsumerBolt(consumer), parallelismHint);
    }

    /** Adds a spout. */
    public SpoutDeclarer setSpout(String id, IRichSpout spout) throws IllegalArgumentException {
        return setSpout(id, spout, null);
    }

    /** Adds a spout. */
    public SpoutDeclarer setSpout(String id, IRichSpout spout, Number parallelismHint) throws IllegalArgumentException {
        add(spouts, "Spout", id, spout, parallelismHint);
        return new SpoutGetter(id);
    }

    /** Adds a spout that emits what a function supplies; see {@link LambdaSpout}. */
    public SpoutDeclarer setSpout(String id, SerializableSupplier<?> supplier) throws IllegalArgumentException {
        return setSpout(id, supplier, null);
    }

    /** Adds a spout that emits what a function supplies; see {@link LambdaSpout}. */
    public SpoutDeclarer setSpout(String id, SerializableSupplier<?> supplier, Number parallelismHint)
            throws IllegalArgumentException {
        return setSpout(id, new LambdaSpout(supplier), parallelismHint);
    }

    /**
     * Adds a hook that every worker starts before its executors, in the order of these calls. The hook is serialized
     * at once: later changes to the object have no effect.
     *
     * @throws IllegalArgumentException if the hook is null
     * @throws IllegalStateException if the hook cannot be serialized
     */
    public void addWorkerHook(IWorkerHook workerHook) {
        if (workerHook == null) {
            throw new IllegalArgumentException("workerHook can't be null");
        }
        workerHooks.add(
                UserObject.serialize("Worker hook (" + workerHook.getClass().getName() + ")", workerHook));
    }

    private void add(Map<String, Declaration> kind, String kindName, String id, IComponent component, Number hint) {
        checkId(id);
        if (component == null) {
            throw new IllegalArgumentException(kindName + " " + id + " can't be null");
        }
        kind.put(id, new Declaration(kindName, id, component, executors(id, hint)));
    }

    private void checkId(String id) {
        String problem = Ids.problemOfComponent(id);
        if (problem != null) {
            throw new IllegalArgumentException(problem);
        }
        String taken = bolts.containsKey(id) ? "Bolt" : spouts.containsKey(id) ? "Spout" : null;
        if (taken != null) {
            throw new IllegalArgumentException(
                    taken + " has already been declared for id " + id + "; choose another id for the second component");
        }
    }

    private static int executors(String id, Number hint) {
        if (hint == null) {
            return 1;
        }
        int executors = hint.intValue();
        if (executors < 1 || executors != hint.doubleValue()) {
            throw new IllegalArgumentException("Parallelism must be positive. Component " + id + " was given " + hint
                    + "; pass a whole number of executors, 1 or more.");
        }
        return executors;
    }

    /** A component as declared so far. */
    private static final class Declaration {
        private final String kind;
        private final String id;
        private final IComponent component;
        private final int executors;
        private final Map<String, Object> conf = new LinkedHashMap<>();
        private final Map<GlobalStreamId, Grouping> inputs = new LinkedHashMap<>();

        Declaration(String kind, String id, IComponent component, int executors) {
            this.kind = kind;
            this.id = id;
            this.component = component;
            this.executors = executors;
            configure(component.getComponentConfiguration());
        }

        void configure(Map<String, Object> settings) {
            if (settings == null) {
                return;
            }
            try {
                conf.putAll(ConfValues.normalize(settings));
            } catch (IllegalArgumentException e) {
                throw new IllegalArgumentException("Configuration of " + this + ": " + e.getMessage(), e);
            }
        }

        ComponentObject serialized() {
            return ComponentObject.serialized_java(UserObject.serialize(toString(), component));
        }

        ComponentCommon common() {
            ComponentCommon common = new ComponentCommon();
            inputs.forEach(
                    (stream, grouping) -> common.get_inputs().put(new GlobalStreamId(stream), new Grouping(grouping)));
            common.set_streams(streams());
            common.set_parallelism_hint(executors);
            common.set_conf(ConfValues.normalize(conf));
            return common;
        }

        private Map<String, StreamInfo> streams() {
            OutputFieldsGetter declarer = new OutputFieldsGetter();
            try {
                component.declareOutputFields(declarer);
            } catch (IllegalArgumentException e) {
                // The declarer does not know whose streams it is given.
                throw new IllegalArgumentException(e.getMessage() + " (streams of " + this + ")", e);
            }
            Map<String, StreamInfo> streams = declarer.getFieldsDeclaration();
            for (String stream : streams.keySet()) {
                String problem = Ids.problemOfStream(stream, "declareOutputFields of " + this);
                if (problem != null) {
                    throw new IllegalArgumentException(problem);
                }
            }
            return streams;
        }

        @Override
        public String toString() {
            return kind + " '" + id + "' (" + UserObject.classOf(component).getName() + ")";
        }
    }

    /**
     * Stores the settings of one component.
     *
     * @param <T> what the methods return
     */
    @SuppressWarnings("rawtypes") // the bound erases to the interface itself, as compiled topologies expect
    protected class ConfigGetter<T extends ComponentConfigurationDeclarer> extends BaseConfigurationDeclarer<T> {
        private final String id;
        private final Declaration declaration;

        /**
         * Continues the declaration of a component.
         *
         * @param id a component that has been added
         */
        public ConfigGetter(String id) {
            this.id = id;
            this.declaration = bolts.containsKey(id) ? bolts.get(id) : spouts.get(id);
            if (declaration == null) {
                throw new IllegalArgumentException("No component has been declared for id " + id);
            }
        }

        @Override
        public T addConfigurations(Map<String, Object> conf) {
            if (conf != null && conf.containsKey(Config.TOPOLOGY_KRYO_REGISTER)) {
                throw new IllegalArgumentException("Cannot set serializations for a component using fluent API; put "
                        + Config.TOPOLOGY_KRYO_REGISTER + " into the topology's configuration or let "
                        + declaration + " return it from getComponentConfiguration()");
            }
            declaration.configure(conf);
            return self();
        }

        @Override
        public Map<String, Object> getComponentConfiguration() {
            return ConfValues.normalize(declaration.conf);
        }

        @Override
        public T addSharedMemory(SharedMemory request) {
            if (request == null || request.get_name() == null) {
                throw new IllegalArgumentException("A request for shared memory of " + declaration + " needs a name");
            }
            SharedMemory before = sharedMemory.putIfAbsent(request.get_name(), new SharedMemory(request));
            if (before != null && !before.equals(request)) {
                throw new IllegalArgumentException("Shared memory " + request.get_name()
                        + " is requested with different contents: " + before + " and now " + request
                        + "; give one of them another name");
            }
            sharedMemoryOfComponents
                    .computeIfAbsent(id, component -> new LinkedHashSet<>())
                    .add(request.get_name());
            return self();
        }

        @SuppressWarnings("unchecked") // each subclass names the interface it implements as T
        private T self() {
            return (T) this;
        }
    }

    /** Continues the declaration of a spout. */
    protected class SpoutGetter extends ConfigGetter<SpoutDeclarer> implements SpoutDeclarer {
        /**
         * Continues the declaration of a spout.
         *
         * @param id a spout that has been added
         */
        public SpoutGetter(String id) {
            super(id);
        }
    }

    /** Continues the declaration of a bolt. */
    protected class BoltGetter extends ConfigGetter<BoltDeclarer> implements BoltDeclarer {
        private final Declaration bolt;

        /**
         * Continues the declaration of a bolt.
         *
         * @param boltId a bolt that has been added
         */
        public BoltGetter(String boltId) {
            super(boltId);
            this.bolt = bolts.get(boltId);
        }

        @Override
        public BoltDeclarer fieldsGrouping(String componentId, Fields fields) {
            return fieldsGrouping(componentId, Utils.DEFAULT_STREAM_ID, fields);
        }

        @Override
        public BoltDeclarer fieldsGrouping(String componentId, String streamId, Fields fields) {
            if (fields == null || fields.size() == 0) {
                // An empty list is how a global grouping is stored: taken as given, a forgotten field would send
                // everything to one task.
                throw new IllegalArgumentException("fieldsGrouping of " + bolt + " on component " + componentId
                        + ", stream " + streamId + " has no fields; name the fields, or use globalGrouping to send"
                        + " every tuple to one task");
            }
            return subscribe(componentId, streamId, Grouping.fields(fields.toList()));
        }

        @Override
        public BoltDeclarer globalGrouping(String componentId) {
            return globalGrouping(componentId, Utils.DEFAULT_STREAM_ID);
        }

        @Override
        public BoltDeclarer globalGrouping(String componentId, String streamId) {
            return subscribe(componentId, streamId, Grouping.fields(new ArrayList<>()));
        }

        @Override
        public BoltDeclarer shuffleGrouping(String componentId) {
            return shuffleGrouping(componentId, Utils.DEFAULT_STREAM_ID);
        }

        @Override
        public BoltDeclarer shuffleGrouping(String componentId, String streamId) {
            return subscribe(componentId, streamId, Grouping.shuffle(new NullStruct()));
        }

        @Override
        public BoltDeclarer localOrShuffleGrouping(String componentId) {
            return localOrShuffleGrouping(componentId, Utils.DEFAULT_STREAM_ID);
        }

        @Override
        public BoltDeclarer localOrShuffleGrouping(String componentId, String streamId) {
            return subscribe(componentId, streamId, Grouping.local_or_shuffle(new NullStruct()));
        }

        @Override
        public BoltDeclarer noneGrouping(String componentId) {
            return noneGrouping(componentId, Utils.DEFAULT_STREAM_ID);
        }

        @Override
        public BoltDeclarer noneGrouping(String componentId, String streamId) {
            return subscribe(componentId, streamId, Grouping.none(new NullStruct()));
        }

        @Override
        public BoltDeclarer allGrouping(String componentId) {
            return allGrouping(componentId, Utils.DEFAULT_STREAM_ID);
        }

        @Override
        public BoltDeclarer allGrouping(String componentId, String streamId) {
            return subscribe(componentId, streamId, Grouping.all(new NullStruct()));
        }

        @Override
        public BoltDeclarer directGrouping(String componentId) {
            return directGrouping(componentId, Utils.DEFAULT_STREAM_ID);
        }

        @Override
        public BoltDeclarer directGrouping(String componentId, String streamId) {
            return subscribe(componentId, streamId, Grouping.direct(new NullStruct()));
        }

        @Override
        public BoltDeclarer partialKeyGrouping(String componentId, Fields fields) {
            return partialKeyGrouping(componentId, Utils.DEFAULT_STREAM_ID, fields);
        }

        @Override
        public BoltDeclarer partialKeyGrouping(String componentId, String streamId, Fields fields) {
            return customGrouping(componentId, streamId, new PartialKeyGrouping(fields));
        }

        @Override
        public BoltDeclarer customGrouping(String componentId, CustomStreamGrouping grouping) {
            return customGrouping(componentId, Utils.DEFAULT_STREAM_ID, grouping);
        }

        @Override
        public BoltDeclarer customGrouping(String componentId, String streamId, CustomStreamGrouping grouping) {
            if (grouping == null) {
                throw noGrouping(componentId, streamId);
            }
            String what = "Grouping (" + grouping.getClass().getName() + ") of " + bolt + " on component " + componentId
                    + ", stream " + streamId;
            return subscribe(componentId, streamId, Grouping.custom_serialized(UserObject.serialize(what, grouping)));
        }

        @Override
        public BoltDeclarer grouping(GlobalStreamId id, Grouping grouping) {
            if (id == null) {
                throw new IllegalArgumentException("A subscription of " + bolt + " names no stream");
            }
            return subscribe(id.get_componentId(), id.get_streamId(), grouping);
        }

        private BoltDeclarer subscribe(String componentId, String streamId, Grouping grouping) {
            if (componentId == null || streamId == null) {
                throw new IllegalArgumentException("A subscription of " + bolt
                        + " needs a component id and a stream id, found component " + componentId + ", stream "
                        + streamId);
            }
            if (grouping == null) {
                throw noGrouping(componentId, streamId);
            }
            if (bolt.inputs.putIfAbsent(new GlobalStreamId(componentId, streamId), grouping) != null) {
                throw new IllegalArgumentException(bolt + " already subscribes to component " + componentId
                        + ", stream " + streamId + "; a bolt can group a stream in one way only, so drop one of the"
                        + " two groupings or add a second bolt");
            }
            return this;
        }

        private IllegalArgumentException noGrouping(String componentId, String streamId) {
            return new IllegalArgumentException(
                    "Grouping of " + bolt + " on component " + componentId + ", stream " + streamId + " can't be null");
        }
    }
}
