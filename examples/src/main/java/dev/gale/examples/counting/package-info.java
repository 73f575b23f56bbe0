/** How often something occurs: the bolt that counts, and the store that the counts end up in. */
package dev.gale.examples.counting;
