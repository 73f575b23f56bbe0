/**
 * What a worker tells Nimbus: errors of user code and what its executors have done. Comes in: errors from executors'
 * threads, figures that are read every few seconds. Goes out: HTTP requests, one at a time. Nothing here is waited for by
 * an executor, and what can't be delivered is dropped.
 */
package dev.gale.worker.process.report;
