/**
 * Where {@link dev.gale.StormSubmitter} submits to when no cluster was opened for it: a local cluster in the JVM of the
 * program. In comes a topology, from the program's thread; the JVM then lives as long as the topology does. Imports the
 * local cluster and the API.
 */
package dev.gale.local.submit;
