package dev.gale.worker.transport;

import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/** Two workers that are joined, and how to let something happen between them. */
interface TwoWorkers extends AutoCloseable {
    /** The worker that connects, number 0. */
    WorkerEnd first();

    /** The worker that accepts, number 1. */
    WorkerEnd second();

    /** Lets things happen until the condition holds; fails the test when it never will. */
    void until(BooleanSupplier condition, Supplier<String> describe);

    /** Lets everything happen that can without anybody doing more, as far as that can be known. */
    void settle();

    @Override
    void close();
}
