/**
 * Code of topologies, and the submissions that refer to it: files named by their SHA-256, on the disk of every Nimbus.
 * {@link dev.gale.nimbus.code.CodeStore} may be used by any thread; {@link dev.gale.nimbus.code.CodeKeeper}, which makes
 * known what is here and fetches what isn't, is confined to the owner's thread.
 */
package dev.gale.nimbus.code;
