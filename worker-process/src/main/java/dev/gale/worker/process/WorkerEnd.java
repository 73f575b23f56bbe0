package dev.gale.worker.process;

/**
 * How a worker process ended.
 *
 * @param why a sentence
 */
public record WorkerEnd(Exit exit, String why) {
    /** What the supervisor is told by the exit code. */
    public enum Exit {
        /** It was told to stop. */
        STOPPED(0),
        /** It can't go on: an error of the JVM, a defect, or a topology that is to stop when user code throws. */
        FAILED(1),
        /** It couldn't start, and wouldn't if it were started again as it was. */
        CANNOT_START(13),
        /** Its lease was refused, is lost or taken. */
        LEASE_LOST(20),
        /** The slot is still the topology's, but with other executors or other code: to be started anew, at once. */
        REASSIGNED(21);

        private final int code;

        Exit(int code) {
            this.code = code;
        }

        public int code() {
            return code;
        }
    }
}
