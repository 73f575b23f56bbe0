/** The topology that README.md shows, so that what it shows compiles and is tested. */
package dev.gale.examples.readme;
