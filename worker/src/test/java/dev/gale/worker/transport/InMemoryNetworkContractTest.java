package dev.gale.worker.transport;

import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/** Both workers in one JVM. */
class InMemoryNetworkContractTest extends NetworkContract {
    private static final int MOST_TRIES = 100_000;

    @Override
    TwoWorkers join() {
        InMemoryNetwork network = new InMemoryNetwork(WorkerEnd.EXECUTORS, WorkerEnd.OWNERS);
        WorkerEnd zero = new WorkerEnd(0, network);
        WorkerEnd one = new WorkerEnd(1, network);
        zero.wire();
        one.wire();
        return new TwoWorkers() {
            @Override
            public WorkerEnd first() {
                return zero;
            }

            @Override
            public WorkerEnd second() {
                return one;
            }

            @Override
            public void until(BooleanSupplier condition, Supplier<String> describe) {
                for (int i = 0; i < MOST_TRIES; i++) {
                    if (condition.getAsBoolean()) {
                        return;
                    }
                }
                throw new AssertionError("waited in vain: " + describe.get());
            }

            @Override
            public void settle() {
                // Everything has happened when a call returns.
            }

            @Override
            public void close() {
                // There is nothing to close.
            }
        };
    }

    @Override
    int mostBatches() {
        return WorkerEnd.INBOX_SLOTS;
    }
}
