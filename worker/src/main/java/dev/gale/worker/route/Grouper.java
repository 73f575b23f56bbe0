package dev.gale.worker.route;

import dev.gale.tuple.Fields;
import java.util.List;

/**
 * Chooses the receivers of a tuple among the tasks of one subscribing component. Receivers are named by their position
 * in the ascending list of that component's tasks. Confined to the emitting executor's thread.
 */
public interface Grouper {
    /** Answer of {@link #choose}: every task of the component. */
    int ALL = -1;

    /** Answer of {@link #choose}: those that {@link #chosen} names. */
    int SEVERAL = -2;

    /** @return a position, {@link #ALL} or {@link #SEVERAL} */
    int choose(List<Object> values);

    /** Positions chosen by the last {@link #choose} that answered {@link #SEVERAL}; may be empty. */
    default int[] chosen() {
        throw new IllegalStateException(getClass().getSimpleName() + " never chooses several");
    }

    /** The position that every {@link #choose} answers, whatever the values; -1 when there is a choice. */
    default int only() {
        return -1;
    }

    /** Fields of a stream, as positions in its values. */
    static int[] positions(Fields stream, List<String> fields) {
        return fields.stream().mapToInt(stream::fieldIndex).toArray();
    }
}
