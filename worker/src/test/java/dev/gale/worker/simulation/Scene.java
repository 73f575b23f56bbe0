package dev.gale.worker.simulation;

import dev.gale.spout.SpoutOutputCollector;
import dev.gale.task.OutputCollector;
import dev.gale.task.TopologyContext;
import dev.gale.topology.IRichBolt;
import dev.gale.topology.IRichSpout;
import dev.gale.topology.OutputFieldsDeclarer;
import dev.gale.topology.base.BaseRichBolt;
import dev.gale.topology.base.BaseRichSpout;
import dev.gale.tuple.Fields;
import dev.gale.tuple.Tuple;
import dev.gale.tuple.Values;
import dev.gale.utils.RegisteredGlobalState;
import dev.gale.utils.TupleUtils;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;

/**
 * A source of numbers, and bolts that do what a test says by a lambda; sees from outside what they got, in what order and
 * on which thread. Numbers that fail are emitted again. Rules that hold whatever happens are checked at each call, see
 * {@link #violations}. Thread-safe.
 */
final class Scene implements AutoCloseable {
    /** What a bolt does with a tuple. */
    interface Act {
        void on(Tuple tuple, OutputCollector out) throws Exception;
    }

    /** What a spout does before it emits. */
    interface Pause {
        void before(int number) throws Exception;
    }

    static final Fields FIELDS = new Fields("number", "sequence");

    private final String id = RegisteredGlobalState.registerState(this);
    private final Map<String, Act> acts = new ConcurrentHashMap<>();
    private final Map<String, Consumer<Tuple>> watchers = new ConcurrentHashMap<>();
    private final AtomicLong sequence = new AtomicLong();
    private final Map<String, List<Integer>> received = new LinkedHashMap<>();
    private final Map<String, Integer> ticks = new HashMap<>();
    /** By path, from task to task. */
    private final Map<String, Long> lastSequence = new HashMap<>();

    private final Map<String, String> threads = new HashMap<>();
    private final List<String> violations = new ArrayList<>();
    private final List<Integer> acked = new ArrayList<>();
    private final List<Integer> failed = new ArrayList<>();
    private volatile Pause pause = number -> {};
    private volatile int released;
    private volatile boolean replays = true;
    private int emitted;

    /** What a bolt does unless told otherwise: passes the number on, anchored, and acks. */
    void passOn(Tuple tuple, OutputCollector out) {
        out.emit(tuple, next(tuple));
        out.ack(tuple);
    }

    /** The number of a tuple as a bolt is to pass it on, with a new place in the order of the emits. */
    Values next(Tuple tuple) {
        return new Values(tuple.getValue(0), sequence.incrementAndGet());
    }

    /** A spout that emits the numbers that were released, so many a call. */
    IRichSpout numbers(int perCall) {
        return new Numbers(id, perCall);
    }

    IRichSpout numbers() {
        return numbers(1);
    }

    /** A bolt that does what {@link #act} says, else {@link #passOn}. */
    IRichBolt bolt() {
        return new Acting(id);
    }

    /** Says what a component does from now on. */
    Scene act(String component, Act act) {
        acts.put(component, act);
        return this;
    }

    /** Lets a test see each tuple that comes to a component. */
    Scene watch(String component, Consumer<Tuple> watcher) {
        watchers.put(component, watcher);
        return this;
    }

    /** Says what the spout does before each emit. */
    Scene pause(Pause before) {
        pause = before;
        return this;
    }

    /** Numbers that fail aren't emitted again. */
    Scene withoutReplays() {
        replays = false;
        return this;
    }

    /** Lets the numbers below {@code numbers} be emitted. */
    Scene release(int numbers) {
        released = numbers;
        return this;
    }

    /** What a component got, over all its tasks; ticks left out. */
    synchronized List<Integer> received(String component) {
        return List.copyOf(received.getOrDefault(component, List.of()));
    }

    synchronized int receivedCount(String component) {
        return received.getOrDefault(component, List.of()).size();
    }

    synchronized int ticks(String component) {
        return ticks.getOrDefault(component, 0);
    }

    /** The thread of a component's last call. */
    synchronized String thread(String component) {
        return threads.get(component);
    }

    /** How many emits there have been, replays included. */
    synchronized int emitted() {
        return emitted;
    }

    synchronized List<Integer> acked() {
        return List.copyOf(acked);
    }

    synchronized int ackedCount() {
        return acked.size();
    }

    synchronized List<Integer> failed() {
        return List.copyOf(failed);
    }

    /** Calls within or beside other calls of the same instance; tuples that have overtaken others. Must stay empty. */
    synchronized List<String> violations() {
        return List.copyOf(violations);
    }

    private synchronized void violated(String what) {
        violations.add(what);
    }

    private synchronized void onThread(String component) {
        threads.put(component, Thread.currentThread().getName());
    }

