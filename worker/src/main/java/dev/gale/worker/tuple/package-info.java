/**
 * The in-flight form of a tuple. Imported by every step of its way, imports only the API.
 */
package dev.gale.worker.tuple;
