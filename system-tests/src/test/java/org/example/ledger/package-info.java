/**
 * A user's topology that writes down outside of the cluster what it does: each message as it is emitted, acked, failed and
 * received, one file a task, at once. It runs in workers; the tests read the files.
 */
package org.example.ledger;
