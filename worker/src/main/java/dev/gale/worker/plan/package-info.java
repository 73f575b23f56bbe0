/**
 * What a submitted topology comes to: tasks, executors, workers, streams with their numbers, edges that close a cycle.
 * Pure: the same submission gives the same plan. Imports the API, {@code config} and
 * {@code metrics}.
 */
package dev.gale.worker.plan;
