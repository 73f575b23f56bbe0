package dev.gale.worker.transport;

/** What a frame holds. The codes are part of the protocol and never change their meaning. */
enum FrameType {
    /** Of the end that connects: who it is, whom it wants. */
    HELLO(1),
    /** Answer to {@link #HELLO}. */
    CHALLENGE(2),
    /** That the end that connects knows the secret. */
    PROOF(3),
    /** That the end that accepts knows it too; the connection is open. */
    WELCOME(4),
    /** Why the connection ends. */
    REFUSED(5),
    /** To which executors tuples will go. */
    OPEN(16),
    /** How much may have been sent to an executor, counted from the start of the connection. */
    CREDIT(17),
    /** Tuples for an executor. */
    TUPLES(18),
    /** Contributions to roots. */
    ACKS(19),
    /** A tree has failed. */
    FAIL(20),
    /** A tree gets its full timeout again. */
    RESET_TIMEOUT(21),
    /** A sign of life. */
    PING(22),
    /** To which workers trees have gone. */
    MARKS(23),
    /** What went to some worker from the one that says it, or what that one had to report, may be lost. */
    LOST(24);

    private static final FrameType[] BY_CODE = new FrameType[25];

    static {
        for (FrameType type : values()) {
            BY_CODE[type.code] = type;
        }
    }

    private final byte code;

    FrameType(int code) {
        this.code = (byte) code;
    }

    byte code() {
        return code;
    }

    /** @return null when there is none of that code */
    static FrameType of(byte code) {
        return code > 0 && code < BY_CODE.length ? BY_CODE[code] : null;
    }
}
