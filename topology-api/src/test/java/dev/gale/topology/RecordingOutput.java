package dev.gale.topology;

import dev.gale.task.IOutputCollector;
import dev.gale.tuple.Tuple;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/** An output collector that writes down what it is asked to do, in order. */
public final class RecordingOutput implements IOutputCollector {
    public final List<String> calls = new ArrayList<>();
    public final List<Throwable> errors = new ArrayList<>();

    @Override
    public List<Integer> emit(String streamId, Collection<Tuple> anchors, List<Object> tuple) {
        calls.add("emit " + streamId + " " + tuple + " anchored to " + values(anchors));
        return List.of(7);
    }

    @Override
    public void emitDirect(int taskId, String streamId, Collection<Tuple> anchors, List<Object> tuple) {
        calls.add("emitDirect " + taskId + " " + streamId + " " + tuple + " anchored to " + values(anchors));
    }

    @Override
    public void ack(Tuple input) {
        calls.add("ack " + input.getValues());
    }

    @Override
    public void fail(Tuple input) {
        calls.add("fail " + input.getValues());
    }

    @Override
    public void resetTimeout(Tuple input) {
        calls.add("resetTimeout " + input.getValues());
    }

    @Override
    public void reportError(Throwable error) {
        errors.add(error);
    }

    private static List<List<Object>> values(Collection<Tuple> anchors) {
        return anchors.stream().map(Tuple::getValues).toList();
    }
}
