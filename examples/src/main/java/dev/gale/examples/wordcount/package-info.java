/** What is particular to counting words: what a word is, the bolt that finds them, and the count to compare with. */
package dev.gale.examples.wordcount;