    private synchronized void onEmit() {
        emitted++;
    }

    private synchronized void onAck(int number) {
        acked.add(number);
    }

    private synchronized void onFail(int number) {
        failed.add(number);
    }

    private synchronized void onTick(String component) {
        ticks.merge(component, 1, Integer::sum);
    }

    private synchronized void onTuple(String component, int task, Tuple tuple) {
        received.computeIfAbsent(component, key -> new ArrayList<>()).add(tuple.getInteger(0));
        String path = tuple.getSourceTask() + "/" + tuple.getSourceStreamId() + ">" + task;
        Long last = lastSequence.put(path, tuple.getLong(1));
        if (last != null && last >= tuple.getLong(1)) {
            violations.add(path + " got number " + tuple.getLong(1) + " after " + last);
        }
    }

    @Override
    public void close() {
        RegisteredGlobalState.clearState(id);
    }

    /** Notes calls that overlap. */
    private static final class Inside {
        private final Scene scene;
        private final String who;
        private volatile String call;

        Inside(Scene scene, TopologyContext context) {
            this.scene = scene;
            this.who = context.getThisComponentId();
        }

        void enter(String what) {
            if (call != null) {
                scene.violated(what + " of " + who + " within its " + call);
            }
            call = what;
            scene.onThread(who);
        }

        void exit() {
            call = null;
        }
    }

    private static final class Numbers extends BaseRichSpout {
        private final String sceneId;
        private final int perCall;
        private transient Scene scene;
        private transient Inside inside;
        private transient SpoutOutputCollector collector;
        private transient Deque<Integer> again;
        private transient int nextNumber;
        private transient int step;

        Numbers(String sceneId, int perCall) {
            this.sceneId = sceneId;
            this.perCall = perCall;
        }

        @Override
        public void open(Map<String, Object> conf, TopologyContext context, SpoutOutputCollector collector) {
            this.scene = (Scene) RegisteredGlobalState.getState(sceneId);
            this.inside = new Inside(scene, context);
            this.collector = collector;
            this.again = new ArrayDeque<>();
            this.nextNumber = context.getThisTaskIndex();
            this.step = context.getComponentTasks(context.getThisComponentId()).size();
        }

        @Override
        public void nextTuple() {
            inside.enter("nextTuple");
            try {
                for (int i = 0; i < perCall; i++) {
                    Integer number = again.poll();
                    if (number == null && nextNumber < scene.released) {
                        number = nextNumber;
                        nextNumber += step;
                    }
                    if (number != null) {
                        emit(number);
                    }
                }
            } finally {
                inside.exit();
            }
        }

        private void emit(int number) {
            try {
                scene.pause.before(number);
            } catch (Exception error) {
                throw new IllegalStateException(error);
            }
            scene.onEmit();
            collector.emit(new Values(number, scene.sequence.incrementAndGet()), number);
        }

        @Override
        public void ack(Object messageId) {
            inside.enter("ack");
            scene.onAck((Integer) messageId);
            inside.exit();
        }

        @Override
        public void fail(Object messageId) {
            inside.enter("fail");
            scene.onFail((Integer) messageId);
            if (scene.replays) {
                again.add((Integer) messageId);
            }
            inside.exit();
        }

        @Override
        public void declareOutputFields(OutputFieldsDeclarer declarer) {
            declarer.declare(FIELDS);
        }
    }

    private static final class Acting extends BaseRichBolt {
        private final String sceneId;
        private transient Scene scene;
        private transient Inside inside;
        private transient TopologyContext context;
        private transient OutputCollector collector;

        Acting(String sceneId) {
            this.sceneId = sceneId;
        }

        @Override
        public void prepare(Map<String, Object> conf, TopologyContext context, OutputCollector collector) {
            this.scene = (Scene) RegisteredGlobalState.getState(sceneId);
            this.inside = new Inside(scene, context);
            this.context = context;
            this.collector = collector;
        }

        @Override
        public void execute(Tuple tuple) {
            inside.enter("execute");
            String component = context.getThisComponentId();
            if (TupleUtils.isTick(tuple)) {
                scene.onTick(component);
            } else {
                scene.onTuple(component, context.getThisTaskId(), tuple);
                Consumer<Tuple> watcher = scene.watchers.get(component);
                if (watcher != null) {
                    watcher.accept(tuple);
                }
            }
            try {
                Act act = scene.acts.get(component);
                if (act != null) {
                    act.on(tuple, collector);
                } else if (!TupleUtils.isTick(tuple)) {
                    scene.passOn(tuple, collector);
                }
            } catch (RuntimeException error) {
                throw error;
            } catch (Exception error) {
                throw new IllegalStateException(error);
            } finally {
                inside.exit();
            }
        }

        @Override
        public void declareOutputFields(OutputFieldsDeclarer declarer) {
            declarer.declare(FIELDS);
        }
    }
}
