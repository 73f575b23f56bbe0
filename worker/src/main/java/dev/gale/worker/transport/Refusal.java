package dev.gale.worker.transport;

/** Why a connection is ended by this end; told to the other. */
final class Refusal extends Exception {
    private static final long serialVersionUID = 1;

    /** Kinds of reasons. The codes are part of the protocol. */
    enum Reason {
        /** What comes is in no form that is known here. */
        NOT_GALE(1),
        /** Another version of the protocol. */
        VERSION(2),
        /** A worker of another topology. */
        TOPOLOGY(3),
        /** Not the worker that is wanted, or not the end whose turn it is to connect. */
        WORKER(4),
        /** Somebody whose lease is over. */
        OLD_EPOCH(5),
        /** The other end knows of another epoch of this worker. */
        OTHER_EPOCH(6),
        /** The other end doesn't know the secret. */
        SECRET(7),
        /** There is, or was until now, another connection between the two. */
        CONNECTED_ALREADY(8),
        /** Too many connections haven't said who they are. */
        TOO_MANY(9),
        /** The other end didn't say in time who it is. */
        TOO_SLOW(10),
        /** Nothing has come for too long. */
        SILENT(11),
        /** A frame with wrong content. */
        MALFORMED(12),
        /** A frame longer than may be. */
        TOO_LARGE(13),
        /** A frame is missing, or came again. */
        OUT_OF_ORDER(14),
        /** More was sent than was granted. */
        OUT_OF_CREDIT(15),
        /** Something for an executor that isn't here. */
        EXECUTOR(16),
        /** The worker stops. */
        STOPPING(17),
        /** The connection failed. */
        BROKEN(18),
        /** Other executors run at the other end than before; it is to connect anew. */
        MOVED(19);

        private final byte code;

        Reason(int code) {
            this.code = (byte) code;
        }

        /** Whether nothing is wrong with it. */
        boolean isExpected() {
            return this == STOPPING || this == MOVED;
        }

        byte code() {
            return code;
        }

        /** The reason of that code, {@link #BROKEN} when there is none. */
        static Reason of(byte code) {
            for (Reason reason : values()) {
                if (reason.code == code) {
                    return reason;
                }
            }
            return BROKEN;
        }
    }

    private final Reason reason;

    Refusal(Reason reason, String message) {
        // Without a stack: whoever sends rubbish shouldn't cost much.
        super(message, null, false, false);
        this.reason = reason;
    }

    Reason reason() {
        return reason;
    }
}
