package dev.gale.worker.route;

import dev.gale.generated.GlobalStreamId;
import dev.gale.generated.Grouping;
import dev.gale.generated.JavaObject;
import dev.gale.generated.JavaObjectArg;
import dev.gale.grouping.CustomStreamGrouping;
import dev.gale.kernel.random.SplitMix64;
import dev.gale.task.WorkerTopologyContext;
import dev.gale.tuple.Fields;
import dev.gale.utils.Utils;
import java.lang.invoke.MethodType;
import java.lang.reflect.Constructor;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;

/** Makes the {@link Grouper} for a subscription. */
public final class Groupers {
    private Groupers() {}

    /**
     * A grouper for one emitting task.
     *
     * @param tasks the subscribing component's tasks, ascending and without gaps
     * @param localTasks those tasks that live in the emitting task's worker
     * @param random the grouper's own
     */
    public static Grouper of(
            Grouping grouping,
            GlobalStreamId stream,
            Fields fields,
            int emittingTask,
            List<Integer> tasks,
            Set<Integer> localTasks,
            WorkerTopologyContext context,
            SplitMix64 random) {
        int count = tasks.size();
        int[] everyone = IntStream.range(0, count).toArray();
        return switch (grouping.getSetField()) {
            case FIELDS -> {
                List<String> names = grouping.get_fields();
                if (names.isEmpty()) {
                    // Global: the lowest task.
                    yield new OnlyGrouper(0);
                }
                yield count == 1 ? new OnlyGrouper(0) : new FieldsGrouper(Grouper.positions(fields, names), count);
            }
            case ALL -> values -> Grouper.ALL;
            case NONE -> count == 1 ? new OnlyGrouper(0) : values -> random.nextInt(count);
            case SHUFFLE -> evenly(everyone, random);
            case LOCAL_OR_SHUFFLE -> {
                int[] local = IntStream.range(0, count)
                        .filter(i -> localTasks.contains(tasks.get(i)))
                        .toArray();
                yield evenly(local.length == 0 ? everyone : local, random);
            }
            case CUSTOM_SERIALIZED ->
                custom(
                        Utils.javaDeserialize(grouping.get_custom_serialized(), CustomStreamGrouping.class),
                        stream,
                        emittingTask,
                        tasks,
                        context);
            case CUSTOM_OBJECT ->
                custom(instantiate(grouping.get_custom_object()), stream, emittingTask, tasks, context);
            case DIRECT ->
                throw new IllegalArgumentException("a direct grouping has no grouper; its emitter names the task");
        };
    }

    private static Grouper evenly(int[] positions, SplitMix64 random) {
        return positions.length == 1 ? new OnlyGrouper(positions[0]) : new ShuffleGrouper(positions, random);
    }

    private static Grouper custom(
            CustomStreamGrouping grouping,
            GlobalStreamId stream,
            int emittingTask,
            List<Integer> tasks,
            WorkerTopologyContext context) {
        List<Integer> sorted = new ArrayList<>(tasks);
        Collections.sort(sorted);
        grouping.prepare(context, stream, Collections.unmodifiableList(sorted));
        return new CustomGrouper(grouping, emittingTask, sorted.get(0), sorted.size());
    }

    private static CustomStreamGrouping instantiate(JavaObject object) {
        List<JavaObjectArg> args = object.get_args_list() == null ? List.of() : object.get_args_list();
        Object[] values = args.stream().map(Groupers::value).toArray();
        try {
            ClassLoader loader = Thread.currentThread().getContextClassLoader();
            Class<?> type = Class.forName(object.get_full_class_name(), true, loader);
            for (Constructor<?> constructor : type.getConstructors()) {
                if (accepts(constructor.getParameterTypes(), values)) {
                    return (CustomStreamGrouping) constructor.newInstance(values);
                }
            }
        } catch (ReflectiveOperationException | ClassCastException e) {
            throw new IllegalArgumentException("can't make the custom grouping " + object, e);
        }
        throw new IllegalArgumentException("custom grouping " + object.get_full_class_name()
                + " has no public constructor for the arguments " + args);
    }

    private static boolean accepts(Class<?>[] parameters, Object[] values) {
        if (parameters.length != values.length) {
            return false;
        }
        for (int i = 0; i < values.length; i++) {
            if (!MethodType.methodType(parameters[i]).wrap().returnType().isInstance(values[i])) {
                return false;
            }
        }
        return true;
    }

    private static Object value(JavaObjectArg arg) {
        return switch (arg.getSetField()) {
            case INT_ARG -> arg.get_int_arg();
            case LONG_ARG -> arg.get_long_arg();
            case STRING_ARG -> arg.get_string_arg();
            case BOOL_ARG -> arg.get_bool_arg();
            case BINARY_ARG -> arg.get_binary_arg();
            case DOUBLE_ARG -> arg.get_double_arg();
        };
    }
}
