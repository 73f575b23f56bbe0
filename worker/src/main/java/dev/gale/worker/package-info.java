/**
 * Runs the executors of a worker. {@link dev.gale.worker.WorkerAssembly} is the one place that knows every part: it says
 * which object is made of which, and which agent runs where.
 */
package dev.gale.worker;
