package dev.gale.benchmarks.flink;

import java.io.Serializable;
import org.apache.flink.api.connector.source.SourceOutput;

/** What a source emits. Replayable: the record at an offset can be made again. */
interface Records<T> extends Serializable {
    /** Called on the source's thread before anything else. */
    default void open() {}

    /**
     * Emits some records. May wait for at most a millisecond, so that checkpoints are not held up.
     *
     * @param offset of the first record
     * @return how many were emitted; zero when none is due
     */
    int emit(long offset, SourceOutput<T> output);
}
