/**
 * What goes wrong with workers, told to the leading Nimbus for those who ask it why a topology doesn't run. In comes what
 * slots say, on the supervisor's thread; one thread of its own sends. Imports {@code slot}, {@code directory} and {@code
 * nimbus}.
 */
package dev.gale.supervisor.report;
