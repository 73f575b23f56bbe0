package dev.gale.worker.execute;

import dev.gale.worker.emit.OutStream;
import java.util.Arrays;

/** Trees that are complete and of which the spout hasn't been told yet, in order. Confined to the spout's executor. */
final class CompletedTrees {
    private Object[] messageIds = new Object[4];
    private OutStream[] streams = new OutStream[4];
    private long[] emittedNs = new long[4];
    private int size;

    void add(Object messageId, OutStream stream, long emitted) {
        if (size == messageIds.length) {
            messageIds = Arrays.copyOf(messageIds, 2 * size);
            streams = Arrays.copyOf(streams, 2 * size);
            emittedNs = Arrays.copyOf(emittedNs, 2 * size);
        }
        messageIds[size] = messageId;
        streams[size] = stream;
        emittedNs[size++] = emitted;
    }

    /** Forgets what a task has emitted; its new instance would not know the messages. */
    void removeOf(int task) {
        int kept = 0;
        for (int i = 0; i < size; i++) {
            if (streams[i].origin().task() != task) {
                messageIds[kept] = messageIds[i];
                streams[kept] = streams[i];
                emittedNs[kept++] = emittedNs[i];
            }
        }
        size = kept;
    }

    int size() {
        return size;
    }

    boolean isEmpty() {
        return size == 0;
    }

    Object messageId(int i) {
        return messageIds[i];
    }

    /** The stream that the root was emitted on. */
    OutStream stream(int i) {
        return streams[i];
    }

    long emittedNs(int i) {
        return emittedNs[i];
    }

    void clear() {
        // Message ids may be large; the few that stay until they are overwritten don't matter.
        if (size > 64) {
            Arrays.fill(messageIds, null);
        }
        size = 0;
    }
}
