package dev.gale.grouping;

import dev.gale.generated.GlobalStreamId;
import dev.gale.task.WorkerTopologyContext;
import dev.gale.tuple.Fields;
import java.io.Serializable;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;

/**
 * Fields grouping for skewed keys: each key may go to either of two tasks, and of these the one that this emitter has
 * used less gets the tuple. The receivers' partial results have to be combined downstream.
 *
 * <p>After Nasir et al., "The Power of Both Choices: Practical Load Balancing for Distributed Stream Processing
 * Engines", ICDE 2015.
 */
public class PartialKeyGrouping implements CustomStreamGrouping {
    private static final long serialVersionUID = 1L;

    /** Null if the first value is the key. */
    private final Fields fields;

    private final AssignmentCreator assignmentCreator;
    private final TargetSelector targetSelector;

    private List<Integer> targetTasks = List.of();
    private int[] keyPositions = new int[0];

    /** Groups by the first value of a tuple. */
    public PartialKeyGrouping() {
        this(null);
    }

    /**
     * Groups by some fields.
     *
     * @param fields null to group by the first value
     */
    public PartialKeyGrouping(Fields fields) {
        this(fields, new RandomTwoTaskAssignmentCreator());
    }

    /** Groups by some fields, with another rule for the tasks that a key may go to. */
    public PartialKeyGrouping(Fields fields, AssignmentCreator assignmentCreator) {
        this(fields, assignmentCreator, new BalancedTargetSelector());
    }

    /** Groups by some fields, with other rules for the tasks that a key may go to and for choosing among them. */
    public PartialKeyGrouping(Fields fields, AssignmentCreator assignmentCreator, TargetSelector targetSelector) {
        this.fields = fields;
        this.assignmentCreator = Objects.requireNonNull(assignmentCreator, "assignmentCreator");
        this.targetSelector = Objects.requireNonNull(targetSelector, "targetSelector");
    }

    /**
     * Finds the key's fields in the stream.
     *
     * @throws IllegalArgumentException if the stream lacks one of them
     */
    @Override
    public void prepare(WorkerTopologyContext context, GlobalStreamId stream, List<Integer> targetTasks) {
        this.targetTasks = targetTasks;
        if (fields != null) {
            Fields streamFields = context.getComponentOutputFields(stream);
            keyPositions = new int[fields.size()];
            for (int i = 0; i < keyPositions.length; i++) {
                keyPositions[i] = streamFields.fieldIndex(fields.get(i));
            }
        }
    }

    @Override
    public List<Integer> chooseTasks(int taskId, List<Object> values) {
        if (targetTasks.isEmpty()) {
            return List.of();
        }
        return List.of(targetSelector.chooseTask(assignmentCreator.createAssignment(targetTasks, keyBytes(values))));
    }

    private byte[] keyBytes(List<Object> values) {
        if (fields == null) {
            String key = values.isEmpty() ? "" : String.valueOf(values.get(0));
            return key.getBytes(StandardCharsets.UTF_8);
        }
        ByteBuffer key = ByteBuffer.allocate(Integer.BYTES * keyPositions.length);
        for (int position : keyPositions) {
            key.putInt(contentHash(values.get(position)));
        }
        return key.array();
    }

    /** A hash that depends on what arrays contain, also inside a list; an array's own hash is its identity. */
    private static int contentHash(Object value) {
        Object hashed = value instanceof List<?> list ? list.toArray() : value;
        return Arrays.deepHashCode(new Object[] {hashed});
    }

    /** Decides which tasks a key may go to. Must answer alike for equal keys, in every process. */
    public interface AssignmentCreator extends Serializable {
        /**
         * Chooses the tasks for a key.
         *
         * @param targetTasks all target tasks, ascending, at least one
         * @return at least one of them
         */
        int[] createAssignment(List<Integer> targetTasks, byte[] key);
    }

    /** Decides which of the tasks that a key may go to gets a tuple. */
    public interface TargetSelector extends Serializable {
        /** One of {@code assignment}, which is not empty. */
        Integer chooseTask(int[] assignment);
    }

    /** Gives each key two different tasks, drawn from a generator that is seeded with the key. */
    public static class RandomTwoTaskAssignmentCreator implements AssignmentCreator {
        private static final long serialVersionUID = 1L;

        /** Two different tasks; the same one twice if there is only one. */
        @Override
        public int[] createAssignment(List<Integer> targetTasks, byte[] key) {
            int tasks = targetTasks.size();
            if (tasks == 1) {
                return new int[] {targetTasks.get(0), targetTasks.get(0)};
            }
            Random random = new Random(Arrays.hashCode(key));
            int first = random.nextInt(tasks);
            // Drawn from all but the first: those after it move up by one.
            int second = random.nextInt(tasks - 1);
            if (second >= first) {
                second++;
            }
            return new int[] {targetTasks.get(first), targetTasks.get(second)};
        }
    }

    /** Takes the task that it has taken least often so far; of several, the one named first. */
    public static class BalancedTargetSelector implements TargetSelector {
        private static final long serialVersionUID = 1L;

        private final Map<Integer, Long> timesChosen = new HashMap<>();

        @Override
        public Integer chooseTask(int[] assignment) {
            int chosen = assignment[0];
            long fewest = timesChosen.getOrDefault(chosen, 0L);
            for (int i = 1; i < assignment.length; i++) {
                long times = timesChosen.getOrDefault(assignment[i], 0L);
                if (times < fewest) {
                    chosen = assignment[i];
                    fewest = times;
                }
            }
            timesChosen.put(chosen, fewest + 1);
            return chosen;
        }
    }
}
