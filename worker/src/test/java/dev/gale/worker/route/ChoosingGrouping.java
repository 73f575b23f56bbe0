package dev.gale.worker.route;

import dev.gale.generated.GlobalStreamId;
import dev.gale.grouping.CustomStreamGrouping;
import dev.gale.task.WorkerTopologyContext;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Chooses the tasks that the tuple's values name, and keeps what it was prepared with. Public, so that names suffice. */
public class ChoosingGrouping implements CustomStreamGrouping {
    private final String label;
    private GlobalStreamId stream;
    private List<Integer> targets;

    public ChoosingGrouping() {
        this("none");
    }

    public ChoosingGrouping(String label) {
        this.label = label;
    }

    public ChoosingGrouping(int number) {
        this("number " + number);
    }

    public ChoosingGrouping(long number) {
        this("long number " + number);
    }

    /** One of every kind of argument that can be given by name. */
    public ChoosingGrouping(int i, long l, String s, boolean b, byte[] bytes, double d) {
        this(i + " " + l + " " + s + " " + b + " " + Arrays.toString(bytes) + " " + d);
    }

    @Override
    public void prepare(WorkerTopologyContext context, GlobalStreamId givenStream, List<Integer> targetTasks) {
        stream = givenStream;
        targets = targetTasks;
    }

    @Override
    public List<Integer> chooseTasks(int taskId, List<Object> values) {
        if (values.contains("null")) {
            return null;
        }
        if (values.contains("describe")) {
            // Has no other way to tell what it knows.
            throw new IllegalStateException(label + ", " + stream + ", task " + taskId + ", targets " + targets);
        }
        if (values.contains("change")) {
            targets.clear();
        }
        List<Integer> chosen = new ArrayList<>();
        values.forEach(value -> chosen.add((Integer) value));
        return chosen;
    }
}
