/**
 * The JUnit extension: injects a {@code TopologyDriver} or a {@code LocalCluster} into test methods, and runs a test under
 * many seeds. The only package that sees JUnit, which is an optional dependency.
 */
package dev.gale.junit;
