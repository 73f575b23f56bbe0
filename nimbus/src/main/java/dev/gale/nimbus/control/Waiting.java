package dev.gale.nimbus.control;

import dev.gale.coordination.model.TopologyInfo;
import java.util.concurrent.CompletableFuture;

/** A submission that waits for copies of its code. */
record Waiting(ReadySubmission submission, long deadlineNs, CompletableFuture<TopologyInfo> answer) {}
