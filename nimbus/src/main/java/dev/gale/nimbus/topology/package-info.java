/**
 * What a submission means for Nimbus: whether it can run, which tasks it has, what it asks of the scheduler. Values and
 * pure functions; users' objects stay bytes. Imports the submission, the scheduler's types and kernel settings.
 */
package dev.gale.nimbus.topology;
