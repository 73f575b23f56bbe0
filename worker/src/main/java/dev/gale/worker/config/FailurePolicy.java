package dev.gale.worker.config;

/** What happens to a spout or bolt that threw an exception; the tuple at hand has failed in any case. */
public enum FailurePolicy {
    /** It is closed and made anew, after a pause that grows when it happens again. */
    RESTART,
    /** The topology stops and is reported as failed. */
    FAIL_TOPOLOGY,
    /** It goes on with the next tuple as if nothing had happened. */
    IGNORE
}
