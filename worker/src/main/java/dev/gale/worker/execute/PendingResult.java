package dev.gale.worker.execute;

import java.util.AbstractList;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/**
 * What emit returns to a thread that isn't the executor's: the tasks are chosen later, on the executor's thread, so this
 * list waits for them when somebody looks inside. Hardly anybody does.
 */
final class PendingResult extends AbstractList<Integer> {
    private final CompletableFuture<List<Integer>> tasks = new CompletableFuture<>();

    void complete(List<Integer> chosen) {
        tasks.complete(chosen);
    }

    void fail(RuntimeException error) {
        tasks.completeExceptionally(error);
    }

    @Override
    public Integer get(int index) {
        return tasks.join().get(index);
    }

    @Override
    public int size() {
        return tasks.join().size();
    }
}
