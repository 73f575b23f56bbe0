/**
 * A worker as a process of a cluster. In come a submission, the topology's assignment and status, and what is known of
 * peers; out goes a running worker that holds the lease of its slot, or the reason of its end. {@link
 * dev.gale.worker.process.WorkerProcess} is the state machine, on one thread; {@link
 * dev.gale.worker.process.WorkerMain} runs it in a JVM of its own. {@code docs/design/006-worker-process.md} describes
 * it. Imports the worker, {@code coordination} and {@code submission}.
 */
package dev.gale.worker.process;
