/** A ZooKeeper server within this process, for a laptop and for tests. Imports nothing of Gale. */
package dev.gale.coordination.embedded;
